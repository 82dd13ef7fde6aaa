"""Money that may fail to arrive 支付意向: written down before it is asked for, then one of three ends.

Nobody is asked twice: while the end is unknown the payment stands in its own list and the next customer comes.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import flet as ft

from schemas.failures import Failure, Refusal
from station.counter.commands import IntendPayment, SettleIntent
from station.ui import look, typed
from station.ui.customer import Shown, due
from station.ui.deals import Deal, Desk
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.screens.payment_parts import ENDS, ends, money_panel, three_parts
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.fields import active_row, entry
from station.ui.widgets.marks import column, filler, gap, named, rule, tag
from station.ui.widgets.sheets import grave_notice, next_step, page, title


class Payment(Screen):
    """One payment of one act; the clerk says how it ended."""

    def __init__(self, host: Host, deal: Deal, desk: Desk) -> None:
        super().__init__(host)
        self._deal, self._desk, self.place = deal, desk, desk.place
        self._chosen = 0
        self._asking = False
        self._reference = ""
        self._told: Notice | None = None
        self._settled = False

    @property
    def field(self) -> bool:
        """The reference is typed only once the money is known to have come."""
        return self._asking

    async def opened(self) -> None:
        """Write the intent down, or find the one that stands."""
        if self._deal.order_no is None:
            order_no = await self._intend()
            self._deal = replace(self._deal, order_no=order_no)
            self._desk.ordered(order_no)

    async def _intend(self) -> str:
        command = IntendPayment(
            command=UUID(self.host.new_command()),
            clerk=self.host.clerk,
            on=self._deal.on,
            method=self._deal.method,
            amount_fen=self._deal.amount_fen,
            for_command=UUID(self._deal.command),
        )
        try:
            return str((await self.host.do(command))["order_no"])
        except Refusal as refusal:
            standing = refusal.params.get("order_no")
            if refusal.code == "payment.unsettled" and isinstance(standing, str):
                return standing
            raise

    def shown(self) -> Shown:
        """The customer pays now."""
        return due(self._deal.amount_fen, self._deal.what, self._deal.method)

    # ------------------------------------------------------------ drawing
    def body(self) -> ft.Control:
        """Three questions answered, three ends to choose from, the money at the right."""
        say = self.speech
        left = column(
            title(say("ui.payment.title"), self._deal.name, tag(say("ui.payment.waits"), "amber", ft.Icons.HELP_OUTLINE)),
            next_step(say("ui.payment.next_reference" if self._asking else "ui.payment.next"), say),
            gap(4),
            rule(look.HEAD_LINE),
            three_parts(self._deal, say),
            gap(4),
            *ends(self._chosen, self._box() if self._asking else None, say),
            *([grave_notice(self._told, say)] if self._told else []),
            filler(),
            self._buttons(),
            expand=True,
        )  # fmt: skip
        return page(left, money_panel(self._deal, say))

    def _box(self) -> ft.Control:
        words = self.speech("ui.payment.reference")
        box = entry(self._reference, self.host.hearing(), label=words, size=look.FIGURE)
        return active_row(words, named(box, "field.reference"), None)

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        words = say(f"ui.payment.confirm.{ENDS[self._chosen]}")
        main = main_button(words, label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        other = button(say("ui.payment.other"), "↑ ↓", reach(Press(Intent.DOWN)), "other")
        back = text_button(say("ui.payment.later"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(main, other, end=back)

    # ------------------------------------------------------------ moving
    async def typed(self, text: str) -> None:
        """The reference as it is typed."""
        self._reference = text

    async def submitted(self, text: str) -> None:
        """The reference is known, or left out: settle and issue."""
        self._reference = text
        await self._end()

    async def press(self, press: Press) -> None:
        """A digit chooses an end; Enter takes it; Esc leaves the payment in its list."""
        match press.intent:
            case Intent.CHOOSE if 1 <= (press.digit or 0) <= len(ENDS):
                self._choose((press.digit or 1) - 1)
            case Intent.UP | Intent.DOWN:
                self._choose((self._chosen + (1 if press.intent is Intent.DOWN else -1)) % len(ENDS))
            case Intent.CONFIRM:
                await self._end()
            case Intent.BACK if self._asking:
                self._asking = False
                self.host.redraw()
            case Intent.BACK:
                await self.host.home()
            case _:
                pass

    def _choose(self, chosen: int) -> None:
        self._chosen, self._told = chosen, None
        boxed, self._asking = self._asking, ENDS[chosen] == "succeeded"
        (self.host.freshen if boxed == self._asking else self.host.redraw)()

    async def _end(self) -> None:
        """Write down how it ended, then go where that leads."""
        self._told = None
        outcome = ENDS[self._chosen]
        await self._settle(outcome)
        if outcome == "succeeded":
            await self._desk.paid(self._deal.order_no or "")
        elif outcome == "failed":
            await self._desk.unpaid()
        else:
            await self.host.go(self.place or 1)

    async def _settle(self, outcome: str) -> None:
        """Say how the payment ended; an end that was already written down is not written twice."""
        assert self._deal.order_no, "an intent stands before its end"
        command = SettleIntent(
            command=UUID(self.host.new_command()),
            clerk=self.host.clerk,
            order_no=self._deal.order_no,
            outcome=outcome,
            reference=typed.number(self._reference) or None,
            on=self._deal.on,
        )
        try:
            await self.host.do(command)
        except Refusal as refusal:
            if refusal.code != "payment.order_done" or refusal.params.get("state") != outcome:
                raise

    def refused(self, failure: Failure) -> None:
        """What the office refused stands under the choices; the payment itself is written down."""
        self._told = notice(failure, self.speech)
