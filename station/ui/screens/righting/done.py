"""After something was put right: saved first, then what is to be done with hands, then the papers, then the paper itself."""

from __future__ import annotations

from typing import Any

import flet as ft

from station.ui import look
from station.ui.consequences import kind_of, points
from station.ui.host import Host, Screen
from station.ui.righting_reading import Case
from station.ui.screens.act_done import ActDone
from station.ui.screens.righting.panel import point_rows
from station.ui.widgets.marks import column, filler, gap, rule
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.type import text


class Righted(ActDone):
    """The result of one act; Enter goes back to the sale, which says what came of it."""

    place = 4

    def __init__(self, host: Host, before: Screen, kind: str, case: Case, answer: dict[str, Any]) -> None:
        super().__init__(host, answer)
        self._before, self._kind, self._case = before, kind, case

    async def leave(self) -> None:
        """Back to the sale."""
        await self.host.show(self._before)

    def body(self) -> ft.Control:
        """Result, copies and papers at the left; what is to be done, and the paper, at the right."""
        say = self.speech
        left = column(
            title(say(f"righting.{self._kind}.title", number=self._case.sale.number), self._case.sale.name),
            next_step(say("righting.done.next"), say),
            gap(8),
            self._saved(self._result()),
            gap(6),
            text(say("righting.done.hands"), look.SECTION, bold=True),
            rule(look.HEAD_LINE),
            *point_rows(points(self._kind, self._answer, self._case, say), say),
            gap(6),
            *self._where(),
            filler(),
            self._buttons(say("righting.done.on")),
            spacing=8,
            expand=True,
        )
        return page(left, self._papers())

    def _result(self) -> str:
        red = self._answer.get("red") or {}
        return self.speech(
            f"righting.{kind_of(self._kind, self._answer)}.done",
            number=self._case.sale.number,
            red=red.get("number", ""),
        )
