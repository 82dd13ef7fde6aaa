"""A world for the packed station: a root that holds the folder and the C library and nothing else, on a network of its own.

No shell, no Python, no fonts, no /proc and no /dev stand in that root; its only network is a loopback that the centre
shares. What a process inside is given by its environment is nothing, but for the drill clock.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from station.settings import SOCKET
from station.socket import is_answering, knock
from tests.house.reading import HOUSE

LIBRARIES = ("libc.so.6", "libm.so.6", "libpthread.so.0", "libdl.so.2", "librt.so.1", "libz.so.1")
"""All that the folder asks of a machine: the C library (Debian's libc6) and zlib (zlib1g), both in the smallest root."""
HOME = "srv/site"
CENTRE_PORT, PORT = 8740, 8741
CENTRE = f"http://127.0.0.1:{CENTRE_PORT}"
PATIENCE_S = 60.0
NOON = "2026-09-18T12:00:00+08:00"


def skew_ms(at: str = NOON) -> str:
    """What moves a machine's clock to that time."""
    return str(int((datetime.fromisoformat(at).timestamp() - time.time()) * 1000))


@dataclass(frozen=True, slots=True)
class World:
    """A root with the packed folder, on a network of its own; a centre's home beside it."""

    root: Path
    centre: Path
    network: int
    skew: str

    @property
    def home(self) -> Path:
        """The site's home, seen from outside."""
        return self.root / HOME

    def inside(self, *words: str) -> list[str]:
        """The command line that runs the packed program in its root."""
        return [*self.entering(), _tool("chroot"), str(self.root), "/youshui/station", *words]

    def entering(self) -> list[str]:
        """What stands before a command line so that it runs on this network."""
        return [_tool("nsenter"), f"--net=/proc/{self.network}/ns/net"]

    def environment(self) -> dict[str, str]:
        """Empty, but for the clock."""
        return {"YOUSHUI_CLOCK_MS": self.skew}

    def station(self, *words: str, stdin: str = "", pin: str = "") -> Any:
        """The packed program's answer, as it stands on its standard output."""
        fds = [_spoken(pin)] if pin else []
        said = [*words, *(word for fd in fds for word in ("--pin-fd", str(fd)))]
        try:
            return _answer(self.inside(*said), self.environment(), stdin, fds)
        finally:
            for fd in fds:
                os.close(fd)

    def central(self, verb: str, *words: str, stdin: str = "") -> Any:
        """The centre's answer; it runs from the sources, on the same network and clock."""
        line = [sys.executable, "-m", "central", verb, "--home", str(self.centre), *words, "--json"]
        return _answer([*self.entering(), *line], {**os.environ, **self.environment()}, stdin, [])

    @contextmanager
    def centre_serving(self) -> Iterator[None]:
        """The centre on this network's loopback."""
        line = [sys.executable, "-m", "central", "serve", "--home", str(self.centre), "--port", str(CENTRE_PORT)]
        log = self.centre.with_name("centre.log")
        with _served([*self.entering(), *line], {**os.environ, **self.environment()}, log, CENTRE):
            yield

    @contextmanager
    def serving(self, home: str = HOME) -> Iterator[PackedStation]:
        """The packed counter of a home on this network's loopback."""
        line = self.inside("serve", "--home", f"/{home}", "--port", str(PORT), "--no-browser")
        log, started = self.root.with_name("station.log"), time.monotonic()
        with _served(line, self.environment(), log, f":{PORT}/") as process:
            yield PackedStation(self.root / home, process, log, time.monotonic() - started)


@dataclass(frozen=True, slots=True)
class PackedStation:
    """A served packed home; `said_after_s` is how long it took to say its link. What `tests.e2e.browser.Window` needs."""

    home: Path
    process: int
    log: Path
    said_after_s: float

    def link(self) -> str:
        """A fresh launch link."""
        return str(knock(self.home / SOCKET, {"ask": "link"})["link"])

    def said(self) -> str:
        """The end of what the process has said."""
        return self.log.read_text("utf-8", "replace")[-4000:]

    def memory_mib(self) -> int:
        """What the process holds in memory now."""
        status = Path(f"/proc/{self.process}/status").read_text("ascii")
        return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) >> 10

    def answers(self) -> bool:
        """Whether its owner-only door is open."""
        return is_answering(self.home / SOCKET)


@contextmanager
def network() -> Iterator[int]:
    """A process that holds a network of its own, with nothing on it but loopback; OSError where that is not allowed."""
    holder = subprocess.Popen([_tool("unshare"), "--net", _tool("sleep"), "3600"], stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + PATIENCE_S
        ours = Path("/proc/self/ns/net").readlink()
        while holder.poll() is None and Path(f"/proc/{holder.pid}/ns/net").readlink() == ours:
            if time.monotonic() > deadline:
                raise OSError("no network of its own")
            time.sleep(0.01)
        up = [_tool("nsenter"), f"--net=/proc/{holder.pid}/ns/net", _tool("ip"), "link", "set", "lo", "up"]
        if holder.poll() is not None or subprocess.run(up, capture_output=True, check=False).returncode:
            raise OSError("no network of its own")
        yield holder.pid
    finally:
        holder.kill()
        holder.wait()


def make_root(folder: Path, target: Path) -> Path:
    """A root with the packed folder and the C library of this machine."""
    for name in LIBRARIES:
        _copy_library(name, target)
    loader = next(Path("/").glob("lib*/ld-linux*.so.*"))
    (target / loader.parent.name).mkdir(exist_ok=True)
    shutil.copyfile(loader.resolve(), target / loader.relative_to("/"))
    (target / loader.relative_to("/")).chmod(0o755)
    shutil.copytree(folder, target / "youshui", symlinks=True)
    for name in ("tmp", "srv"):
        (target / name).mkdir()
    return target


def _copy_library(name: str, target: Path) -> None:
    """Where the loader of this machine finds it."""
    found = next(path for path in sorted(Path("/lib").glob(f"*-linux-gnu*/{name}")))
    place = target / found.relative_to("/")
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(found.resolve(), place)


def _tool(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if found is None:
        raise OSError(f"{name} is not on this machine")
    return found


def _spoken(pin: str) -> int:
    """A descriptor from which a PIN is read."""
    reading, writing = os.pipe()
    os.write(writing, pin.encode() + b"\n")
    os.close(writing)
    return reading


def _answer(line: Sequence[str], environment: dict[str, str], stdin: str, fds: Sequence[int]) -> Any:
    done = subprocess.run(
        line, cwd=HOUSE, env=environment, input=stdin, pass_fds=fds, capture_output=True, text=True, check=False,
        timeout=PATIENCE_S,
    )  # fmt: skip
    assert done.returncode == 0, f"{line[-8:]}: {done.returncode}\n{done.stderr}"
    lines = done.stdout.strip().splitlines()
    return json.loads(lines[0]) if lines and lines[0].startswith("{") else done.stdout


@contextmanager
def _served(line: Sequence[str], environment: dict[str, str], log: Path, words: str) -> Iterator[int]:
    """A process that has said these words; it ends as by Ctrl-C."""
    with (
        log.open("wb") as said,
        subprocess.Popen(line, cwd=HOUSE, env=environment, stdout=said, stderr=said) as process,
    ):
        try:
            deadline = time.monotonic() + PATIENCE_S
            while words not in log.read_text("utf-8", "replace"):
                assert process.poll() is None and time.monotonic() < deadline, log.read_text("utf-8", "replace")
                time.sleep(0.02)
            yield process.pid
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
