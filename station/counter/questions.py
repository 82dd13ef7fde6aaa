"""What a face may ask of the counter's further acts (docs/counter-acts.md). Questions change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class QuoteDues:
    """What a taxpayer owes 应征税款试算 with surcharges to the day of payment; `asked` is a `DuesAsked` as plain data."""

    asked: dict[str, Any]


CounterQuery: TypeAlias = QuoteDues
