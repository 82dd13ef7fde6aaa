"""What every quota household owes 应征, worked out at the centre by the code of the counter: one line a period and tax."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.acts import Act
from schemas.periods import TaxPeriod
from schemas.rules.arrears import PackOf, PeriodDues, Standing, owed
from schemas.rules.quota_record import read_quota


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What the books hold of a household: net sales invoiced by month, taxes collected by period and tax, in 分."""

    invoiced: Callable[[bytes, date], int]
    collected: Callable[[bytes, TaxPeriod], Mapping[str, int]]


def work_dues(
    records: Iterable[tuple[str, Iterable[Act]]], sums: Sums, on: date, pack_of: PackOf
) -> Iterator[tuple[str, list[PeriodDues]]]:
    """Each household with its periods, in the order in which they come."""
    for record, acts in records:
        known, person = read_quota(acts), bytes.fromhex(record.partition("/")[2])
        standing = Standing(
            assessments=known.assessments,
            suspensions=known.suspensions,
            declared=known.declared or {},
            invoiced=lambda first, person=person: sums.invoiced(person, first),
            collected=lambda period, person=person: sums.collected(person, period),
        )
        yield record, owed(standing, on, pack_of)


def lines_of(record: str, period: PeriodDues) -> Iterator[dict[str, Any]]:
    """The lines of one period as plain data; one without a tax where it could not be worked out as a whole."""
    head = {
        "household": record.partition("/")[2],
        "from": period.period.first.isoformat(),
        "to": period.period.last.isoformat(),
        "due_on": period.due_on.isoformat(),
        "bases": [[month.first.isoformat(), base.fen, base.ground] for month, base in period.months],
    }
    if period.unworked is not None:
        yield {**head, "unworked": period.unworked}
    for due in period.dues:
        yield {
            **head,
            "tax": due.tax,
            "due_fen": due.due_fen,
            "paid_fen": due.paid_fen,
            "left_fen": due.left_fen,
            "late_days": due.late_days,
            "late_fee_fen": due.late_fee_fen,
            "rule": due.rule,
        }
