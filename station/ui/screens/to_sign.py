"""What waits for a second signature 待复核: hand-overs, deposits, settlements; Enter opens one to be signed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from station.counter.questions import ToCountersign
from station.ui.keyboard import Intent, Press
from station.ui.screens.listing import ListScreen
from station.ui.screens.signing import Signing
from station.ui.widgets.tables import Col


class ToSign(ListScreen):
    """Whatever was put off because the second person was not there."""

    place = 5
    kind = "to_sign"

    def own(self, name: str) -> str:
        """Words of this list alone."""
        return self.speech(f"dayplace.to_sign.{name}")

    async def read(self) -> Sequence[Any]:
        """What waits."""
        return (await self.host.ask(ToCountersign()))["waiting"]

    def columns(self) -> tuple[Col, ...]:
        """What, of which day, by whom, and who must sign."""
        say = self.speech
        return (
            Col(say("dayplace.column.act"), 200),
            Col(say("ui.column.on"), 140),
            Col(say("dayplace.column.by"), 200),
            Col(say("dayplace.column.named")),
        )

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One act."""
        named = self.host.standing.person(row["named"]).name if row["named"] else self.speech("dayplace.anybody")
        return (self.speech(f"dayplace.act.{row['act']}"), row["on"], row["by"], named)

    def main_words(self) -> str | None:
        """Sign, where there is something to sign."""
        return self.speech("dayplace.to_sign.main") if self.row else None

    async def act(self, press: Press) -> bool:
        """Enter opens it."""
        if press.intent is Intent.CONFIRM and self.row:
            await self.host.show(Signing(self.host, self, self.row))
        return False
