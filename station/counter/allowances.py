"""The offline allowance 离线额度: what was issued since the centre last had it all, against what was granted.

It is refilled by the centre's frontier alone: what that covers is no longer counted. At the limit only issuing stops.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.books import AllowanceRow
from schemas.facts import InvoiceIssued
from schemas.failures import Refusal
from schemas.money import plain_yuan

HOUR_MS = 3_600_000
FULL_PERCENT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What stands behind the centre's frontier: net amount in fen by number source, invoices, age of the oldest entry."""

    by_source: Mapping[str, int] = field(default_factory=dict[str, int])
    count: int = 0
    waiting_ms: int = 0

    @property
    def amount_fen(self) -> int:
        """The net amount of all sources."""
        return sum(self.by_source.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """How a device stands with its allowance; `granted` is None for one that was never given any.

    `sources` bounds single number sources, in fen; `lent_…` stands against the grant, `borrowed_…` beside it.
    """

    granted: AllowanceRow | None = None
    sources: Mapping[str, int] = field(default_factory=dict[str, int])
    spent: Spent = field(default_factory=Spent)
    lent_fen: int = 0
    lent_count: int = 0
    borrowed_fen: int = 0
    borrowed_count: int = 0

    @property
    def amount_fen(self) -> int:
        """The net amount that may be out in all."""
        return (self.granted.amount_fen if self.granted else 0) - self.lent_fen + self.borrowed_fen

    @property
    def count(self) -> int:
        """How many invoices may be out in all."""
        return (self.granted.count if self.granted else 0) - self.lent_count + self.borrowed_count


def used_percent(allowance: Allowance) -> int:
    """The share that is used of the measure that is nearest to its end, in whole percent; 100 and more: nothing is left."""
    granted, spent = allowance.granted, allowance.spent
    if granted is None:
        return FULL_PERCENT
    shares = [
        (spent.amount_fen, allowance.amount_fen),
        (spent.count, allowance.count),
        (spent.waiting_ms, granted.hours * HOUR_MS),
        *((spent.by_source.get(source, 0), most) for source, most in allowance.sources.items()),
    ]
    return max(used * FULL_PERCENT // most if most > 0 else FULL_PERCENT for used, most in shares)


def grade(allowance: Allowance) -> str:
    """`calm`, `amber` or `red` by the percentages of the grant, `spent` at the limit."""
    used, granted = used_percent(allowance), allowance.granted
    if granted is None or used >= FULL_PERCENT:
        return "spent"
    if used >= granted.red_percent:
        return "red"
    return "amber" if used >= granted.amber_percent else "calm"


def require_allowed(allowance: Allowance, invoices: Sequence[InvoiceIssued], authority: str) -> None:
    """Whether these invoices may still be issued before the centre hears of them; `authority` can grant more.

    Refusals `allowance.none`, `allowance.count`, `allowance.amount`, `allowance.source`, `allowance.hours`.
    """
    granted, spent = allowance.granted, allowance.spent
    if granted is None:
        raise Refusal("allowance.none", authority=authority)
    if spent.count + len(invoices) > allowance.count:
        raise Refusal(
            "allowance.count", authority=authority, granted=allowance.count, spent=spent.count, asked=len(invoices)
        )
    asked = _by_source(invoices)
    _require_amount(allowance.amount_fen, spent.amount_fen, sum(asked.values()), authority)
    for source, fen in asked.items():
        if source in allowance.sources:
            _require_source(source, allowance.sources[source], spent.by_source.get(source, 0), fen, authority)
    if spent.waiting_ms >= granted.hours * HOUR_MS:
        hours = spent.waiting_ms // HOUR_MS
        raise Refusal("allowance.hours", authority=authority, granted=granted.hours, spent=hours)


def _by_source(invoices: Sequence[InvoiceIssued]) -> dict[str, int]:
    asked: dict[str, int] = {}
    for invoice in invoices:
        asked[invoice.source] = asked.get(invoice.source, 0) + invoice.net_fen
    return asked


def _require_amount(granted: int, spent: int, asked: int, authority: str) -> None:
    if spent + asked > granted:
        raise Refusal(
            "allowance.amount",
            authority=authority,
            granted=plain_yuan(granted),
            spent=plain_yuan(spent),
            asked=plain_yuan(asked),
        )


def _require_source(source: str, granted: int, spent: int, asked: int, authority: str) -> None:
    if spent + asked > granted:
        raise Refusal(
            "allowance.source",
            authority=authority,
            source=source,
            granted=plain_yuan(granted),
            spent=plain_yuan(spent),
            asked=plain_yuan(asked),
        )
