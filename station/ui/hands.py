"""The discipline of keys: one event at a time, none for a drawing that is gone, and nothing typed ahead is lost.

Every event carries the drawing it was aimed at. An event for an older drawing is dropped, unless its key means the same
everywhere, so no key confirms what
was not on the screen when it was pressed, and Enter on a focused button counts once. Characters typed between an
Enter and the moment when the next box holds the caret are kept and put into that box.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

import flet as ft

from station.ui import keyboard
from station.ui.ahead import Ahead
from station.ui.host import Handler, Screen
from station.ui.keyboard import Press
from station.ui.widgets.fields import Hearing

Work = Coroutine[Any, Any, None]


class Hands:
    """What the hands do, turned into calls of the screen that stands. `failed` is told of every error of a turn.

    `prepare` is called before each turn: what is true of everything that is drawn in it.
    """

    def __init__(
        self,
        screen: Callable[[], Screen],
        pressed: Callable[[Press], Work],
        failed: Callable[[BaseException], None],
        prepare: Callable[[], None] | None = None,
    ) -> None:
        self._screen, self._pressed, self._failed, self._prepare = screen, pressed, failed, prepare
        self._turn = asyncio.Lock()
        self._drawing = 0
        self._caret = False
        self._ahead = Ahead()

    def drawn(self) -> None:
        """A new drawing stands: events of the one before are void from now on."""
        self._drawing += 1
        self._caret = False

    async def turned(self, work: Work) -> None:
        """Do one thing at a time, in the order in which it was asked."""
        async with self._turn:
            if self._prepare is not None:
                self._prepare()
            task = asyncio.ensure_future(work)
            await asyncio.wait({task})
            error = task.exception()
            if error is not None:
                self._failed(error)
        await self._choose_ahead()

    async def _choose_ahead(self) -> None:
        """Digits typed ahead of a drawing that has no box choose there, as if they had been pressed after it stood."""
        screen = self._screen()
        if screen.field or not self._ahead.text:
            return
        for character in self._ahead.take():
            press = keyboard.read(character, task=screen.task)
            if press:
                await self.turned(self._pressed(press))

    async def key(self, event: ft.KeyboardEvent) -> None:
        """A key went down somewhere on the page."""
        screen, drawing = self._screen(), self._drawing
        press = keyboard.read(event.key, ctrl=event.ctrl, alt=event.alt, field=screen.field, task=screen.task)
        if press:
            if screen.field:
                self._ahead.begin()
            if press.intent in keyboard.EVERYWHERE:
                return await self.turned(self._pressed(press))
            await self.turned(self._aimed(drawing, lambda: self._pressed(press)))
        elif screen.field and not event.ctrl and not event.alt:
            await self._heard(event.key, event.shift)
        return None

    async def _heard(self, name: str, shift: bool) -> None:
        """A key of the open box; Enter is the page's only while no box holds the caret."""
        self._ahead.hear(keyboard.character(name, shift))
        if name in keyboard.ENTERS and not self._caret and self._ahead.text:
            text, drawing = self._ahead.take(), self._drawing
            await self.turned(self._aimed(drawing, lambda: self._screen().submitted(text)))

    def reaching(self, press: Press) -> Handler:
        """The handler of a button that does what a key does, as long as this drawing stands."""
        drawing = self._drawing

        async def reached(_event: Any) -> None:
            await self.turned(self._aimed(drawing, lambda: self._pressed(press)))

        return reached

    def standing_reach(self, press: Press) -> Handler:
        """The handler of a part of the frame: it speaks to whatever stands in the centre when it is used."""

        async def reached(_event: Any) -> None:
            await self.turned(self._pressed(press))

        return reached

    def hearing(self) -> Hearing:
        """The handlers of the open box of this drawing."""
        drawing = self._drawing

        async def changed(event: Any) -> None:
            if drawing != self._drawing or not self._caret:
                return
            text = self._mended(event.control)
            await self.turned(self._aimed(drawing, lambda: self._screen().typed(text)))

        async def submitted(event: Any) -> None:
            if drawing != self._drawing:
                return
            text = self._ahead.take(str(event.control.value))
            self._caret = False
            self._ahead.begin()
            await self.turned(self._aimed(drawing, lambda: self._screen().submitted(text)))

        async def focused(event: Any) -> None:
            if drawing != self._drawing:
                return
            self._caret = True
            owed = self._ahead.settle()
            if owed:
                event.control.value = owed
                event.control.update()
                await self.turned(self._aimed(drawing, lambda: self._screen().typed(owed)))

        return Hearing(changed, submitted, focused)

    def _mended(self, box: Any) -> str:
        """What the box holds, mended by the keys that it missed."""
        text = self._ahead.mend(str(box.value))
        if text != box.value:
            box.value = text
            box.update()
        return text

    async def _aimed(self, drawing: int, work: Callable[[], Work]) -> None:
        if drawing == self._drawing:
            await work()
