"""A print server of the test's own: a CUPS daemon on a free port of loopback, whose one backend keeps what it is given."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SYSTEM = Path("/usr/lib/cups")
_DAEMON = """Listen 127.0.0.1:{port}
Browsing Off
WebInterface No
LogLevel none
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow all
</Limit>
</Policy>
"""
_FILES = """ServerRoot {home}/root
ServerBin {home}/bin
RequestRoot {home}/spool
CacheDir {home}/cache
StateDir {home}/state
ErrorLog {home}/log
AccessLog {home}/log
PageLog {home}/log
SystemGroup root
User lp
Group lp
"""
_BACKEND = """#!/bin/sh
[ $# = 0 ] && { echo 'direct keep "keep" "keep"'; exit 0; }
cat "${6:--}" > "${DEVICE_URI#keep:}"
"""


def missing() -> str:
    """What a print server needs and this machine has not; empty when it has all."""
    programs = [name for name in ("cupsd", "lpadmin", "lp", "lpstat") if shutil.which(name) is None]
    return ", ".join(programs) or ("" if os.geteuid() == 0 else "root")


@dataclass(frozen=True)
class PrintServer:
    """A running daemon; `out` is where the queue's backend writes."""

    port: int
    out: Path

    def run(self, command: Sequence[str], data: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
        """One of the print server's tools, speaking to this daemon."""
        told = {**os.environ, "LC_ALL": "C", "CUPS_SERVER": f"127.0.0.1:{self.port}"}
        return subprocess.run(list(command), input=data, capture_output=True, timeout=seconds, env=told, check=False)


@contextmanager
def a_print_server(home: Path, queue: str) -> Iterator[PrintServer]:
    """A daemon with one queue, gone afterwards. `home` must be readable by the daemon's own user."""
    _lay_out(home)
    port = _free_port()
    (home / "cupsd.conf").write_text(_DAEMON.format(port=port))
    (home / "cups-files.conf").write_text(_FILES.format(home=home))
    files = ["-c", str(home / "cupsd.conf"), "-s", str(home / "cups-files.conf")]
    daemon = subprocess.Popen(["cupsd", "-f", *files], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    server = PrintServer(port, home / "out" / "paper.bin")
    try:
        _await(server)
        made = server.run(["lpadmin", "-p", queue, "-E", "-v", f"keep:{server.out}", "-m", "raw"], b"", 10)
        assert made.returncode == 0, made.stderr
        yield server
    finally:
        daemon.terminate()
        daemon.wait(timeout=10)


def _lay_out(home: Path) -> None:
    owner = pwd.getpwnam("lp")
    for name in ("root", "spool", "cache", "state", "out"):
        (home / name).mkdir()
        os.chown(home / name, owner.pw_uid, owner.pw_gid)
    backend = home / "bin" / "backend"
    backend.mkdir(parents=True)
    for part in SYSTEM.iterdir():
        if part.name != "backend":
            (home / "bin" / part.name).symlink_to(part)
    (backend / "keep").write_text(_BACKEND)
    (backend / "keep").chmod(0o755)


def _await(server: PrintServer) -> None:
    """Until the daemon answers; each question has its own patience."""
    until = time.monotonic() + 10
    while server.run(["lpstat", "-r"], b"", 5).stdout.strip() != b"scheduler is running":
        assert time.monotonic() < until, "the print server does not answer"


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
