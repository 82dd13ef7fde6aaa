"""A clerk without a browser: presses keys on real screens over an office in memory, and every drawing is built."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import flet as ft

from schemas.failures import Failure
from station.counter.asking import DayReport, People, Status
from station.counter.commands import Command
from station.ui import keyboard
from station.ui.draft_store import DraftStore
from station.ui.host import Given, Handler, Screen
from station.ui.keyboard import Press
from station.ui.office_port import Office
from station.ui.preferences import Preferences, prefer
from station.ui.readings import Standing, standing
from station.ui.screens.find import Find
from station.ui.screens.home import Home
from station.ui.screens.places import screen_of
from station.ui.screens.unlock import Unlock
from station.ui.speech import Speech
from station.ui.widgets.fields import Hearing
from yard.fakes.drafts import MemoryDrafts
from yard.fakes.office import PIN, MemoryOffice

CHINA = timezone(timedelta(hours=8))


class Clerk:
    """Implements `station.ui.host.Host`; `words` is all text of the drawing that stands.

    `questions` counts the drawings that make the keys of the one before void.
    """

    def __init__(self, office: MemoryOffice | None = None, drafts: DraftStore | None = None) -> None:
        self.office = office or MemoryOffice()
        self.drafts: DraftStore = drafts or MemoryDrafts()
        self.clerk, self.speech, self.standing = "", Speech(), Standing()
        self.preferences = Preferences()
        self.screen: Screen = Unlock(self)
        self.drawn: ft.Control = ft.Container()
        self.presses = self.questions = 0
        self._typed, self._ids = "", id(self) & 0xFFFF_FFFF

    @property
    def words(self) -> str:
        """All text of the drawing that stands."""
        return " ".join(_words(self.drawn))

    def unlocked(self) -> Clerk:
        """The clerk at home."""
        self._run(self.unlock("demo", PIN))
        return self

    def press(self, *names: str) -> Clerk:
        """Press keys by name; `Enter` goes to the box if there is one."""
        for name in names:
            self.presses += 1
            self._run(self._press(name))
        return self

    def type(self, text: str) -> Clerk:
        """Type into the open box, character by character."""
        for character in text:
            self.presses += 1
            self._typed += character
            self._run(self.screen.typed(self._typed))
        return self

    def fill(self, text: str) -> Clerk:
        """Type and press Enter."""
        return self.type(text).press("Enter")

    async def _press(self, name: str) -> None:
        if name == "Enter" and self.screen.field:
            text, self._typed = self._typed, ""
            return await self.screen.submitted(text or _boxed(self.drawn))
        press = keyboard.read(name, field=self.screen.field, task=self.screen.task)
        assert press, f"{name} does nothing here"
        if press.intent is keyboard.Intent.FIND:
            return await self.show(Find(self))
        if press.intent is keyboard.Intent.PLACE:
            return await self.go(press.digit or 1)
        return await self.screen.press(press)

    def _run(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            asyncio.run(work)
        except Failure as failure:
            self.screen.refused(failure)
            self.redraw()

    def now(self) -> datetime:
        return datetime(2026, 9, 18, 10, 42, tzinfo=UTC).astimezone(CHINA)

    def new_command(self) -> str:
        self._ids += 1
        return str(UUID(int=self._ids))

    def reaching(self, press: Press) -> Handler:
        return lambda _event: press

    def hearing(self) -> Hearing:
        return Hearing(print, print, print)

    async def ask(self, query: Any) -> dict[str, Any]:
        return self.office.ask(query)

    def later(self, screen: Screen, query: Any, take: Callable[[dict[str, Any]], None]) -> None:
        take(self.office.ask(query))

    async def work(self, act: Callable[[Office], Given]) -> Given:
        answer = act(self.office)
        self._read()
        return answer

    def aside(self, screen: Screen, act: Callable[[Office], Given], take: Callable[[Given], None]) -> None:
        take(act(self.office))

    def prefer(self, chosen: Preferences) -> None:
        prefer(self.drafts, self.clerk, chosen)
        self.preferences, self.speech = chosen, Speech(chosen.language)

    async def do(self, command: Command) -> dict[str, Any]:
        answer = self.office.do(command)
        self._read()
        return answer

    async def sync(self) -> dict[str, Any]:
        told = self.office.sync()
        self._read()
        return told

    async def unlock(self, clerk: str, pin: str) -> None:
        self.office.unlock(clerk, pin)
        self.clerk = clerk
        self._read()
        await self.home()

    async def second_screen(self) -> tuple[str, str]:
        return "none", "http://127.0.0.1:8741/customer/launch?token=x"

    async def practise(self) -> None:
        self.office.practice = not self.office.practice
        self._read()
        await self.home()

    def speaks(self) -> bool:
        return False

    async def home(self) -> None:
        await self.show(Home(self))

    async def go(self, place: int) -> None:
        await self.show(screen_of(self, place))

    async def show(self, screen: Screen) -> None:
        await screen.opened()
        self.screen = screen
        self.redraw()

    def redraw(self) -> None:
        self.questions += 1
        self._typed = ""
        self.freshen()

    def freshen(self) -> None:
        self.drawn = self.screen.body()

    def patch(self, control: ft.Control) -> None:
        """Nothing to send: the drawing itself was changed."""

    def _read(self) -> None:
        status = self.office.ask(Status())
        report = self.office.ask(DayReport(status["on"]))
        people = self.office.ask(People())
        self.standing = standing(status, people, {"payments": report["unsettled"]}, len(report["issued"]))


def _children(control: Any) -> list[Any]:
    found = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    return [child for child in found if isinstance(child, ft.Control)]


def _words(control: Any) -> list[str]:
    if isinstance(control, ft.Text):
        return [control.value or "".join(span.text or "" for span in control.spans or [])]
    if isinstance(control, ft.TextField):
        return [control.value]
    return [word for child in _children(control) for word in _words(child)]


def _boxed(control: Any) -> str:
    if isinstance(control, ft.TextField):
        return control.value
    return next((text for child in _children(control) if (text := _boxed(child))), "")
