"""After a batch: saved first, then every invoice with its number, its buyer and what the printer did with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from schemas.money import yuan
from station.counter.asking import Show
from station.ui import look
from station.ui.customer import NOTHING, Shown, paid
from station.ui.host import Host
from station.ui.keyboard import Intent, Press
from station.ui.sale_reading import Sale, sale
from station.ui.screens.listing import ListScreen
from station.ui.screens.paper import PaperView
from station.ui.screens.sale_parts import copies, print_mark
from station.ui.widgets.marks import column, gap, icon, named, row
from station.ui.widgets.tables import Col
from station.ui.widgets.type import text


class BatchDone(ListScreen):
    """Enter calls the next customer; F4 shows the chosen paper large."""

    place: int | None = 1
    kind = "batch_done"
    page_rows = 7

    def __init__(self, host: Host, answer: dict[str, Any]) -> None:
        super().__init__(host, self)
        self._ref: str = answer["entry"]
        self._sale = Sale()
        self._told_of: dict[str, Any] = {}

    def own(self, name: str) -> str:
        """Words of the result."""
        return self.speech(f"many.done_{name}")

    async def read(self) -> Sequence[Any]:
        """The committed entry: its papers in order, the voucher with its list among them."""
        self._told_of = await self.host.ask(Show(self._ref))
        self._sale = sale(self._told_of)
        return self._sale.papers

    def head(self) -> list[ft.Control]:
        """Saved, how many, how much, and where copies are."""
        say, told = self.speech, self._told_of
        words = say("many.saved", count=len(told["invoices"]), total=yuan(told["total_fen"]))
        result = row(icon(ft.Icons.CHECK, 28, look.OK), text(words, look.FIGURE, bold=True, expand=True))
        voucher = (told["voucher"] or {}).get("number", "")
        listed = [text(say("many.voucher", number=voucher), color=look.INK_2)] if voucher else []
        where = copies(self._sale, self.host.standing, self.host.now(), say)
        return [column(named(result, "result"), *listed, gap(2), where, gap(4))]

    def shown(self) -> Shown:
        """What was paid for all of them."""
        done = self._sale
        return paid(done.total_fen, (done.item,), done.method) if done.total_fen else NOTHING

    def columns(self) -> tuple[Col, ...]:
        """Paper, number, for whom, amount, printed or not."""
        say = self.speech
        return (
            Col(say("many.column.paper"), 250),
            Col(say("many.column.number"), 130),
            Col(say("many.column.name")),
            Col(say("many.column.gross"), 120, right=True),
            Col(say("many.column.printed"), 140),
        )

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One paper of the batch."""
        name, gross = "", ""
        if row.name == "ordinary-invoice":
            asked, issued = (
                self._told_of["said"]["application"]["invoices"][row.part],
                self._told_of["invoices"][row.part],
            )
            name, gross = asked["buyer"]["name"], yuan(issued["net_fen"] + issued["vat_fen"])
        return (self.speech.choice("paper", row.name), row.number, name, gross, print_mark(row.state, self.speech))

    def main_words(self) -> str | None:
        """The next customer."""
        return self.speech("ui.done.on")

    def others(self) -> list[tuple[str, Intent, str]]:
        """The paper itself."""
        return [(self.speech("ui.done.large"), Intent.FIRST, "large")] if self.rows else []

    async def press(self, press: Press) -> None:
        """Enter and Esc leave; F4 shows a paper."""
        match press.intent:
            case Intent.CONFIRM:
                await self.host.go(1)
            case Intent.BACK:
                await self.host.home()
            case Intent.FIRST if self.rows:
                await self.host.show(PaperView(self.host, self, self._sale, self.chosen))
            case _:
                await super().press(press)
