"""Voiding an invoice of this month 作废: what will happen is said first; the old entry stays, a new one names it."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from schemas.failures import Failure
from schemas.money import yuan
from schemas.words import say
from station.counter.commands import VoidInvoice
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.sale_reading import Sale
from station.ui.widgets.buttons import button_row, main_button, text_button
from station.ui.widgets.choices import radio
from station.ui.widgets.marks import column, filler, gap, keycap, row, rule
from station.ui.widgets.sheets import grave_notice, next_step, page, panel, title
from station.ui.widgets.type import money, text

REASONS = ("wrong_buyer", "wrong_item", "wrong_amount", "not_wanted")
"""Why, in the order of digits."""


class Void(Screen):
    """A reason by digit, then Enter."""

    place = 4

    def __init__(self, host: Host, before: Screen, sale: Sale) -> None:
        super().__init__(host)
        self._before, self._sale = before, sale
        self._reason = -1
        self._told: Notice | None = None
        self._command = UUID(host.new_command())

    def body(self) -> ft.Control:
        """Reasons at the left, what will happen at the right."""
        say, reach = self.speech, self.host.reaching
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        main = main_button(say("ui.void.do"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        left = column(
            title(say("ui.void.title", number=self._sale.number), self._sale.name),
            next_step(say("ui.void.next" if self._reason < 0 else "ui.void.next_sure"), say),
            gap(6),
            *(self._line(place, reason) for place, reason in enumerate(REASONS)),
            *([grave_notice(self._told, say)] if self._told else []),
            filler(),
            button_row(*([main] if self._reason >= 0 else []), end=back),
            expand=True,
        )
        return page(left, self._consequences())

    def _line(self, place: int, reason: str) -> ft.Control:
        words = self.speech(f"ui.void.reason.{reason}")
        return radio(str(place + 1), words, "", place == self._reason, f"reason.{reason}")

    def _consequences(self) -> ft.Control:
        """What will happen, in the order in which it happens."""
        say, one = self.speech, self._sale
        same_day = one.on == self.host.standing.day
        told = ["ui.void.copies", "ui.void.invoice", "ui.void.kept"]
        if one.total_fen:
            told.insert(2, "ui.void.money_today" if same_day else "ui.void.money_later")
        figures = {"number": one.number, "amount": yuan(one.total_fen), "method": say.choice("method", one.method)}
        steps = [
            row(keycap(str(n)), text(say(code, **figures), look.SECOND, expand=True), spacing=10)
            for n, code in enumerate(told, 1)
        ]
        return panel(
            text(say("ui.void.what_happens"), look.SECTION, bold=True),
            rule(look.HEAD_LINE),
            *steps,
            filler(),
            row(
                text(say("ui.working.total"), look.SECOND, color=look.INK_2),
                filler(),
                money(yuan(one.total_fen), look.GROSS),
            ),
            spacing=12,
        )

    async def press(self, press: Press) -> None:
        """A digit chooses the reason, Enter voids, Esc goes back and nothing happened."""
        match press.intent:
            case Intent.CHOOSE if 1 <= (press.digit or 0) <= len(REASONS):
                self._reason, self._told = (press.digit or 1) - 1, None
                self.host.freshen()
            case Intent.UP | Intent.DOWN:
                step = 1 if press.intent is Intent.DOWN else -1
                self._reason = (self._reason + step) % len(REASONS)
                self.host.freshen()
            case Intent.CONFIRM if self._reason >= 0:
                await self._void()
            case Intent.BACK:
                await self.host.show(self._before)
            case _:
                pass

    async def _void(self) -> None:
        await self.host.do(
            VoidInvoice(
                command=self._command,
                clerk=self.host.clerk,
                code=self._sale.code,
                number=self._sale.number,
                reason=say(f"ui.void.reason.{REASONS[self._reason]}"),
                on=self.host.standing.day,
            )
        )
        await self.host.show(self._before)

    def refused(self, failure: Failure) -> None:
        """Why not, and who can lift it."""
        self._told = notice(failure, self.speech)
