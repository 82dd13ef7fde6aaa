"""Is the sale within a limit? Thresholds of VAT and of the education charges, counted exactly, with what was sold before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.failures import Refusal
from schemas.money import yuan
from schemas.rules.case import Priced
from schemas.rules.clauses import Limit, Threshold
from schemas.rules.prior import Sums
from schemas.rules.rates import Rate, nearest


@dataclass(frozen=True, slots=True)
class Tried:
    """One limit tried: over what it counts, the sale's share, what was before, sales without tax, and the outcome.

    `sales_fen` is rounded for reading; `within` was decided exactly. `before_within` says whether what was sold before
    was within the limit by itself.
    """

    counted: str
    test: str
    limit_fen: int
    share_fen: int
    before_fen: int
    sales_fen: int
    within: bool
    before_within: bool


def try_limit(limit: Limit, gross_fen: int, months: int, divisor: Rate, period: str | None, prior: Sums) -> Tried:
    """Whether (gross ÷ months + before) ÷ (1 + divisor) is within the limit."""
    counted, limit_fen = limit.over(period)
    before = prior.over(counted)
    scale = divisor.down + divisor.up
    sales = (gross_fen + before * months) * divisor.down
    within = limit.holds(sales, scale * months, limit_fen)
    return Tried(
        counted=counted,
        test=limit.test,
        limit_fen=limit_fen,
        share_fen=nearest(gross_fen, months),
        before_fen=before,
        sales_fen=_readable(sales, scale * months, limit_fen, within),
        within=within,
        before_within=limit.holds(before * divisor.down, scale, limit_fen),
    )


def _readable(sales: int, scale: int, limit_fen: int, within: bool) -> int:
    """Sales rounded to the fen; where that would hide on which side of the limit they fall, to the next fen on that side."""
    rounded = nearest(sales, scale)
    if rounded * scale != sales and rounded == limit_fen:
        return limit_fen - 1 if within else limit_fen + 1
    return rounded


def try_threshold(
    threshold: Threshold,
    lines: Sequence[Priced],
    gross: Sequence[int],
    months: int,
    divisor: Rate,
    period: str | None,
    prior: Sums,
) -> Tried:
    """The VAT threshold. Where groups of items are counted apart, all groups must come to the same answer.

    Earlier sales are counted with each group: which group they belonged to is not known, and a taxed sale is never
    called exempt. Refusal `rules.apart` when one group is within the limit and another is not.
    """
    spread = months if threshold.spread else 1
    groups = [
        sum(fen for line, fen in zip(lines, gross, strict=True) if line.item in items) for items in threshold.apart
    ] or [sum(gross)]
    counted = [fen for fen in groups if fen] or [0]
    tests = [try_limit(threshold.limit, fen, spread, divisor, period, prior) for fen in counted]
    if len({test.within for test in tests}) > 1:
        raise Refusal("rules.apart", field="invoices", limit=yuan(threshold.limit.over(period)[1]))
    return max(tests, key=lambda test: test.sales_fen)
