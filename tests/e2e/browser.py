"""A served home and a window on it: real processes, real Chromium, driven through the page's semantics only.

Nothing here can wait for ever: every wait has an end, and the browser of a test that takes too long is ended, so that
even a call without an end of its own (a key pressed in a page that hangs) comes back with an error.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any, Protocol
from uuid import uuid4

from playwright.sync_api import Error, Page, Playwright

from station.settings import SOCKET
from station.socket import is_answering, knock
from tests.house.reading import HOUSE

CHROMIUM = shutil.which("chromium")
PIN = "135790"
PATIENCE_S = 40.0
LIFE_S = 150.0
"""How long one browser may live; twice what the longest test takes on a machine with nine others at work."""
NOWHERE = "http://127.0.0.1:9"
"""A centre that never answers: the counter is offline."""
AFTERNOON = "2026-09-18T16:12:00+08:00"


class Station:
    """One served home; `kill` is a power cut, `stop` a Ctrl-C."""

    def __init__(self, home: Path, at: str = AFTERNOON) -> None:
        self.home, self.port = home, free_port()
        skew = int((datetime.fromisoformat(at).timestamp() - time.time()) * 1000)
        command = [sys.executable, "-m", "station", "serve", "--home", str(home), "--port", str(self.port)]
        self._said = home.with_name(f"{home.name}-{self.port}.log")
        with self._said.open("wb") as said:
            self._process = subprocess.Popen(
                [*command, "--no-browser", "--central", NOWHERE],
                cwd=HOUSE,
                env=os.environ | {"YOUSHUI_CLOCK_MS": str(skew)},
                stdout=said,
                stderr=said,
            )
        self._until_it_answers(home / SOCKET)

    def _until_it_answers(self, door: Path) -> None:
        """Wait for the owner's door; a process that ended, or is silent for too long, is told with its last words."""
        deadline = time.monotonic() + PATIENCE_S
        while not is_answering(door):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise TimeoutError(f"the station did not answer\n{self.said()}")
            time.sleep(0.05)

    def __enter__(self) -> Station:
        return self

    def __exit__(
        self, sort: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def link(self) -> str:
        """A fresh launch link."""
        return str(knock(self.home / SOCKET, {"ask": "link"})["link"])

    def said(self) -> str:
        """The end of what the process has said."""
        return self._said.read_text("utf-8", "replace")[-4000:]

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait(PATIENCE_S)


class Served(Protocol):
    """A served home that gives out links and tells what it has said."""

    def link(self) -> str:
        """A fresh launch link."""
        ...

    def said(self) -> str:
        """The end of what the process has said."""
        ...


class Window:
    """One page of a served home; counts the keys that a clerk would press."""

    def __init__(self, page: Page, station: Served, first: str = "title") -> None:
        """Open a page; it stands once its part `first` does."""
        self.page, self.station, self.presses = page, station, 0
        self.asked: list[str] = []
        self.blocked: list[str] = []
        page.set_default_timeout(PATIENCE_S * 1000)
        page.on("response", lambda answer: self.asked.append(answer.url))
        page.on("requestfailed", lambda request: self.blocked.append(request.url))
        page.goto(station.link())
        page.wait_for_selector("flt-semantics-placeholder", state="attached")
        page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
        self.sees(first)

    def unlock(self) -> Window:
        """The first clerk, with the PIN of the demonstration."""
        return self.press("1").at("pin").type(PIN).press("Enter").sees("title", "您好")

    def press(self, *keys: str) -> Window:
        """Press keys by their names in the browser."""
        for key in keys:
            self.presses += 1
            self.page.keyboard.press(key)
        return self

    def type(self, text: str) -> Window:
        """Type characters; each counts."""
        self.presses += len(text)
        self.page.keyboard.type(text, delay=20)
        return self

    def paste(self, text: str) -> Window:
        """Put text into the box at once, as a paste or an input method does."""
        self.presses += 1
        self.page.keyboard.insert_text(text)
        return self

    def fill(self, field: str, text: str, label: str = "") -> Window:
        """Wait until a field holds the caret, type, press Enter."""
        return self.at(field, label).type(text).press("Enter")

    def at(self, field: str, label: str = "") -> Window:
        """Wait until a field holds the caret, and is heard by this label."""
        holds = """([name, label]) => {
            const box = document.activeElement;
            return !!box?.closest(`[flt-semantics-identifier='field.${name}']`) && (box.ariaLabel ?? '').startsWith(label);
        }"""
        return self._waits(holds, [field, label])

    def sees(self, identifier: str, words: str = "") -> Window:
        """Wait until a part of the screen says something."""
        says = "([name, words]) => document.querySelector(`[flt-semantics-identifier='${name}']`)?.innerText.includes(words)"
        return self._waits(says, [identifier, words])

    def holds(self, field: str, text: str) -> Window:
        """Wait until a field's box holds exactly this text."""
        holding = "([name, text]) => document.querySelector(`[flt-semantics-identifier='field.${name}'] input`)?.value === text"
        return self._waits(holding, [field, text])

    def loses(self, identifier: str) -> Window:
        """Wait until a part has left the screen."""
        return self._waits("([name]) => !document.querySelector(`[flt-semantics-identifier='${name}']`)", [identifier])

    def lacks_field(self) -> Window:
        """Wait until no box holds the caret."""
        return self._waits("() => !(document.activeElement instanceof HTMLInputElement)", [])

    def _waits(self, holds: str, given: list[str]) -> Window:
        """Wait until a condition holds; else tell what stands on the screen instead."""
        try:
            self.page.wait_for_function(holds, arg=given)
        except Error as error:
            raise AssertionError(
                f"waited for {given}: {error.message.splitlines()[0]}\n{self._standing()}\n{self.station.said()}"
            ) from None
        return self

    def _standing(self) -> str:
        """What stands on the screen and where the caret is, in words."""
        try:
            return str(self.page.evaluate(_STANDING))
        except Error:
            return "the page does not answer"

    def text(self, identifier: str) -> str:
        """What a part of the screen says now."""
        return self.page.inner_text(f"[flt-semantics-identifier='{identifier}']")

    def lacks(self, identifier: str) -> bool:
        """Whether a part is not on the screen."""
        return self.page.query_selector(f"[flt-semantics-identifier='{identifier}']") is None


_STANDING = """() => {
    const box = document.activeElement;
    const part = box?.closest('[flt-semantics-identifier]')?.getAttribute('flt-semantics-identifier');
    const said = [...document.querySelectorAll('[flt-semantics-identifier]')].map(
        one => `${one.getAttribute('flt-semantics-identifier')}: ${one.innerText.replace(/\\s+/g, ' ').slice(0, 120)}`);
    return [`caret: ${box?.tagName} ${part} ${JSON.stringify(box?.value ?? '')}`, ...said].join('\\n');
}"""


@contextmanager
def chromium(
    play: Playwright, width: int = 1366, height: int = 768, life_s: float = LIFE_S, program: str | None = CHROMIUM
) -> Iterator[Any]:
    """A browser context of that size; the browser is ended after `life_s` seconds, whatever it is doing."""
    mark = f"--test-mark={uuid4().hex}"
    browser = play.chromium.launch(executable_path=program, args=["--no-sandbox", mark])
    watchdog = Timer(life_s, _end_marked, (mark,))
    watchdog.daemon = True
    watchdog.start()
    try:
        context = browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(PATIENCE_S * 1000)
        yield context
        browser.close()
    finally:
        watchdog.cancel()
        _end_marked(mark)


def _end_marked(mark: str) -> None:
    """End the processes that were started with this mark on their command line."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            marked = mark.encode() in (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if marked:
            with suppress(ProcessLookupError):
                os.kill(int(folder.name), signal.SIGKILL)


def free_port() -> int:
    """A port of loopback that nobody has."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])
