"""`./run`: the whole house on this computer. A centre, a post office and a street station, each a process of its own.

The post office has its courier switched off: its day reaches the centre when somebody at its counter says so.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from schemas.failures import Fault
from yard.demo.command import make, stands
from yard.demo.settings import CENTRE_PORT, PIN, POST_PORT, STREET_PORT
from yard.words import tell

HOME = Path("var") / "demo"
"""Where the demonstration lives unless `--home` says otherwise, below the project."""
_LINK = re.compile(r"http://[^\s，。]+")
_PATIENCE_S = 15


@dataclass(slots=True)
class Part:
    """One process of the house and the link that opens its pages."""

    name: str
    process: subprocess.Popen[str]
    link: str = ""


def main(argv: list[str]) -> int:
    """Build the demonstration on the first start, then serve it until Ctrl-C."""
    parser = argparse.ArgumentParser(prog="./run")
    parser.add_argument("--no-browser", action="store_true")
    parser.add_argument("--home", metavar="DIR")
    args = parser.parse_args(argv)
    home = Path(args.home) if args.home else Path(__file__).parent.parent / HOME
    if not stands(home):
        make(home)
    return _serve(home.resolve(), browser=not args.no_browser)


def _serve(home: Path, *, browser: bool) -> int:
    parts: list[Part] = []
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        for part in _start(home, browser=browser):
            parts.append(part)
            tell(f"run.part_{part.name}", link=part.link)
        tell("run.serving", pin=PIN, home=str(home))
        _wait(parts)
    except KeyboardInterrupt:
        tell("run.stopping")
    finally:
        _stop(parts)
    return 0


def _start(home: Path, *, browser: bool) -> Iterator[Part]:
    """The centre first: the sites find it at its own address, whichever port was free."""
    centre, post, street = (_free(port) for port in (CENTRE_PORT, POST_PORT, STREET_PORT))
    window = [] if browser and _display() else ["--no-browser"]
    if browser and window:
        tell("run.no_display")
    url = f"http://127.0.0.1:{centre}"
    yield _part("centre", "central", ["serve", "--home", str(home / "central"), "--port", str(centre)])
    site = ["--central", url, "--port"]
    yield _part("post", "station", ["serve", "--home", str(home / "post"), *site, str(post), "--no-courier", *window])
    yield _part("street", "station", ["serve", "--home", str(home / "street"), *site, str(street), "--no-browser"])


def _part(name: str, house: str, words: list[str]) -> Part:
    """Start one process and wait for the line that says where it is; Fault `run.part_failed` when it never comes."""
    process = subprocess.Popen(
        [sys.executable, "-m", house, *words],
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stderr is not None
    said: list[str] = []
    for line in process.stderr:
        said.append(line)
        found = _LINK.search(line)
        if found and process.poll() is None:
            return Part(name, process, found.group())
    process.wait()
    raise Fault("run.part_failed", part=name, said="".join(said[-3:]).strip())


def _wait(parts: list[Part]) -> None:
    """Until Ctrl-C, or until a part stops by itself: then the rest goes too."""
    pause = Event()
    while all(part.process.poll() is None for part in parts):
        pause.wait(0.5)
    gone = next(part for part in parts if part.process.poll() is not None)
    raise Fault("run.part_failed", part=gone.name, said=str(gone.process.returncode))


def _stop(parts: list[Part]) -> None:
    for part in reversed(parts):
        if part.process.poll() is None:
            part.process.send_signal(signal.SIGINT)
    for part in parts:
        try:
            part.process.wait(timeout=_PATIENCE_S)
        except subprocess.TimeoutExpired:
            part.process.kill()


def _free(wanted: int) -> int:
    """The wanted port of loopback, or any free one when it is taken."""
    for port in (wanted, 0):
        with socket.socket() as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind(("127.0.0.1", port))
            except OSError:
                continue
            return listening.getsockname()[1]
    raise Fault("run.no_port")


def _display() -> bool:
    """Whether there is a screen to open a window on."""
    return sys.platform == "win32" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
