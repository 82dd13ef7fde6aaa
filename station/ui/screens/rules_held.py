"""The law at hand 规则包: until when it reaches, what was published and is not used, and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from station.counter.asking import Status
from station.ui import look
from station.ui.screens.listing import ListScreen
from station.ui.widgets.marks import named, row, tag
from station.ui.widgets.tables import Col
from station.ui.widgets.type import labelled


class RulesHeld(ListScreen):
    """The head says what matters; the list is empty on a good day."""

    kind = "rules_held"

    async def read(self) -> Sequence[Any]:
        """Packs that were published and are not used."""
        self._rules: dict[str, Any] = (await self.host.ask(Status()))["rules"]
        return self._rules["refused"]

    def head(self) -> list[ft.Control]:
        """Until when the law is at hand."""
        say, missing = self.speech, self._rules["missing_from"]
        until = labelled(say("ui.rules_held.until"), self._rules["newest_to"] or say("ui.list.none"), look.TITLE)
        words = say("ui.rules_held.missing", on=missing) if missing else say("ui.rules_held.enough")
        return [named(row(until, tag(words, "amber" if missing else "ok"), spacing=30), "rules.until")]

    def columns(self) -> tuple[Col, ...]:
        """Which pack, and why it is not used."""
        say = self.speech
        return (
            Col(say("ui.rules_held.pack"), 260),
            Col(say("ui.rules_held.version"), 90),
            Col(say("ui.rules_held.why")),
        )

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One pack."""
        return (row["id"], str(row["version"]), row["error"]["en" if self.speech.language == "en" else "zh"])
