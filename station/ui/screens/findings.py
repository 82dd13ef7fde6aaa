"""What a person should look at 差错: this device's own findings first, each with the entries that show it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from station.counter.asking import Findings as Asked
from station.ui import look
from station.ui.keyboard import Intent, Press
from station.ui.screens.listing import ListScreen
from station.ui.screens.record import Record
from station.ui.widgets.marks import column, row, rule, tag
from station.ui.widgets.sheets import panel
from station.ui.widgets.tables import Col
from station.ui.widgets.type import text


class Findings(ListScreen):
    """Enter opens the first entry of a finding that is a sale of this site."""

    kind = "findings"
    wide = True

    async def read(self) -> Sequence[Any]:
        """Own findings first, in the office's order."""
        found: list[dict[str, Any]] = (await self.host.ask(Asked()))["findings"]
        return sorted(found, key=lambda one: not one["own"])

    def columns(self) -> tuple[Col, ...]:
        """Whose, and what."""
        return (Col(self.speech("ui.findings.whose"), 90), Col(self.speech("ui.findings.what")))

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """A tag and a sentence."""
        own = row["own"]
        mark = tag(self.speech("ui.findings.own" if own else "ui.findings.others"), "amber" if own else "plain")
        return (mark, self._sentence(row))

    def _sentence(self, finding: dict[str, Any]) -> str:
        return self.speech(finding["words"], **finding["figures"])

    def beside(self) -> ft.Control | None:
        """The finding in full, and its evidence."""
        one = self.row
        if one is None:
            return None
        say = self.speech
        shown = [
            row(
                text(say("ui.findings.entry", seq=ref["seq"]), look.SECOND, bold=True),
                text(say("ui.findings.device", device=ref["author"][:8]), look.CAPTION, color=look.INK_2),
            )
            for ref in one["evidence"][:12]
        ]
        return panel(
            text(say("ui.findings.detail"), look.SECTION, bold=True),
            rule(look.HEAD_LINE),
            text(self._sentence(one)),
            text(say("ui.findings.evidence", count=len(one["evidence"])), look.SECOND, color=look.INK_2),
            column(*shown, spacing=6),
        )

    def main_words(self) -> str | None:
        """Only an entry that is held can be opened."""
        return self.speech("ui.find.open") if self._entry() else None

    def _entry(self) -> str | None:
        held = (ref["entry"] for ref in (self.row or {"evidence": ()})["evidence"])
        return next((entry for entry in held if entry), None)

    async def act(self, press: Press) -> bool:
        """Open the entry."""
        entry = self._entry()
        if press.intent is not Intent.CONFIRM or entry is None:
            return False
        await self.host.show(Record(self.host, self, entry))
        return False
