"""One report 报表 on the screen: a section at a time, only the rows in sight, filtered as one types; Enter saves it as a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import flet as ft

from schemas.failures import Failure
from station.counter.questions import Report
from station.sync import stick as disk
from station.ui import exports, look, report_reading, typed
from station.ui.forms import Question
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.notices import notice
from station.ui.screens.day_form import DayForm
from station.ui.screens.listing import ListScreen
from station.ui.widgets.fields import entry
from station.ui.widgets.marks import icon, named, row
from station.ui.widgets.tables import Col, total
from station.ui.widgets.type import text


class ReportTable(ListScreen):
    """F4 shows the next section, F8 the next columns; typing filters."""

    place = 5
    kind = "report"
    page_rows = 9

    def __init__(self, host: Host, before: Screen, query: Report) -> None:
        super().__init__(host, before)
        self.query = query
        self.done = ""
        self._made: dict[str, Any] = {"sections": []}
        self._section = self._group = 0
        self._wanted = ""
        self._box = ft.Container()

    @property
    def field(self) -> bool:
        """What is looked for is typed at any time."""
        return True

    def own(self, name: str) -> str:
        """Words of this table alone; its title is the report's name."""
        if name == "title":
            return self.speech(f"reports.name.{self.query.report}")
        return self.speech(f"dayplace.report_table.{name}")

    @property
    def _shown(self) -> dict[str, Any]:
        return self._made["sections"][self._section]

    async def read(self) -> Sequence[Any]:
        """Make the report once, and look through its section."""
        if not self._made["sections"]:
            self._made = await self.host.ask(self.query)
        return report_reading.holding(self._shown["lines"], self._wanted, self.speech)

    @property
    def _columns(self) -> list[tuple[str, int]]:
        groups = report_reading.groups(self._shown, self.speech)
        return groups[self._group % len(groups)]

    def columns(self) -> tuple[Col, ...]:
        """The columns of the group in sight."""
        say = self.speech
        return tuple(
            Col(say(f"reports.column.{name}"), width, right=report_reading.right(name)) for name, width in self._columns
        )

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One line."""
        return tuple(report_reading.cell(name, row[name], self.speech) for name, _ in self._columns)

    def head(self) -> list[ft.Control]:
        """What was saved, the section and its days, and the box."""
        say, made = self.speech, self._made
        place = say("dayplace.report_table.place", at=self._section + 1, count=len(made["sections"]),
                    section=say(f"reports.section.{self._shown['section']}"), first=made["first"], last=made["last"])  # fmt: skip
        saved = [named(row(icon(ft.Icons.CHECK, 22, look.OK), text(self.done, bold=True, expand=True)), "report.done")]
        box = entry(self._wanted, self.host.hearing(), label=say("dayplace.report_table.filter"), size=look.SECTION)
        words = row(named(text(place, bold=True), "section"), ft.Container(named(box, "field.filter"), expand=True))
        return [*(saved if self.done else []), words]

    def _table(self) -> ft.Control:
        self._box = ft.Container(self._rows())
        return self._box

    def _rows(self) -> ft.Control:
        totals = self._shown["totals"]
        sums = [report_reading.cell(name, totals.get(name), self.speech) for name, _ in self._columns]
        drawn = super()._table()
        words = self.speech("dayplace.report_table.found", count=len(self.rows), all=len(self._shown["lines"]))
        found = [named(text(words, look.CAPTION, color=look.INK_2), "found")] if self._wanted else []
        return ft.Column([*found, drawn, *([total(self.columns(), sums)] if any(sums) else [])], spacing=0)

    def main_words(self) -> str | None:
        """Save it."""
        return self.own("save")

    def others(self) -> list[tuple[str, Intent, str]]:
        """The next section and the next columns, where there are any."""
        more = len(report_reading.groups(self._shown, self.speech)) > 1
        sections = [(self.own("section"), Intent.FIRST, "section")] if len(self._made["sections"]) > 1 else []
        return [*sections, *([(self.own("columns"), Intent.SECOND, "columns")] if more else [])]

    async def typed(self, text: str) -> None:
        """Filter; the box is left alone."""
        self._wanted, self.chosen = typed.clean(text), 0
        self.rows = await self.read()
        self._box.content = self._rows()
        self.host.patch(self._box)

    async def submitted(self, text: str) -> None:
        """Enter saves."""
        await self.typed(text)
        await self.host.show(ReportSave(self.host, self))

    async def act(self, press: Press) -> bool:
        """Sections and columns go round."""
        match press.intent:
            case Intent.FIRST:
                self._section = (self._section + 1) % len(self._made["sections"])
                self._group = self.chosen = 0
            case Intent.SECOND:
                self._group += 1
            case Intent.CONFIRM:
                await self.host.show(ReportSave(self.host, self))
                return False
            case _:
                return False
        return True


class ReportSave(DayForm):
    """As a workbook, as CSV, or as a sheet to be printed; the folder is said by name."""

    kind = "report_save"

    def __init__(self, host: Host, table: ReportTable, folder: Path | None = None) -> None:
        super().__init__(host, table)
        self._table = table
        self._folder = folder or exports.folder()

    def questions(self) -> tuple[Question, ...]:
        """Which kind of file."""
        return (Question(name="form", choices=("xlsx", "csv", "pdf")),)

    def remark(self) -> str:
        """Where it will go."""
        return self.speech("dayplace.report_save.to", folder=str(self._folder))

    async def finished(self) -> None:
        """Write it whole, and say where it went."""
        told = await self.host.ask(replace(self._table.query, form=self.said["form"]))
        name = exports.file_name(told["report"], told["first"], told["last"], self.said["form"])
        await self.host.work(lambda _office: disk.write_all(self._folder, [(name, told["data"])]))
        self.drop()
        self._table.done = self.speech("dayplace.report_save.done", file=name, folder=str(self._folder))
        await self.host.show(self._table)

    def refused(self, failure: Failure) -> None:
        """A full or locked disk is said; nothing is half written."""
        if failure.field == "form":
            return super().refused(failure)
        self._placeless = notice(failure, self.speech)
        return None
