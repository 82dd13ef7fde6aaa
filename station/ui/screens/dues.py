"""Collecting taxes that are owed 代征税款: who, what for, the dues oldest first with their surcharge, one payment."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import flet as ft

from schemas.failures import Failure, Refusal
from schemas.money import yuan
from schemas.paying import AWAITED
from station.counter.asking import Find
from station.counter.commands import CollectTax
from station.counter.questions import QuoteDues
from station.ui import dues_asking as asking
from station.ui import forms, typed
from station.ui.customer import NOTHING, Shown, due
from station.ui.deals import Deal
from station.ui.forms import Question
from station.ui.host import Host, Screen
from station.ui.readings import Hit, money_hits
from station.ui.screens.done import Done
from station.ui.screens.dues_panel import dues_panel, known_panel
from station.ui.screens.forming import FormScreen
from station.ui.screens.payment import Payment


class Dues(FormScreen):
    """Implements `station.ui.deals.Desk` for its own payment."""

    place: int | None = 2
    kind = "dues"

    def __init__(self, host: Host, before: Screen | None = None, order_no: str = "") -> None:
        super().__init__(host, before)
        self.order_no = order_no
        self._worked: dict[str, Any] | None = None
        self._known: tuple[Hit, ...] = ()

    def questions(self) -> tuple[Question, ...]:
        """Payer, source, period, method."""
        return asking.questions(self.host.standing.day)

    async def opened(self) -> None:
        """A form whose payment waits goes on with it."""
        await super().opened()
        if "command" not in self._form.said:
            self._form = replace(self._form, said={**self._form.said, "command": self.host.new_command()})

    def remark(self) -> str:
        """Whose dues."""
        return self.said.get("payer", "")

    def main_words(self) -> str:
        """The sum stands on the button once it is known."""
        if self._form.at is None and self._worked:
            return self.speech("ui.dues.take", amount=yuan(self._worked["total_fen"]))
        return super().main_words()

    async def submitted(self, text: str) -> None:
        """A payer who was found brings the number along; another due begins a new round of its questions."""
        at = self._form.at
        if at is not None and at.name == "payer" and text and len(self._known) == 1 and typed.clean(text).isdecimal():
            self._take(self._known[0])
            text = self._known[0].name
        if at is not None and at.name == "payer_id":
            self._form = forms.write(self._form, text)
            asking.require_payer({**self._form.said, "payer_id": typed.number(text)})
        await super().submitted(text)
        if at is not None and at.name == "more" and self._form.said["more"] == "yes":
            self._another()
            self.keep()
            self.host.redraw()

    def _take(self, hit: Hit) -> None:
        kind = "household" if len(hit.id) == 18 and hit.id[0] == "9" else "natural_person"
        said = {**self._form.said, "payer_kind": kind, "payer_id": hit.id}
        self._form = replace(self._form, said=said, answered=self._form.answered | {"payer_kind", "payer_id"})

    def _another(self) -> None:
        """The due that was said joins the list, and its questions are asked again."""
        listed = [*json.loads(self._form.said.get("dues") or "[]"), asking.due(self._form.said)]
        asked_again = {*asking.NAMED, "more"}
        said = {name: kept for name, kept in self._form.said.items() if name not in asked_again}
        self._form = replace(
            self._form, said={**said, "dues": json.dumps(listed)}, answered=self._form.answered - asked_again
        )

    async def consulted(self) -> None:
        """Work the dues out as soon as what they are is known."""
        self._worked, self._known = None, ()
        at = self._form.at
        if at is not None and at.name == "payer":
            wanted = typed.clean(self._form.typed.get("payer", ""))
            self._known = money_hits(await self.host.ask(Find(wanted, 8))) if wanted else ()
        if at is None or at.name == "method" or (at.name == "more" and self._form.said.get("principal")):
            said = {**self._form.said, **self.said}
            question = asking.asked(said, self.host.standing.day, self.host.standing.district)
            self._worked = await self.host.ask(QuoteDues(question))

    def beside(self) -> ft.Control | None:
        """Who was here, or the dues."""
        if self._worked:
            return dues_panel(self._worked, self.speech)
        return known_panel(self._known, self.speech)

    def _taxes(self) -> tuple[str, ...]:
        assert self._worked is not None, "dues are worked out before they are named"
        return tuple(dict.fromkeys(self.speech.choice("tax", one["tax"]) for one in self._worked["dues"]))

    def shown(self) -> Shown:
        """What the customer owes, once all dues are said."""
        at = self._form.at
        if self._worked is None or (at is not None and at.name != "method"):
            return NOTHING
        return due(self._worked["total_fen"], self._taxes(), self._form.said.get("method", ""))

    # ------------------------------------------------------------ the money
    async def finished(self) -> None:
        """Cash is taken at once; other money is written down before it is asked for."""
        assert self._worked is not None, "dues are worked out before they are paid"
        method = self._form.said["method"]
        if method in AWAITED or self.order_no:
            deal = Deal(
                command=self._form.said["command"], on=self.host.standing.day, name=self._form.said["payer"],
                method=method, amount_fen=self._worked["total_fen"], order_no=self.order_no or None, what=self._taxes(),
            )  # fmt: skip
            return await self.host.show(Payment(self.host, deal, self))
        return await self._collect(None)

    def ordered(self, order_no: str) -> None:
        """The form waits under the order number, and the next customer finds an empty one."""
        said = self._form
        self.drop()
        self._form, self.order_no = said, order_no
        self.keep()

    async def paid(self, order_no: str) -> None:
        """The money came."""
        await self._collect(order_no)

    async def unpaid(self) -> None:
        """How it is paid is asked again."""
        await self.opened()
        said = {name: kept for name, kept in self._form.said.items() if name != "method"}
        self.drop()
        self.order_no = ""
        self._form = replace(self._form, said=said, answered=frozenset(said))
        self.keep()
        await self.host.show(self)

    async def _collect(self, intent: str | None) -> None:
        assert self._worked is not None, "dues are worked out before they are paid"
        said, on = self._form.said, self.host.standing.day
        given = asking.collection(self._worked, said["command"], on, said["method"])
        answer = await self.host.do(CollectTax(clerk=self.host.clerk, collection=given, intent=intent))
        self.drop()
        await self.host.show(Done(self.host, answer))

    def refused(self, failure: Failure) -> None:
        """What is not owed is said under the form."""
        fields = {"taxpayer.id": "payer_id", "taxpayer.name": "payer", "quota.months": "quota_first"}
        at = fields.get(failure.field or "")
        super().refused(Refusal(failure.code, field=at, **failure.params) if at else failure)
