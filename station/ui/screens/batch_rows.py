"""One payer with many buyers 批量代开, the table: a check per row, one sum, one payment; a row at fault keeps no other back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import flet as ft

from schemas.money import yuan
from schemas.paying import AWAITED, KEYED
from schemas.sheets import read_sheet
from station.counter.commands import IssueInvoice
from station.ui import batch_asking, look
from station.ui.batch_reading import Batch, Checked, batch
from station.ui.deals import Deal
from station.ui.host import Host
from station.ui.keyboard import Intent, Press
from station.ui.screens.batch_done import BatchDone
from station.ui.screens.batch_parts import check_panel, mark
from station.ui.screens.listing import ListScreen
from station.ui.screens.payment import Payment
from station.ui.screens.why import Why
from station.ui.widgets.choices import pills
from station.ui.widgets.marks import column, gap, row
from station.ui.widgets.tables import Col
from station.ui.widgets.type import text


class Form(Protocol):
    """The form behind the table."""

    order_no: str

    @property
    def values(self) -> dict[str, str]:
        """All that was said."""
        ...

    def asked(self) -> Any:
        """What the office is to check."""
        ...

    async def again(self) -> None:
        """Read the file once more."""
        ...

    def method_chosen(self, method: str) -> None:
        """How all is paid."""
        ...

    def ordered(self, order_no: str) -> None:
        """The form waits for a payment."""
        ...

    def unordered(self) -> None:
        """No money came; the form is as it was."""
        ...

    def drop(self) -> None:
        """It became an entry."""
        ...


class BatchRows(ListScreen):
    """Arrows walk, F4 goes to the next row at fault, F8 reads the file again, a digit chooses the payment, Enter issues.

    Implements `station.ui.deals.Desk` for its own payment.
    """

    place: int | None = 1
    kind = "batch_rows"
    page_rows = 8
    wide = True

    def __init__(self, host: Host, form: Any) -> None:
        super().__init__(host, form)
        self._form: Form = form
        self._batch = Batch()

    @property
    def _method(self) -> str:
        return self._form.values.get("method") or KEYED[0]

    async def read(self) -> Sequence[Checked]:
        """Every row with its check, from the office."""
        said = self._form.values
        told = await self.host.ask(self._form.asked())
        cells = read_sheet(said["rows"].encode()) if said["source"] != "one" else ()
        self._batch = batch(told, cells, self.speech)
        return self._batch.rows

    # ------------------------------------------------------------ drawing
    def own(self, name: str) -> str:
        """Words of this table; what is at fault is said first."""
        bad = len(self.rows) - self._batch.good
        if name != "next":
            return self.speech(f"many.rows_{name}")
        if self._batch.quote is None:
            return self.speech("many.next_refused")
        if bad:
            return self.speech("many.next_bad", bad=bad)
        return self.speech("many.rows_next" if self._batch.total_fen else "many.next_free")

    def columns(self) -> tuple[Col, ...]:
        """Line, buyer, amount, check."""
        say = self.speech
        return (
            Col(say("many.column.line"), 40, right=True),
            Col(say("many.column.name")),
            Col(say("many.column.gross"), 120, right=True),
            Col(say("many.column.check"), 130),
        )

    def cells(self, row: Checked) -> tuple[str | ft.Control, ...]:
        """One row of the sheet."""
        return (str(row.line), row.name, yuan(row.gross_fen) if row.good else "", mark(row, self.speech))

    def head(self) -> list[ft.Control]:
        """How it is paid."""
        if not self._batch.total_fen:
            return []
        ways = [(way, self.speech(f"ui.method.{way}")) for way in KEYED]
        asked = text(self.speech("many.method"), look.SECOND, color=look.INK_2)
        return [column(row(asked, pills(ways, self._method), spacing=14), gap(2), spacing=0)]

    def beside(self) -> ft.Control | None:
        """The chosen row, and the sum."""
        return check_panel(self._batch, self.row, self.speech)

    def main_words(self) -> str | None:
        """The sum and the count stand on the button."""
        if not self._batch.quote:
            return None
        amount, count = yuan(self._batch.total_fen), self._batch.good
        return self.speech("many.take" if self._batch.total_fen else "many.free", amount=amount, count=count)

    def others(self) -> list[tuple[str, Intent, str]]:
        """The next row at fault, and the file once more."""
        bad = [(self.speech("many.next_fault"), Intent.FIRST, "fault")] if self._batch.good < len(self.rows) else []
        from_file = self._form.values["source"] == "file"
        return [*bad, *([(self.speech("many.again"), Intent.SECOND, "again")] if from_file else [])]

    # ------------------------------------------------------------ acts
    async def press(self, press: Press) -> None:
        """F9 shows the one working of all."""
        if press.intent is Intent.WHY and self._batch.quote:
            return await self.host.show(Why(self.host, self, dict(self._batch.quote), self._batch.gross_fen))
        return await super().press(press)

    async def act(self, press: Press) -> bool:
        """A digit, F4, F8, Enter; Enter leaves the list."""
        match press.intent:
            case Intent.CHOOSE if 1 <= (press.digit or 0) <= len(KEYED) and not self._form.order_no:
                self._form.method_chosen(KEYED[(press.digit or 1) - 1])
                self.host.freshen()
            case Intent.FIRST:
                self._to_fault()
                self.host.redraw()
            case Intent.SECOND:
                await self._form.again()
                return True
            case Intent.CONFIRM if self._batch.quote:
                await self._confirm()
            case _:
                pass
        return False

    def _to_fault(self) -> None:
        places = [place for place, one in enumerate(self.rows) if not one.good]
        self.chosen = next((place for place in places if place > self.chosen), places[0] if places else self.chosen)

    async def _confirm(self) -> None:
        """Cash is taken at once; other money is written down before it is asked for."""
        total, said = self._batch.total_fen, self._form.values
        if total and (self._method in AWAITED or self._form.order_no):
            deal = Deal(command=said["command"], on=self.host.standing.day, name=said["applicant"], method=self._method,
                        amount_fen=total, order_no=self._form.order_no or None, what=(said.get("item", ""),))  # fmt: skip
            return await self.host.show(Payment(self.host, deal, self))
        return await self._issue(None)

    def ordered(self, order_no: str) -> None:
        """The form waits under the order number."""
        self._form.ordered(order_no)

    async def paid(self, order_no: str) -> None:
        """The money came."""
        await self._issue(order_no)

    async def unpaid(self) -> None:
        """How it is paid is asked again."""
        self._form.unordered()
        await self.host.show(self)

    async def _issue(self, intent: str | None) -> None:
        assert self._batch.application is not None, "rows hold before they are issued"
        application = batch_asking.paid(self._batch.application, self._method, self._batch.total_fen)
        answer = await self.host.do(IssueInvoice(clerk=self.host.clerk, application=application, intent=intent))
        self._form.drop()
        await self.host.show(BatchDone(self.host, answer))
