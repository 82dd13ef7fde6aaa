"""Payments that wait for their end 支付结果待确认: a list of its own, so that nobody is asked twice."""

from __future__ import annotations

import flet as ft

from schemas.failures import Failure, Refusal
from schemas.money import yuan
from station.counter.asking import Unsettled
from station.ui import look, parked
from station.ui.drafts import Field
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.readings import Pending, unsettled
from station.ui.screens.payment import Payment
from station.ui.widgets.buttons import button_row, main_button, text_button
from station.ui.widgets.marks import column, filler, gap, named
from station.ui.widgets.sheets import grave_notice, next_step, page, title
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text


class Waiting(Screen):
    """Arrows choose, Enter opens the payment and its sale."""

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
        self.host.redraw()

    def body(self) -> ft.Control:
        """The list, oldest first."""
        say, reach = self.speech, self.host.reaching
        columns = (
            Col(say("ui.column.order"), 230),
            Col(say("ui.column.name"), 140),
            Col(say("ui.column.method"), 100),
            Col(say("ui.column.amount"), 140, right=True),
            Col(say("ui.column.state")),
        )
        rows = [
            named(line(columns, self._cells(one), chosen=place == self._chosen, height=44), f"pending.{place}")
            for place, one in enumerate(self._list)
        ]
        none = [] if rows else [text(say("ui.pending.none"), look.SECOND, color=look.INK_2)]
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        main = main_button(say("ui.pending.open"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        return page(
            column(
                title(say("ui.payment.title")),
                next_step(say("ui.pending.next" if rows else "ui.pending.none"), say),
                gap(6),
                header(columns),
                *rows,
                *none,
                *([grave_notice(self._told, say)] if self._told else []),
                filler(),
                button_row(*([main] if rows else []), end=back),
                spacing=0 if rows else 6,
                expand=True,
            )
        )

    def _cells(self, one: Pending) -> tuple[str, ...]:
        draft = parked.waiting_draft(self.host.drafts, self.host.clerk, one.order_no)
        name = draft.said(Field.APPLICANT) if draft else ""
        say = self.speech
        return (
            one.order_no,
            name,
            say.choice("method", one.method),
            yuan(one.amount_fen),
            say.choice("intent", one.state),
        )

    async def press(self, press: Press) -> None:
        """Arrows, Enter, Esc."""
        match press.intent:
            case Intent.UP | Intent.DOWN if self._list:
                step = 1 if press.intent is Intent.DOWN else -1
                self._chosen = max(0, min(len(self._list) - 1, self._chosen + step))
                self.host.redraw()
            case Intent.CONFIRM if self._list:
                await self._open(self._list[self._chosen])
            case Intent.BACK:
                await self.host.home()
            case _:
                pass

    async def _open(self, one: Pending) -> None:
        draft = parked.waiting_draft(self.host.drafts, self.host.clerk, one.order_no)
        if draft is None:
            raise Refusal("drafts.payment_of_another")
        await self.host.show(Payment(self.host, draft, one.amount_fen))

    def refused(self, failure: Failure) -> None:
        """A payment whose draft another clerk keeps is settled by that clerk."""
        self._told = notice(failure, self.speech)
