"""A draft of one sale 代开草稿: what has been said so far, what is asked now, what comes next. Pure.

The order of the fields is the order of speech: who asks, for whom, for what, how much, how it is paid.
How an answer is read stands in `station.ui.answers`; here only the walk through the fields.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from schemas.money import yuan
from station.ui.sale_fields import CALLED_BY, CHOICES, MONEY, NOTHING_TO_PAY, Field, asked, called_with

__all__ = [
    "CHOICES",
    "NOTHING_TO_PAY",
    "Draft",
    "Field",
    "back",
    "begin",
    "box",
    "choose",
    "fill",
    "offered",
    "reopen",
    "settle",
    "unsettle",
    "visit",
    "write",
]


@dataclass(frozen=True, slots=True)
class Draft:
    """One sale in the making.

    `values` maps a field (or one of `MARKS`) to its normal form, an amount to its 分; `answered` are the fields that
    the clerk has confirmed; `offers` what this customer said last time; `typed` what stands unconfirmed in a box;
    `before` and `after` are the other lines of the invoice around the one that `values` speaks of.
    """

    command: str
    on: str
    at: Field = Field.APPLICANT
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    answered: frozenset[Field] = frozenset()
    offers: Mapping[str, str] = field(default_factory=dict[str, str])
    typed: Mapping[str, str] = field(default_factory=dict[str, str])
    order_no: str | None = None
    before: tuple[Mapping[str, str], ...] = ()
    after: tuple[Mapping[str, str], ...] = ()

    @property
    def asked(self) -> tuple[Field, ...]:
        """The fields that are asked, by what was said so far, in the order of speech."""
        sold = (line.get(Field.KIND, "") for line in (self.values, *self.before, *self.after))
        return asked(self.values, sold)

    @property
    def begun(self) -> bool:
        """Whether anything at all has been said."""
        return any(self.values.values()) or any(self.typed.values())

    @property
    def complete(self) -> bool:
        """Whether every field has its answer."""
        return not (set(self.asked) - self.answered)

    @property
    def amount_fen(self) -> int | None:
        """The price of the open line in 分, once it has been said; with tax 价税合计 unless the line is marked `net`."""
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
    if draft.at in MONEY and draft.said(draft.at):
        return yuan(int(draft.said(draft.at)))
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
    """The draft one field back, or None at the first. The kind of a listed item is nobody's question.

    Back from a field that was called for and says nothing is not to call for it.
    """
    if draft.at in CALLED_BY and draft.at is called_with(draft.at)[0] and not draft.said(draft.at):
        return dismiss(draft)
    earlier = draft.asked[: draft.asked.index(draft.at)]
    shown = [at for at in earlier if at is not Field.KIND or not draft.said("listed")]
    return visit(draft, shown[-1]) if shown else None


def call_for(draft: Draft, at: Field) -> Draft:
    """The draft that asks for a field which is asked on demand only, and what belongs to it; the payment is open again."""
    opened = unsettle(draft)
    unsaid = {other for other in called_with(at) if not draft.said(other)}
    called = replace(opened, values={**opened.values, CALLED_BY[at]: "1"}, answered=opened.answered - unsaid)
    return visit(called, at)


def dismiss(draft: Draft) -> Draft:
    """The draft that does not ask for its open field, nor for those that were called for with it."""
    return fill(draft, **dict.fromkeys((CALLED_BY[draft.at], *called_with(draft.at)), ""))


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
    filled = replace(draft, values={**draft.values, **said}, answered=confirmed, typed=left)
    return replace(filled, at=_first_open(filled))


def reopen(draft: Draft, at: Field) -> Draft:
    """The draft with a field asked again, because its answer was refused later."""
    return replace(draft, answered=draft.answered - {at}, at=at)


def settle(draft: Draft, total_fen: int | None) -> Draft:
    """The draft once it is known what is to be paid: for nothing no method is asked, for something one must be."""
    if total_fen == 0 and Field.METHOD not in draft.answered:
        return fill(draft, Field.METHOD, method=NOTHING_TO_PAY)
    if total_fen and draft.said(Field.METHOD) == NOTHING_TO_PAY:
        return unsettle(draft)
    return draft


def unsettle(draft: Draft) -> Draft:
    """The draft with its payment open again, because what is paid for is about to change."""
    values = {name: said for name, said in draft.values.items() if name != Field.METHOD}
    opened = replace(draft, values=values, answered=draft.answered - {Field.METHOD})
    return replace(opened, at=Field.METHOD) if draft.at is Field.METHOD else opened


def _first_open(draft: Draft) -> Field:
    return next((at for at in draft.asked if at not in draft.answered), Field.METHOD)
