"""The ten reports 报表: a list; Enter makes one of the usual days, F4 of days that are typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from schemas.books.reports import REPORTS
from station.counter.questions import Report
from station.ui.forms import Question, day_reader
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.screens.day_form import DayForm
from station.ui.screens.listing import ListScreen
from station.ui.screens.report_table import ReportTable
from station.ui.widgets.tables import Col


class Reports(ListScreen):
    """What each is for stands beside its name."""

    place = 5
    kind = "reports"

    def own(self, name: str) -> str:
        """Words of this list alone."""
        return self.speech(f"dayplace.reports.{name}")

    async def read(self) -> Sequence[Any]:
        """The ten, in their order."""
        return tuple(REPORTS)

    def columns(self) -> tuple[Col, ...]:
        """Name, and usual days."""
        say = self.speech
        return (Col(say("dayplace.column.report"), 300), Col(say("dayplace.column.about")))

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One report."""
        say = self.speech
        return (say(f"reports.name.{row}"), say(f"dayplace.report.{row}"))

    def main_words(self) -> str | None:
        """Make it."""
        return self.own("main")

    def others(self) -> list[tuple[str, Intent, str]]:
        """Other days."""
        return [(self.own("days"), Intent.FIRST, "days")]

    async def act(self, press: Press) -> bool:
        """Enter makes it of its usual days."""
        if press.intent is Intent.CONFIRM:
            query = Report(report=str(self.row), on=self.host.standing.day or None, made_by=self.host.clerk)
            await self.host.show(ReportTable(self.host, self, query))
        elif press.intent is Intent.FIRST:
            await self.host.show(ReportDays(self.host, self, str(self.row)))
        return False


class ReportDays(DayForm):
    """The first and the last day of a report."""

    kind = "report_days"

    def __init__(self, host: Host, before: Screen, report: str) -> None:
        super().__init__(host, before)
        self._report = report

    def questions(self) -> tuple[Question, ...]:
        """Both days; the last is offered as today."""
        today = self.host.standing.day
        read = day_reader(today)
        return (
            Question(name="report_first", read=read, offer=lambda _said: f"{today[:8]}01"),
            Question(name="report_last", read=read, offer=lambda _said: today),
        )

    def remark(self) -> str:
        """Which report."""
        return self.speech(f"reports.name.{self._report}")

    async def finished(self) -> None:
        """Make it."""
        said = self.said
        query = Report(
            report=self._report, first=said["report_first"], last=said["report_last"], made_by=self.host.clerk
        )
        assert self._before is not None, "days are said of a report in the list"
        await self.host.show(ReportTable(self.host, self._before, query))
        self.drop()
