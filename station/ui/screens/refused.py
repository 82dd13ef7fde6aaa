"""After a request was refused 拒绝受理: saved, and the one-time notice 一次性告知书 beside it."""

from __future__ import annotations

import flet as ft

from station.ui import look
from station.ui.screens.act_done import ActDone
from station.ui.widgets.marks import column, filler, gap
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.type import text

PLACE = 1


class TurnedAway(ActDone):
    """The refusal stands; the notice is given, and the next customer comes."""

    place = PLACE

    async def leave(self) -> None:
        """The next customer."""
        await self.host.go(PLACE)

    def body(self) -> ft.Control:
        """Result, copies and paper."""
        heard = self.speech
        left = column(
            title(heard("refusing.screen.title"), self._reason()),
            next_step(heard("refusing.done.next"), heard),
            gap(8),
            self._saved(heard("refusing.done.result")),
            gap(6),
            text(heard("refusing.done.give"), look.SECTION),
            gap(6),
            *self._where(),
            filler(),
            self._buttons(heard("refusing.done.main")),
            spacing=8,
            expand=True,
        )
        return page(left, self._papers())

    def _reason(self) -> str:
        return self.speech(f"refusing.of.{self._answer['reason']}")
