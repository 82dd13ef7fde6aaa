"""The law of one day for one payer and one item: the clauses of a pack that apply, looked up once and kept."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import chain
from typing import Protocol, TypeVar

from schemas.failures import Refusal
from schemas.rules.clauses import Charge, Exemption, Half, Pit, Property, Stamp, Threshold, Vat, Withholding
from schemas.rules.pack import Pack
from schemas.rules.rows import Row
from schemas.words import say


class Clause(Protocol):
    """Anything that stands in a row of a pack."""

    @property
    def row(self) -> Row: ...


_C = TypeVar("_C", bound=Clause)


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """What applies to one payer's item on a day; a tax that has no clause here is not taken at the counter."""

    vat: Vat
    threshold: Threshold
    charges: tuple[Charge, ...]
    exemptions: dict[str, Exemption]
    halves: dict[str, Half]
    stamp: Stamp | None
    property: Property | None
    pit: dict[str, Pit]
    withholding: tuple[Withholding, ...]


def law_for(pack: Pack, day: date, payer: str, item: str) -> Law:
    """The law of `day`; Refusal `rules.not_covered` names the payer, item and day for which the pack has no rule."""
    starts = stretches(pack)
    return _law(pack, starts[bisect_right(starts, day) - 1], payer, item)


@lru_cache(maxsize=64)
def stretches(pack: Pack) -> tuple[date, ...]:
    """The days on which the tax law of a pack changes; between two of them it stands still."""
    return stretches_of(pack, (clause.row for clause in all_clauses(pack)))


def stretches_of(pack: Pack, rows: Iterable[Row]) -> tuple[date, ...]:
    """The first days of the stretches into which rows divide the pack's days."""
    changes = chain.from_iterable((row.first, row.last + timedelta(days=1)) for row in rows)
    return tuple(sorted({pack.first, *(day for day in changes if pack.covers(day))}))


def all_clauses(pack: Pack) -> tuple[Clause, ...]:
    """Every clause by which tax is worked out."""
    return (
        *pack.vat,
        *pack.not_covered,
        *pack.thresholds,
        *pack.charges,
        *pack.charge_exemptions,
        *pack.halves,
        *pack.stamp,
        *pack.property_tax,
        *pack.pit,
        *pack.withholding,
    )


def applying(clauses: Iterable[_C], day: date, payer: str, item: str) -> tuple[_C, ...]:
    """Those of the clauses that speak of the payer's item on that day."""
    return tuple(clause for clause in clauses if clause.row.speaks_of(day, payer, item))


@lru_cache(maxsize=4096)
def _law(pack: Pack, day: date, payer: str, item: str) -> Law:
    def found(clauses: Iterable[_C]) -> tuple[_C, ...]:
        return applying(clauses, day, payer, item)

    def one(clauses: Iterable[_C]) -> _C | None:
        return next(iter(found(clauses)), None)

    vat, threshold = one(pack.vat), one(pack.thresholds)
    if vat is None or threshold is None:
        raise Refusal("rules.not_covered", on=str(day), missing=f"{_named(payer)} · {_named(item)}", pack=pack.id)
    return Law(
        vat=vat,
        threshold=threshold,
        charges=found(pack.charges),
        exemptions={tax: exemption for exemption in found(pack.charge_exemptions) for tax in exemption.taxes},
        halves={tax: half for half in found(pack.halves) for tax in half.taxes},
        stamp=one(stamp for stamp in pack.stamp if stamp.at_counter),
        property=one(pack.property_tax),
        pit={clause.method: clause for clause in found(pack.pit)},
        withholding=found(pack.withholding),
    )


def _named(word: str) -> str:
    """A word of the vocabulary as a person and a program read it."""
    return f"{say(f'rules.word.{word}')} ({word})"
