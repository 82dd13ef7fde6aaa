"""Enrolment by stick: Enter writes the request 登记申请, F4 reads the answer 登记答复 that was carried back."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import flet as ft

from schemas.failures import BadInput
from station.sync import stick as disk
from station.ui import look, sticks
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.screens.listing import ListScreen
from station.ui.screens.welcome.base import Run, steps_panel
from station.ui.sticks import SUFFIX, Stick
from station.ui.widgets.marks import icon, named, row
from station.ui.widgets.tables import Col
from station.ui.widgets.type import text

REQUEST, ANSWER = f"enrol{SUFFIX}", f"enrol-reply{SUFFIX}"
"""What the request is called on a stick, and what the centre's `enrol-file` calls its answer."""


class Carry(ListScreen):
    """The sticks that are plugged in; the request was written down, so nothing is lost while it travels."""

    framed = False
    kind = "carry"
    wide = True
    page_rows = 6

    def __init__(
        self,
        host: Host,
        before: Screen,
        run: Run,
        request: bytes,
        done: Callable[[], Awaitable[None]],
        plugged: Callable[[], Sequence[Stick]] | None = None,
    ) -> None:
        super().__init__(host, before)
        self._run, self._request, self._enrolled = run, request, done
        self._plugged = plugged or sticks.plugged
        self._done = ""

    async def read(self) -> Sequence[Any]:
        """The sticks that are plugged in."""
        return self._plugged()

    def columns(self) -> tuple[Col, ...]:
        """Name, and whether the answer is on it."""
        return (Col(self.own("stick"), 260), Col(self.own("answer")))

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One stick."""
        return (row.name, self.own("answered") if ANSWER in row.parcels else "")

    def own(self, name: str) -> str:
        """Words of this list alone."""
        return self.speech(f"setup.carry.{name}")

    def head(self) -> list[ft.Control]:
        """What was done last, or how it goes."""
        if not self._done:
            return [text(self.own("help"), look.SECOND, color=look.INK_2)]
        return [
            named(row(icon(ft.Icons.CHECK, 22, look.OK), text(self._done, 17, bold=True, expand=True)), "carry.done")
        ]

    def beside(self) -> ft.Control | None:
        """Which step this is."""
        return steps_panel("site", self.speech)

    def main_words(self) -> str | None:
        """Write, or read where the answer is."""
        if self.row is None:
            return None
        return self.own("read" if ANSWER in self.row.parcels else "write")

    def others(self) -> list[tuple[str, Intent, str]]:
        """Look again."""
        return [(self.own("again"), Intent.SECOND, "again")]

    async def act(self, press: Press) -> bool:
        """Enter does what stands on the button."""
        stick: Stick | None = self.row
        self._done = ""
        if press.intent is Intent.CONFIRM and stick and ANSWER in stick.parcels:
            data = await asyncio.to_thread(disk.read, stick.folder / ANSWER)
            await asyncio.to_thread(self._accept, data)
            await self._enrolled()
            return False
        if press.intent is Intent.CONFIRM and stick:
            await asyncio.to_thread(disk.write, stick.folder / REQUEST, self._request)
            self._done = self.speech("setup.carry.written", file=REQUEST)
        elif press.intent is not Intent.SECOND:
            return False
        return True

    def _accept(self, data: bytes) -> None:
        if not data:
            raise BadInput("enrolment.answer", reason="empty")
        self._run.setup.accept(data)
