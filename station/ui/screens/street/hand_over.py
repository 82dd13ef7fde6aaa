"""Invoices handed over to a household 发票领用: what it may take, the forms on top of the pile, both signatures."""

from __future__ import annotations

from typing import Any

import flet as ft

from schemas.failures import BadInput, Refusal
from station.counter.street import StreetQuestion
from station.ui import look
from station.ui.forms import Question, Said, number_of
from station.ui.host import Host, Screen
from station.ui.screens.street.form import After, StreetForm
from station.ui.street_reading import MayTake, may_take, signature
from station.ui.widgets.marks import column, filler, named, rule
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import labelled, text

KINDS = ("sheet", "roll", "fixed")


class HandOver(StreetForm):
    """The receiver signs the receipt; the clerk signs by Enter."""

    kind = "hand_over"

    def __init__(self, host: Host, before: Screen, after: After) -> None:
        super().__init__(host, before, after)
        self._record, self._may = "", dict[str, MayTake]()
        self._next: list[dict[str, Any]] = []

    def questions(self) -> tuple[Question, ...]:
        """Who, which kind, how many; then the numbers as they are scanned, and who signs for them."""
        return (
            Question(name="identity", read=number_of),
            Question(name="kind", choices=KINDS),
            Question(name="count", read=_count),
            Question(name="code", read=number_of, offer=lambda _: self._of("code")),
            Question(name="first_number", read=number_of, offer=lambda _: self._of("first")),
            Question(name="last_number", read=number_of, offer=self._last),
            Question(name="receiver"),
            Question(name="receiver_id", read=number_of),
            Question(name="slip_no", read=number_of),
        )

    async def consulted(self) -> None:
        """What the household may take, and what lies on top."""
        said = self._form.said
        if "identity" not in self._form.answered:
            return
        person = {"name": "-", "id": said["identity"]}
        told = await self.host.ask(StreetQuestion(room="supply", ask="stock", said={"person": person}))
        self._record, self._may = told["record"], may_take(told)
        asked: dict[str, Any] = {"count": int(said["count"])} if "count" in self._form.answered else {}
        self._next = (await self.host.ask(StreetQuestion(room="supply", ask="next", said=asked)))["next"]
        if "kind" in self._form.answered and said["kind"] not in self._may:
            raise Refusal("supply.not_allowed", field="kind", kind=self.speech(f"streetplace.of.kind.{said['kind']}"))

    def beside(self) -> ft.Control | None:
        """What it may take, by kind."""
        if not self._record:
            return None
        say = self.speech
        rows = [
            named(
                labelled(
                    say(f"streetplace.of.kind.{one.kind}"),
                    say("streetplace.hand_over.may", count=one.may_take, held=one.held, taken=one.taken),
                    look.BODY,
                ),
                f"may.{one.kind}",
            )
            for one in self._may.values()
        ]
        none = [] if rows else [text(say("streetplace.hand_over.nothing"), look.SECOND, color=look.INK_2)]
        head = text(say("streetplace.hand_over.allowed"), look.SECTION, bold=True)
        manners = text(say("streetplace.hand_over.both"), look.SECOND, color=look.INK_2)
        return panel(head, rule(look.HEAD_LINE), column(*rows, *none, spacing=10), filler(), manners)

    async def finished(self) -> None:
        """Both records move in one entry."""
        said = self.said
        given = {
            "kind": said["kind"],
            "code": said["code"],
            "first": said["first_number"],
            "last": said["last_number"],
            "signature": signature(said),
            "person": {"name": said["receiver"], "id": said["receiver_id"]},
        }
        await self.act("supply", "hand_over", self._record, given)
        await self.done("hand_over", first=said["first_number"], last=said["last_number"])

    def refused(self, failure: Any) -> None:
        """A wrong range stands at its first number, too many at the count."""
        at = {"first": "first_number", "last": "count", "person": "receiver_id"}.get(failure.field or "")
        super().refused(type(failure)(failure.code, field=at, **failure.params) if at else failure)

    def _of(self, name: str) -> str:
        return str(self._next[0][name]) if self._next else ""

    def _last(self, said: Said) -> str:
        first, count = said.get("first_number", ""), said.get("count", "")
        return f"{int(first) + int(count) - 1:0{len(first)}d}" if first.isdecimal() and count else ""


def _count(text: str, at: str) -> str:
    """How many forms. BadInput `supply.count`."""
    said = number_of(text, at)
    if not said.isdecimal() or not 0 < int(said) <= 10_000:
        raise BadInput("supply.count", field=at, most=10_000)
    return said
