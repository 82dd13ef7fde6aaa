"""What a face may ask of the counter's further acts (docs/counter-acts.md). Questions change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class QuoteDues:
    """What a taxpayer owes 应征税款试算 with surcharges to the day of payment; `asked` is a `DuesAsked` as plain data."""

    asked: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RefundWays:
    """How the money of an entry would go back on a day 退还办法, before and after the papers were handed over."""

    entry: str
    on: str | None = None


CounterQuery: TypeAlias = QuoteDues | RefundWays
