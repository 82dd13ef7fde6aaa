"""Changing the law without fear: how two packs differ in their rows, and what a month of real sales would pay under each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from schemas.failures import Refusal
from schemas.rules.answer import Quote
from schemas.rules.assess import quote_case
from schemas.rules.case import Case
from schemas.rules.pack import Pack
from schemas.rules.prior import Prior
from schemas.rules.why import Step


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two documents: where, and the value before and after (None: it is not there)."""

    place: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One sale under two packs: totals and taxes in 分, or why a pack refuses it; the steps that only one of them has."""

    ref: str
    before_fen: int | None
    after_fen: int | None
    by_tax: dict[str, int]
    refused_before: str | None
    refused_after: str | None
    only_before: tuple[Step, ...]
    only_after: tuple[Step, ...]

    @property
    def changed(self) -> bool:
        """Whether the customer pays another amount, of another tax, or is refused under one pack only."""
        return bool(self.by_tax) or self.refused_before != self.refused_after


def pack_changes(before: Pack, after: Pack) -> tuple[Change, ...]:
    """Every difference, rows matched by their id."""
    return tuple(_changes("", before.document, after.document))


def try_pack(sales: Iterable[tuple[str, Case, Prior]], before: Pack, after: Pack) -> tuple[Trial, ...]:
    """Each sale (reference, case, prior sums) worked out under both packs.

    A sale of a day that a pack does not speak for is worked out as if it were of that pack's first day: so a law of
    next year can be tried on a month of this year.
    """
    return tuple(_try(ref, case, prior, before, after) for ref, case, prior in sales)


def totals(trials: Iterable[Trial]) -> dict[str, int]:
    """How much more (or less) of each tax all sales together would pay after the change."""
    sums: dict[str, int] = {}
    for trial in trials:
        for tax, fen in trial.by_tax.items():
            sums[tax] = sums.get(tax, 0) + fen
    return sums


def _try(ref: str, case: Case, prior: Prior, before: Pack, after: Pack) -> Trial:
    old, new = _answer(case, prior, before), _answer(case, prior, after)
    old_steps = old.steps if isinstance(old, Quote) else ()
    new_steps = new.steps if isinstance(new, Quote) else ()
    return Trial(
        ref=ref,
        before_fen=old.total_fen if isinstance(old, Quote) else None,
        after_fen=new.total_fen if isinstance(new, Quote) else None,
        by_tax=_by_tax(old, new) if isinstance(old, Quote) and isinstance(new, Quote) else {},
        refused_before=None if isinstance(old, Quote) else old,
        refused_after=None if isinstance(new, Quote) else new,
        only_before=tuple(step for step in old_steps if step not in new_steps),
        only_after=tuple(step for step in new_steps if step not in old_steps),
    )


def _answer(case: Case, prior: Prior, pack: Pack) -> Quote | str:
    """The quote, or the code of the refusal."""
    if not pack.covers(case.obligation_on):
        case = replace(case, on=pack.first, obligation_on=pack.first)
    try:
        return quote_case(case, prior, pack)
    except Refusal as refusal:
        return refusal.code


def _by_tax(old: Quote, new: Quote) -> dict[str, int]:
    """Tax → how much more is collected; only what differs."""
    sums: dict[str, int] = {}
    for sign, quote in ((-1, old), (1, new)):
        for line in quote.taxes:
            if line.collector == "counter":
                sums[line.tax] = sums.get(line.tax, 0) + sign * line.due_fen
    return {tax: fen for tax, fen in sums.items() if fen}


def _changes(place: str, before: Any, after: Any) -> Iterator[Change]:
    old, new = _named(before), _named(after)
    if old is None or new is None:
        if before != after:
            yield Change(place, before, after)
        return
    for name in [*old, *(name for name in new if name not in old)]:
        inner = f"{place}.{name}" if place else name
        if name in old and name in new:
            yield from _changes(inner, old[name], new[name])
        else:
            yield Change(inner, old.get(name), new.get(name))


def _named(value: Any) -> dict[str, Any] | None:
    """The named parts of a value: an object's fields, or a list's rows by their ids."""
    if isinstance(value, dict):
        return cast("dict[str, Any]", value)
    if isinstance(value, list):
        rows = cast("list[Any]", value)
        if all(isinstance(row, dict) and "id" in row for row in rows):
            return {row["id"]: row for row in rows}
    return None
