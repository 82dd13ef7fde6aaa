"""Saying something later of a closed day 日结后补录: the day stays as it was closed, and what is said stands beside it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import flet as ft

from schemas.money import yuan
from station.counter.acts import SupplementDay
from station.counter.asking import DayReport
from station.counter.questions import Report
from station.ui import drawer, hand_reading, look
from station.ui.day_reading import Day, day
from station.ui.forms import Question, day_reader
from station.ui.host import Host, Screen
from station.ui.screens.counted import CountedForm
from station.ui.screens.drawer_parts import Sum
from station.ui.widgets.marks import column, filler, named, row, rule
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import text

LOOKS_BACK = 14
"""How many days back the last closed day is looked for."""


class Supplement(CountedForm):
    """Day, words, and perhaps a count of its drawer made after all."""

    kind = "supplement"

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host, before)
        self._offered_day = ""
        self._day: Day | None = None
        self._said_before: list[dict[str, Any]] = []

    async def opened(self) -> None:
        """Look for the last day that was closed."""
        today = date.fromisoformat(self.host.standing.day)
        for back in range(1, LOOKS_BACK + 1):
            on = (today - timedelta(days=back)).isoformat()
            if (await self.host.ask(DayReport(on)))["state"] == "closed":
                self._offered_day = on
                break
        await super().opened()

    @property
    def counts(self) -> bool:
        """The drawer is counted once the rest is said, and only if it was found otherwise."""
        return self._form.at is None and self._form.said.get("recount") == "yes"

    def questions(self) -> tuple[Question, ...]:
        """Which day, what is to be said, whether the drawer was counted."""
        return (
            Question(name="of", read=day_reader(self.host.standing.day), offer=lambda _said: self._offered_day),
            Question(name="supplement_note"),
            Question(name="recount", choices=("no", "yes")),
        )

    async def consulted(self) -> None:
        """The day as it was closed, and what was said of it before."""
        on = self._form.said.get("of") or self._offered_day
        self._day, self._said_before = None, []
        if on:
            self._day = day(await self.host.ask(DayReport(on)))
            sheet = await self.host.ask(Report(report="day-sheet", on=on))
            found = [one["lines"] for one in sheet["sections"] if one["section"] == "supplements"]
            self._said_before = [line for lines in found for line in lines]

    def beside(self) -> ft.Control | None:
        """The closed day."""
        say, shown = self.speech, self._day
        if shown is None or self.counts:
            return None
        sums = [("net", shown.net_fen), ("books", shown.books_fen), ("counted", shown.drawer_fen)]
        told = hand_reading.difference(shown.difference_fen or 0, say)
        before = [
            column(
                text(one["on"], look.CAPTION, color=look.INK_3), text(one["note"], look.SECOND), spacing=0, tight=True
            )
            for one in self._said_before
        ]
        none = [] if before else [text(say("dayplace.supplement.none"), look.SECOND, color=look.INK_2)]
        return panel(
            text(say("dayplace.supplement.day", on=shown.on), look.SECTION, bold=True),
            text(say.choice("day_state", shown.state), look.CAPTION, color=look.INK_2),
            rule(look.HEAD_LINE),
            *(row(text(say(f"dayplace.line.{name}"), color=look.INK_2), filler(), text(yuan(fen), look.VALUE, bold=True))
              for name, fen in sums),
            named(text(told, 17, bold=True), "day.difference"),
            rule(look.LINE),
            text(say("dayplace.supplement.before"), bold=True),
            named(column(*none, *before, tight=True), "supplements"),
            spacing=8,
        )  # fmt: skip

    def money_words(self) -> tuple[str, str]:
        """What was found when it was counted again."""
        return self.speech("ui.drawer.title"), self.speech("dayplace.supplement.money")

    def sums(self) -> list[Sum]:
        """What the close said, and what is counted now."""
        say, closed = self.speech, self._day.drawer_fen if self._day else 0
        return [
            (say("dayplace.supplement.closed_with"), yuan(closed), "drawer.books"),
            (say("ui.drawer.counted"), yuan(self._count.total_fen), "drawer.counted"),
        ]

    async def finished(self) -> None:
        """What is said is signed, and the form shows it with its day."""
        said = self.said
        counted = drawer.as_counted(self._count) if said["recount"] == "yes" else None
        act = SupplementDay(
            command=UUID(self.command), clerk=self.host.clerk, on=self.host.standing.day, of=said["of"],
            note=said["supplement_note"], counted=counted,
        )  # fmt: skip
        await self.host.do(act)
        self.drop()
        self._offered_day = said["of"]
        await self.host.show(self)
