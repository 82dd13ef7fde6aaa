"""Payments that wait for their end 支付结果待确认: a list of its own, so that nobody is asked twice."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import flet as ft

from schemas.failures import Failure
from schemas.money import yuan
from station.counter.asking import Unsettled
from station.counter.commands import SettleIntent
from station.ui import drafts, look, parked
from station.ui.drafts import Draft, Field
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.readings import Pending, unsettled
from station.ui.screens.batch import Batch
from station.ui.screens.dues import Dues
from station.ui.screens.issue import Issue
from station.ui.screens.payment import Payment
from station.ui.screens.sale_desk import SaleDesk, deal_of
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.marks import column, filler, gap, named
from station.ui.widgets.sheets import grave_notice, next_step, page, title
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text


class Waiting(Screen):
    """Arrows choose; Enter tells the end of a payment with its sale; F8 says that no money came."""

    place = 5

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._list: tuple[Pending, ...] = ()
        self._chosen = 0
        self._told: Notice | None = None

    async def opened(self) -> None:
        """Read the list."""
        self._list = unsettled(await self.host.ask(Unsettled()))
        self._chosen = max(0, min(self._chosen, len(self._list) - 1))

    async def refreshed(self) -> None:
        """One may have been settled elsewhere."""
        await self.opened()
        self.host.freshen()

    def body(self) -> ft.Control:
        """The list, oldest first."""
        say = self.speech
        none = [] if self._list else [text(say("ui.pending.none"), look.SECOND, color=look.INK_2)]
        return page(
            column(
                title(say("ui.payment.title")),
                next_step(say(f"ui.pending.next.{self._step()}"), say),
                gap(6),
                self._table(),
                *none,
                *([grave_notice(self._told, say)] if self._told else []),
                filler(),
                self._buttons(),
                expand=True,
            )
        )

    def _step(self) -> str:
        """What Enter would do with the chosen payment."""
        if not self._list:
            return "none"
        return "end" if self._draft() else "again"

    def _table(self) -> ft.Control:
        say = self.speech
        columns = (
            Col(say("ui.column.order"), 290),
            Col(say("ui.column.name"), 160),
            Col(say("ui.column.method"), 100),
            Col(say("ui.column.state")),
            Col(say("ui.column.amount"), 140, right=True),
        )
        rows = [
            named(line(columns, self._cells(one), chosen=place == self._chosen, height=44), f"pending.{place}")
            for place, one in enumerate(self._list)
        ]
        return column(header(columns), *rows, spacing=0)

    def _cells(self, one: Pending) -> tuple[str, ...]:
        draft, say = self._draft(one), self.speech
        name = draft.said(Field.APPLICANT) if draft else ""
        state, method = say.choice("intent", one.state), say.choice("method", one.method)
        return (one.order_no, name, method, state, yuan(one.amount_fen))

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        if not self._list:
            return button_row(end=back)
        words = say(f"ui.pending.main.{self._step()}")
        main = main_button(words, label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        no = button(say("ui.pending.no_money"), label(Intent.SECOND), reach(Press(Intent.SECOND)), "no_money")
        return button_row(main, no, end=back)

    def _draft(self, one: Pending | None = None) -> Draft | None:
        """The sale that a payment was asked for, as this clerk keeps it."""
        one = one or self._list[self._chosen]
        return parked.waiting_draft(self.host.drafts, self.host.clerk, one.order_no)

    def _form(self, one: Pending) -> Dues | Batch | None:
        """The form that waits for this payment, if it is no plain sale."""
        kept = [
            form for form in (Dues, Batch) if parked.waits(self.host.drafts, self.host.clerk, form.kind, one.order_no)
        ]
        return kept[0](self.host, self, one.order_no) if kept else None

    async def press(self, press: Press) -> None:
        """Arrows, Enter, F8, Esc."""
        match press.intent:
            case Intent.UP | Intent.DOWN if self._list:
                step = 1 if press.intent is Intent.DOWN else -1
                self._chosen = max(0, min(len(self._list) - 1, self._chosen + step))
                self.host.redraw()
            case Intent.CONFIRM if self._list:
                await self._open(self._list[self._chosen])
            case Intent.SECOND if self._list:
                await self._no_money(self._list[self._chosen])
            case Intent.BACK:
                await self.host.home()
            case _:
                pass

    async def _open(self, one: Pending) -> None:
        """A whole sale is asked for its end; without one the sale is written down again and this money used for it."""
        draft = self._draft(one)
        if draft and draft.complete:
            desk = SaleDesk(self.host, draft, one.amount_fen)
            return await self.host.show(Payment(self.host, deal_of(draft, one.amount_fen), desk))
        form = self._form(one) if draft is None else None
        if form is not None:
            return await self.host.show(form)
        if draft is None:
            begun = drafts.begin(self.host.new_command(), self.host.standing.day)
            paid = drafts.fill(begun, Field.METHOD, method=one.method)
            draft = replace(paid, order_no=one.order_no)
        return await self.host.show(Issue(self.host, draft))

    async def _no_money(self, one: Pending) -> None:
        """No money came 未收: the payment ends, and its sale may be paid in another way."""
        self._told = None
        draft = self._draft(one)
        await self.host.do(
            SettleIntent(
                command=UUID(self.host.new_command()),
                clerk=self.host.clerk,
                order_no=one.order_no,
                outcome="failed",
                on=self.host.standing.day,
            )
        )
        if draft:
            parked.keep(self.host.drafts, self.host.clerk, parked.unpaid(draft))
        elif (form := self._form(one)) is not None:
            return await form.unpaid()
        await self.opened()
        return self.host.redraw()

    def refused(self, failure: Failure) -> None:
        """Why not."""
        self._told = notice(failure, self.speech)
