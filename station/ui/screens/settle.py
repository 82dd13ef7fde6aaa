"""Settling vouchers and money 票款结报: the closed days since the last one are offered; stubs stand beside the money; both sign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import flet as ft

from schemas.failures import Failure
from schemas.money import yuan
from station.counter.acts import SettleVouchers
from station.counter.questions import Settlement
from station.ui import look
from station.ui.forms import Question, day_reader
from station.ui.host import Host, Screen
from station.ui.screens.day_form import DayForm
from station.ui.screens.signing import Signing
from station.ui.widgets.marks import column, filler, named, row, rule
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import text


class Settle(DayForm):
    """What is still owed is told, never hidden; it keeps nobody from settling."""

    kind = "settle"

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host, before)
        self._worked: dict[str, Any] | None = None
        self._days = ("", "")

    async def opened(self) -> None:
        """The days since the last settlement."""
        try:
            told = await self.host.ask(Settlement())
            self._days = told["first"], told["last"]
        except Failure as failure:
            self.refused(failure)
        told_before = self._placeless
        await super().opened()
        self._placeless = self._placeless or told_before

    def questions(self) -> tuple[Question, ...]:
        """The first and the last day."""
        read = day_reader(self.host.standing.day)
        return (
            Question(name="first", read=read, offer=lambda _said: self._days[0]),
            Question(name="last", read=read, offer=lambda _said: self._days[1]),
        )

    async def consulted(self) -> None:
        """Work the settlement out for the days that were said, or for those that are offered."""
        self._worked = None
        first, last = (
            self._form.said.get(name) or day for name, day in zip(("first", "last"), self._days, strict=True)
        )
        if first and last:
            self._worked = await self.host.ask(Settlement(first, last))

    def beside(self) -> ft.Control | None:
        """Stubs above, money below."""
        say, told = self.speech, self._worked
        if told is None:
            return None
        due = told["due_fen"] - told["deposited_fen"] - told["electronic_fen"]
        money = [("due", told["due_fen"]), ("deposited", told["deposited_fen"]), ("electronic", told["electronic_fen"])]
        words = say("dayplace.settle.days", first=told["first"], last=told["last"])
        return panel(
            text(say("dayplace.settle.stubs"), look.SECTION, bold=True),
            text(words, look.CAPTION, color=look.INK_2),
            rule(look.HEAD_LINE),
            *(self._stub(place, one) for place, one in enumerate(told["lines"])),
            filler(),
            *(self._sum(f"dayplace.line.{name}", fen, name) for name, fen in money),
            rule(look.TOTAL_LINE),
            self._sum("dayplace.line.owed" if due >= 0 else "dayplace.line.overpaid", abs(due), "owed", amber=due > 0),
            spacing=8,
        )

    def _stub(self, place: int, one: list[Any]) -> ft.Control:
        say = self.speech
        voucher, code, first, last, issued, fen, voided = one
        counts = say("dayplace.settle.counts", issued=issued, voided=voided)
        body = column(
            row(text(say(f"reports.value.{voucher}"), bold=True, expand=True, lines=1), text(yuan(fen), 17, bold=True)),
            row(text(f"{code}  {first} – {last}", look.SECOND, color=look.INK_2, expand=True, lines=1),
                text(counts, look.SECOND, color=look.INK_2)),
            spacing=0,
            tight=True,
        )  # fmt: skip
        return named(body, f"stub.{place}")

    def _sum(self, code: str, fen: int, name: str, *, amber: bool = False) -> ft.Control:
        color = look.AMBER if amber else look.INK
        return named(
            row(
                text(self.speech(code), color=look.INK_2), filler(), text(yuan(fen), look.VALUE, bold=True, color=color)
            ),
            f"sum.{name}",
        )

    async def finished(self) -> None:
        """The clerk signs; the second person's signature is asked at once."""
        said, on = self.said, self.host.standing.day
        act = SettleVouchers(
            command=UUID(self.command), clerk=self.host.clerk, on=on, first=said["first"], last=said["last"]
        )
        answer = await self.host.do(act)
        self.drop()
        assert self._before is not None, "a settlement is made from the day"
        waiting = {"act": "settlement", "on": on, "entry": answer["entry"], "named": None}
        await self.host.show(Signing(self.host, self._before, waiting))
