"""A draft of one sale 代开草稿: what has been said so far, what is asked now, what comes next. Pure.

The order of the fields is the order of speech: who asks, for whom, for what, how much, how it is paid.
How an answer is read stands in `station.ui.answers`; here only the walk through the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from schemas.money import yuan

METHODS = ("cash", "wechat", "alipay", "pos")
"""Methods of payment in the order of their digits."""

NOTHING_TO_PAY = "none"
"""The method of a sale whose taxes come to nothing."""

KINDS = ("goods", "services", "labour")
"""Kinds of item in the order of their digits, for an item that the short list lacks."""


class Field(StrEnum):
    """What is asked, in the order of speech."""

    APPLICANT = "applicant"
    ID = "id"
    PHONE = "phone"
    BUYER = "buyer"
    BUYER_ID = "buyer_id"
    ITEM = "item"
    KIND = "kind"
    AMOUNT = "amount"
    METHOD = "method"


ORDER = tuple(Field)
CHOICES: dict[Field, tuple[str, ...]] = {Field.KIND: KINDS, Field.METHOD: METHODS}
"""Fields that are chosen by a digit and hold no text."""

MARKS = ("id_type", "buyer_kind", "code", "listed")
"""What a draft knows beside its fields; no field asks for it."""


@dataclass(frozen=True, slots=True)
class Draft:
    """One sale in the making.

    `values` maps a field (or one of `MARKS`) to its normal form, an amount to its 分; `answered` are the fields that
    the clerk has confirmed; `offers` what this customer said last time; `typed` what stands unconfirmed in a box.
    """

    command: str
    on: str
    at: Field = Field.APPLICANT
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    answered: frozenset[Field] = frozenset()
    offers: Mapping[str, str] = field(default_factory=dict[str, str])
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    order_no: str | None = None

    @property
    def begun(self) -> bool:
        """Whether anything at all has been said."""
        return any(self.values.values()) or any(self.typed.values())

    @property
    def complete(self) -> bool:
        """Whether every field has its answer."""
        return not (set(ORDER) - self.answered)

    @property
    def amount_fen(self) -> int | None:
        """The amount with tax 价税合计 in 分, once it has been said."""
        return int(self.values[Field.AMOUNT]) if self.values.get(Field.AMOUNT) else None

    def said(self, at: str) -> str:
        """The normal form of what was said, or nothing."""
        return self.values.get(at, "")


def begin(command: str, on: str) -> Draft:
    """An empty draft for the business day `on`."""
    return Draft(command=command, on=on)


def box(draft: Draft) -> str:
    """What stands in the open box: what was being typed, else what was said, else what is offered."""
    if draft.at in draft.typed:
        return draft.typed[draft.at]
    if draft.at is Field.AMOUNT and draft.amount_fen is not None:
        return yuan(draft.amount_fen)
    return draft.values.get(draft.at, draft.offers.get(draft.at, ""))


def offered(draft: Draft) -> bool:
    """Whether what stands in the open box was not said this time."""
    return draft.at not in draft.typed and draft.at not in draft.answered


def write(draft: Draft, text: str) -> Draft:
    """The draft with `text` in its open box."""
    return replace(draft, typed={**draft.typed, draft.at: text})


def visit(draft: Draft, at: Field) -> Draft:
    """The draft with another field asked; nothing that was said or typed is lost."""
    return replace(draft, at=at)


def back(draft: Draft) -> Draft | None:
    """The draft one field back, or None at the first. The kind of a listed item is nobody's question."""
    earlier = ORDER[: ORDER.index(draft.at)]
    asked = [at for at in earlier if at is not Field.KIND or not draft.said("listed")]
    return visit(draft, asked[-1]) if asked else None


def choose(draft: Draft, digit: int) -> Draft:
    """The draft with the choice of that digit marked, not yet confirmed; an unknown digit changes nothing."""
    choices = CHOICES.get(draft.at, ())
    if not 1 <= digit <= len(choices):
        return draft
    return replace(draft, values={**draft.values, draft.at: choices[digit - 1]})


def fill(draft: Draft, *fields: Field, **said: str) -> Draft:
    """The draft with `said` taken in, `fields` confirmed, and the first open field asked."""
    confirmed = draft.answered | set(fields)
    left = {at: text for at, text in draft.typed.items() if at not in fields and at != draft.at}
    values = {**draft.values, **said}
    return replace(draft, values=values, answered=confirmed, typed=left, at=_first_open(confirmed))


def reopen(draft: Draft, at: Field) -> Draft:
    """The draft with a field asked again, because its answer was refused later."""
    return replace(draft, answered=draft.answered - {at}, at=at)


def _first_open(answered: frozenset[Field]) -> Field:
    return next((at for at in ORDER if at not in answered), Field.METHOD)


def to_json(draft: Draft) -> dict[str, Any]:
    """The draft as plain data, for the store."""
    return {
        "command": draft.command,
        "on": draft.on,
        "at": draft.at.value,
        "values": dict(draft.values),
        "answered": sorted(draft.answered),
        "offers": dict(draft.offers),
        "typed": dict(draft.typed),
        "order_no": draft.order_no,
    }


def from_json(data: Mapping[str, Any]) -> Draft:
    """The draft that `to_json` wrote."""
    return Draft(
        command=data["command"],
        on=data["on"],
        at=Field(data["at"]),
        values=dict(data["values"]),
        answered=frozenset(Field(at) for at in data["answered"]),
        offers=dict(data["offers"]),
        typed=dict(data["typed"]),
        order_no=data["order_no"],
    )
