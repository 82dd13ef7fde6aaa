"""Bringing cash to the bank 缴存: what goes into the bag is counted, then slip, bag and seal by number; both sign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import flet as ft

from schemas.failures import Failure
from schemas.money import yuan
from station.counter.acts import DepositCash
from station.counter.questions import Drawer
from station.ui import drawer, last_count, look
from station.ui.forms import Question, number_of
from station.ui.host import Host, Screen
from station.ui.screens.counted import CountedForm
from station.ui.screens.drawer_parts import Sum
from station.ui.screens.signing import Signing
from station.ui.widgets.marks import gap, named
from station.ui.widgets.type import text


class Bag(CountedForm):
    """The pieces of the count made last are offered; what stays in the drawer is typed less."""

    kind = "deposit"

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host, before)
        self._cash: dict[str, Any] = {}
        self._last = last_count.last(host.drafts, host.clerk)
        self._offered = self._last.pieces

    async def opened(self) -> None:
        """Read what waits for the bank."""
        self._cash = await self.host.ask(Drawer(self.host.standing.day or None))
        await super().opened()

    def questions(self) -> tuple[Question, ...]:
        """Numbers as they are printed, and who checks."""
        numbers = (Question(name=name, read=number_of) for name in ("slip_no", "bag_no", "seal_no"))
        return (*numbers, self.second_person("reviewer"))

    def money_words(self) -> tuple[str, str]:
        """The bag, and where the offered pieces come from."""
        say, on = self.speech, self._last.on
        return say("dayplace.deposit.bag"), say("dayplace.deposit.known", on=on) if on else say(
            "dayplace.deposit.fresh"
        )

    def sums(self) -> list[Sum]:
        """What the drawer holds by the books, what goes, what stays."""
        say, holds, goes = self.speech, self._cash["drawer_fen"], self._count.total_fen
        return [
            (say("dayplace.deposit.holds"), yuan(holds), "drawer.books"),
            (say("dayplace.deposit.goes"), yuan(goes), "drawer.counted"),
            (say("dayplace.deposit.stays"), yuan(holds - goes), "drawer.stays"),
        ]

    def head(self) -> list[ft.Control]:
        """What waits for the bank, since when, and how near the limits are."""
        say, cash = self.speech, self._cash
        if not cash["undeposited_fen"]:
            return [named(text(say("dayplace.deposit.none"), look.SECOND, color=look.INK_2), "undeposited")]
        words = say("dayplace.fact.deposit", amount=yuan(cash["undeposited_fen"]), since=cash["since"])
        if cash["most_fen"] is not None and cash["most_days"] is not None:
            words += say("dayplace.deposit.limits", amount=yuan(cash["most_fen"]), days=cash["most_days"])
        amber = cash["grade"] != "calm"
        return [named(text(words, 17, bold=True, color=look.AMBER if amber else look.INK), "undeposited"), gap(2)]

    async def finished(self) -> None:
        """The clerk signs; the second person's signature is asked at once."""
        said, on = self.said, self.host.standing.day
        act = DepositCash(
            command=UUID(self.command), clerk=self.host.clerk, on=on, slip_no=said["slip_no"], bag_no=said["bag_no"],
            seal_no=said["seal_no"], counted=drawer.as_counted(self._count), reviewer=said["reviewer"],
        )  # fmt: skip
        answer = await self.host.do(act)
        last_count.forget(self.host.drafts, self.host.clerk)
        self.drop()
        assert self._before is not None, "a bag is made up from the day"
        waiting = {"act": "deposit", "on": on, "entry": answer["entry"], "named": said["reviewer"]}
        await self.host.show(Signing(self.host, self._before, waiting))

    def refused(self, failure: Failure) -> None:
        """A wrong sum is counted once more, with its words below the count."""
        if failure.field == "counted" and not self.counting:
            self._again()
            failure = type(failure)(failure.code, field="pieces", **failure.params)
        super().refused(failure)
