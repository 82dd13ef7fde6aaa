"""The station's own window, in a real browser: opened once, brought to the front, loaded again after a crash, gone with the station."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread

import pytest

from station.settings import SOCKET
from station.socket import is_answering
from station.window.window import NONE, OPENED, RAISED, Window
from tests.house.reading import HOUSE

CHROMIUM = shutil.which("chromium")
PATIENCE_S = 60.0
SCREEN = {"DISPLAY": ":0"}
"""A browser without a head asks for no screen; the station asks whether there is one."""

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")]


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Path]:
    """A browser without a head; none that it started is left behind."""
    program = tmp_path / "chromium"
    words = f"--no-sandbox --headless=new --user-data-dir={tmp_path / 'profile'}"
    program.write_text(f'#!/bin/sh\nexec {CHROMIUM} "$@" {words}\n', "ascii")
    program.chmod(0o755)
    yield program
    for process in started(tmp_path):
        os.kill(process, signal.SIGKILL)


class Pages:
    """A small site that tells which of its pages were asked for."""

    def __init__(self) -> None:
        asked: Queue[str] = Queue()
        self.asked, self.given = asked, 0

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self.wfile.write(b"<title>counter</title>")
                if self.path.startswith("/launch"):
                    asked.put(self.path)

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        Thread(target=self.server.serve_forever, daemon=True).start()

    def link(self) -> str:
        self.given += 1
        return f"http://127.0.0.1:{self.server.server_port}/launch/{self.given}"

    def next(self) -> str:
        return self.asked.get(timeout=PATIENCE_S)


@pytest.fixture
def pages() -> Iterator[Pages]:
    made = Pages()
    yield made
    made.server.shutdown()
    made.server.server_close()


def started(folder: Path, kind: str = "") -> list[int]:
    """The browser processes that use a profile below this folder."""
    found: list[int] = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            line = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if f"--user-data-dir={folder}" in line and kind in line:
            found.append(int(entry.name))
    return found


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_it_opens_once_comes_to_the_front_and_goes_with_the_station(
    browser: Path, pages: Pages, tmp_path: Path
) -> None:
    window = Window(tmp_path / "profile", pages.link, str(browser))
    assert window.show(SCREEN) == OPENED
    assert pages.next() == "/launch/1"
    until(lambda: window.show(SCREEN) == RAISED)
    assert pages.given == 1, "the window that stands is shown, no second one opened"
    window.close()
    until(lambda: not started(tmp_path))


def test_a_page_that_crashed_is_loaded_again_with_a_fresh_link(browser: Path, pages: Pages, tmp_path: Path) -> None:
    window = Window(tmp_path / "profile", pages.link, str(browser))
    window.show(SCREEN)
    assert pages.next() == "/launch/1"
    until(lambda: window.show(SCREEN) == RAISED)
    for process in renderers(tmp_path):
        os.kill(process, signal.SIGKILL)
    assert pages.next() == "/launch/2"
    assert window.show(SCREEN) == RAISED
    window.close()


def test_a_browser_that_ended_is_opened_anew(browser: Path, pages: Pages, tmp_path: Path) -> None:
    window = Window(tmp_path / "profile", pages.link, str(browser))
    window.show(SCREEN)
    assert pages.next() == "/launch/1"
    for process in started(tmp_path):
        os.kill(process, signal.SIGKILL)
    until(lambda: window.show(SCREEN) == OPENED)
    assert pages.next().startswith("/launch/")
    window.close()


def test_without_a_screen_or_a_browser_there_is_none(browser: Path, pages: Pages, tmp_path: Path) -> None:
    assert Window(tmp_path / "profile", pages.link, "/no/such/browser").show(SCREEN) == NONE
    blind = {"DISPLAY": "", "WAYLAND_DISPLAY": ""}
    assert Window(tmp_path / "profile", pages.link, str(browser)).show(blind) == NONE
    assert pages.given == 0


def test_a_second_start_shows_the_first_and_ends(browser: Path, home: Path, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "station", "serve", "--home", str(home), "--port", "0"]
    line += ["--browser", str(browser), "--no-courier"]
    screen = {**os.environ, **SCREEN}
    with subprocess.Popen(line, cwd=HOUSE, env=screen, stderr=subprocess.PIPE, text=True) as first:
        until(lambda: is_answering(home / SOCKET) or first.poll() is not None)
        assert first.poll() is None, "the first start serves"
        second = subprocess.run(line, cwd=HOUSE, env=screen, capture_output=True, text=True, timeout=PATIENCE_S)
        assert (second.returncode, "/launch?token=" in second.stderr) == (0, True)
        assert started(tmp_path), "the first one's window stands"
        first.send_signal(signal.SIGINT)
        assert first.wait(PATIENCE_S) == 0
    until(lambda: not started(tmp_path))


def renderers(folder: Path) -> list[int]:
    """The processes that draw pages for a browser of this folder: its grandchildren."""
    parents = started(folder)
    family: set[int] = set(parents)
    for _ in range(4):
        family |= {process for process, parent, _ in _processes() if parent in family}
    return [process for process, _, line in _processes() if process in family and "--type=renderer" in line]


def _processes() -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[1])
            line = (entry / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        found.append((int(entry.name), parent, line))
    return found
