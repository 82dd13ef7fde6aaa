"""What a screen may ask of the face that holds it, and what every screen offers in turn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Protocol, TypeVar

import flet as ft

from schemas.failures import Failure
from station.counter.commands import Command
from station.ui.customer import NOTHING, Shown
from station.ui.draft_store import DraftStore
from station.ui.keyboard import Press
from station.ui.office_port import Office
from station.ui.preferences import Preferences
from station.ui.readings import Standing
from station.ui.speech import Speech
from station.ui.widgets.fields import Hearing

Handler = Callable[[Any], Any]
Given = TypeVar("Given")


class Host(Protocol):
    """The face, as its screens see it."""

    drafts: DraftStore
    clerk: str

    @property
    def speech(self) -> Speech:
        """The language now spoken."""
        ...

    @property
    def standing(self) -> Standing:
        """What the strip and the top line say, as last read from the office."""
        ...

    @property
    def preferences(self) -> Preferences:
        """What this clerk prefers."""
        ...

    def prefer(self, chosen: Preferences) -> None:
        """Keep what this clerk prefers; true from the next drawing on."""
        ...

    def now(self) -> datetime:
        """The time on the clock of the frame."""
        ...

    def new_command(self) -> str:
        """A fresh command id."""
        ...

    def reaching(self, press: Press) -> Handler:
        """The handler of a button that does what a key does, as long as this drawing stands."""
        ...

    def hearing(self) -> Hearing:
        """The handlers of the open box of this drawing."""
        ...

    async def ask(self, query: object) -> dict[str, Any]:
        """Read from the office, off the drawing thread."""
        ...

    def later(self, screen: Screen, query: object, take: Callable[[dict[str, Any]], None]) -> None:
        """Read something slow without keeping anybody waiting; if the screen still stands, it takes it and is drawn."""
        ...

    async def work(self, act: Callable[[Office], Given]) -> Given:
        """Something longer than a question, off the drawing thread; the frame is read again afterwards."""
        ...

    def aside(self, screen: Screen, act: Callable[[Office], Given], take: Callable[[Given], None]) -> None:
        """The same without keeping anybody waiting; if the screen still stands, it takes the answer and is drawn."""
        ...

    async def do(self, command: Command) -> dict[str, Any]:
        """Do a command, off the drawing thread; the frame is read again afterwards."""
        ...

    async def sync(self) -> dict[str, Any]:
        """One round with the centre, off the drawing thread."""
        ...

    async def unlock(self, clerk: str, pin: str) -> None:
        """Unlock and take up the clerk's open draft, or go home."""
        ...

    async def second_screen(self) -> tuple[str, str]:
        """Open the customer's screen 客户屏: `opened`, `raised` or `none`, and a fresh link for a browser by hand."""
        ...

    async def practise(self) -> None:
        """Go to the practice station 练习 beside this one; or, from there, back to the locked counter."""
        ...

    def speaks(self) -> bool:
        """Whether this computer can read aloud 朗读."""
        ...

    async def show(self, screen: Screen) -> None:
        """Put a screen in the centre; the old one is remembered for Esc only by whoever made the new one."""
        ...

    async def home(self) -> None:
        """Go home."""
        ...

    async def go(self, place: int) -> None:
        """Open one of the six places."""
        ...

    def redraw(self) -> None:
        """Draw the screen again after its state changed."""
        ...

    def freshen(self) -> None:
        """Draw the screen again while it asks the same: a choice was marked, or the ledger moved. Keys on their way stay good."""
        ...

    def patch(self, control: ft.Control) -> None:
        """Send the change of one part only, so that an open box keeps its caret."""
        ...


class Screen:
    """One task in the centre. A screen draws itself from its state and moves on presses, typing and submissions."""

    place: int | None = None
    """The place in the rail that it belongs to."""
    task = True
    """Whether digits belong to the task."""
    framed = True
    """Whether rail and strip are drawn around it."""

    def __init__(self, host: Host) -> None:
        self.host = host

    @property
    def speech(self) -> Speech:
        """The language now spoken."""
        return self.host.speech

    @property
    def field(self) -> bool:
        """Whether a text field holds the keyboard now."""
        return False

    async def opened(self) -> None:
        """Read what is needed before the first drawing."""

    def body(self) -> ft.Control:
        """Draw the state."""
        raise NotImplementedError

    async def press(self, press: Press) -> None:
        """A key or a button that speaks to this screen."""

    async def typed(self, text: str) -> None:
        """The open box now holds `text`."""

    async def submitted(self, text: str) -> None:
        """Enter in the open box."""

    def refused(self, failure: Failure) -> None:
        """Something that this screen asked for failed; show it where it belongs."""
        raise failure

    def shown(self) -> Shown:
        """What the customer sees while this screen stands 客户屏; nothing, unless it is theirs."""
        return NOTHING

    async def refreshed(self) -> None:
        """The ledger changed under this screen, from whatever side."""
