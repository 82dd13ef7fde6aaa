"""The lines of the invoice in hand 明细: each is opened again with Enter, or taken out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from schemas.money import yuan
from station.ui import sale_lines
from station.ui.drafts import Draft
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.sale_fields import Field
from station.ui.sale_lines import Line
from station.ui.screens.listing import ListScreen
from station.ui.widgets.tables import Col


class LineList(ListScreen):
    """`take` gives the changed draft back to the form that stands in `before`."""

    place: int | None = 1
    kind = "list"

    def __init__(self, host: Host, before: Screen, draft: Draft, take: Callable[[Draft], None]) -> None:
        super().__init__(host, before)
        self._draft, self._take = draft, take

    def own(self, name: str) -> str:
        """Words of this list alone."""
        return self.speech(f"sale.list.{name}")

    async def read(self) -> Sequence[Line]:
        """The lines in the order of the invoice."""
        return sale_lines.lines(self._draft)

    def columns(self) -> tuple[Col, ...]:
        """What each line says."""
        say = self.speech
        return (
            Col(say("sale.column.number"), 60),
            Col(say("sale.column.item")),
            Col(say("sale.column.kind"), 130),
            Col(say("sale.column.price"), 140, right=True),
            Col(say("sale.column.tax"), 90),
            Col(say("sale.column.discount"), 120, right=True),
        )

    def cells(self, row: Line) -> tuple[str, ...]:
        """One line."""
        say, discount = self.speech, row.get(Field.DISCOUNT)
        return (
            str(self.rows.index(row) + 1),
            row[Field.ITEM],
            say(f"ui.kind.{row[Field.KIND]}"),
            yuan(int(row[Field.AMOUNT])),
            say("sale.net" if row.get("net") else "sale.gross"),
            yuan(int(discount)) if discount else "",
        )

    def main_words(self) -> str | None:
        """Enter opens the chosen line."""
        return self.own("open")

    def others(self) -> list[tuple[str, Intent, str]]:
        """The only line is never taken out."""
        return [(self.own("remove"), Intent.SECOND, "remove")] if len(self.rows) > 1 else []

    async def act(self, press: Press) -> bool:
        """Enter goes back to the form with the chosen line open; F8 takes it out."""
        if press.intent is Intent.CONFIRM:
            self._take(sale_lines.turn_to(self._draft, self.chosen))
            await self.host.show(self._before)
            return False
        if press.intent is Intent.SECOND and len(self.rows) > 1:
            self._draft = sale_lines.remove(self._draft, self.chosen)
            self._take(self._draft)
            return True
        return False
