"""Network namespaces on one bridge: each holds a computer, each cable can be pulled. Needs root and `ip` (iproute2)."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence


def can_make() -> bool:
    """Whether namespaces can be made on this machine."""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("ip") is None:
        return False
    probe = f"ysprobe{os.getpid()}"
    made = subprocess.run(["ip", "netns", "add", probe], capture_output=True, check=False).returncode == 0
    if made:
        subprocess.run(["ip", "netns", "del", probe], check=True)
    return made


class Networks:
    """Computers by name at 10.77.0.1 and on, joined by a bridge in a namespace of its own."""

    def __init__(self, names: Sequence[str]) -> None:
        self._tag = f"ys{os.getpid() % 100_000}"
        self.names = list(names)
        self._hub = self._space("hub")
        try:
            self._make()
        except BaseException:
            self.close()
            raise

    def address(self, name: str) -> str:
        """Where a computer is."""
        return f"10.77.0.{self.names.index(name) + 1}"

    def command(self, name: str, words: Sequence[str]) -> list[str]:
        """A command line that runs on a computer."""
        return ["ip", "netns", "exec", self._space(name), *words]

    def pull(self, name: str) -> None:
        """Pull a computer's cable, at the switch."""
        self._in(self._hub, "link", "set", f"to-{name}", "down")

    def plug(self, name: str) -> None:
        """Put it back."""
        self._in(self._hub, "link", "set", f"to-{name}", "up")

    def close(self) -> None:
        """Take all of it away."""
        for name in [*self.names, "hub"]:
            subprocess.run(["ip", "netns", "del", self._space(name)], check=False, capture_output=True)

    def _make(self) -> None:
        self._ip("netns", "add", self._hub)
        self._in(self._hub, "link", "add", "br0", "type", "bridge")
        self._in(self._hub, "link", "set", "br0", "up")
        for at, name in enumerate(self.names, 1):
            self._join(name, at)

    def _join(self, name: str, at: int) -> None:
        space = self._space(name)
        self._ip("netns", "add", space)
        self._in(self._hub, "link", "add", "name", f"to-{name}", "type", "veth", "peer", "name", "eth0", "netns", space)
        self._in(self._hub, "link", "set", f"to-{name}", "master", "br0", "up")
        self._in(space, "addr", "add", f"10.77.0.{at}/24", "dev", "eth0")
        for device in ("lo", "eth0"):
            self._in(space, "link", "set", device, "up")
        self._in(space, "route", "add", "224.0.0.0/4", "dev", "eth0")

    def _space(self, name: str) -> str:
        return f"{self._tag}{name}"

    def _in(self, space: str, *words: str) -> None:
        self._ip("-n", space, *words)

    def _ip(self, *words: str) -> None:
        subprocess.run(["ip", *words], check=True, capture_output=True)
