"""What a quota household owes 应征 on a day, period by period, and why: assessments, suspensions, declarations, what was paid.

Each filing period that has ended since the first assessment is worked out by the law of its time; what was collected for it is
taken off tax by tax; the rest bears the surcharge 滞纳金 from the day after its due date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Literal

from schemas.failures import Refusal
from schemas.periods import TaxPeriod, period_of
from schemas.rules.answer import Quote
from schemas.rules.late import due_day, lateness
from schemas.rules.pack import Pack
from schemas.rules.quota import Base, Household, Month, base_of, quota_after_suspension, tax_on_quota
from schemas.rules.rates import read_rate

PackOf = Callable[[date], Pack]
OBJECTION_DAYS = 30
"""So many days after it was served may an assessment be objected to (总局令第16号)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A quota 核定定额: sales without tax a month, from the first month to the last; `entry` says who gave it."""

    notice_no: str
    first: date
    last: date
    quota_fen: int
    item: str
    district: str
    location: str
    filing: Literal["month", "quarter"]
    pit_rate: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that is known of a household's dues: assessments in the order in which they were given, and what was sold and paid."""

    assessments: Sequence[Assessment]
    suspensions: Sequence[tuple[date, date]] = ()
    declared: Mapping[date, int] = field(default_factory=dict[date, int])
    invoiced: Callable[[date], int] = lambda _: 0
    collected: Callable[[TaxPeriod], Mapping[str, int]] = lambda _: {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One tax of one period: due, paid, left, the days it is late and the surcharge on what is left, in 分."""

    tax: str
    levy_item: str
    base_fen: int
    rate: str
    due_fen: int
    paid_fen: int
    left_fen: int
    late_days: int
    late_fee_fen: int
    rule: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodDues:
    """One filing period: the bases of its months with their grounds, its last day to pay, its dues.

    `unworked` names the rule by which it cannot be worked out as a whole.
    """

    period: TaxPeriod
    due_on: date
    months: tuple[tuple[Month, Base], ...]
    dues: tuple[Due, ...]
    suspended: tuple[date, ...] = ()
    unworked: str | None = None


def owed(standing: Standing, on: date, pack_of: PackOf) -> list[PeriodDues]:
    """Every period that has ended before `on`, the oldest first; Refusal `rules.not_covered` where no law is at hand."""
    return [_period(standing, period, on, pack_of) for period in _ended(standing, on)]


def assessment_at(standing: Standing, month: date) -> Assessment | None:
    """The assessment that holds for a month: the last one given that covers it."""
    covering = [one for one in standing.assessments if one.first <= month <= one.last]
    return covering[-1] if covering else None


def left_fen(periods: Sequence[PeriodDues]) -> tuple[int, int]:
    """What is left to pay of all periods: principal and surcharges."""
    dues = [due for period in periods for due in period.dues]
    return sum(due.left_fen for due in dues), sum(due.late_fee_fen for due in dues)


def _ended(standing: Standing, on: date) -> Iterator[TaxPeriod]:
    """The filing periods from the first assessed month on, by the kind of filing that holds in each."""
    if not standing.assessments:
        return
    month = min(one.first for one in standing.assessments).replace(day=1)
    while month < on:
        assessment = assessment_at(standing, month)
        period = period_of(assessment.filing if assessment else "month", month)
        if period.last >= on:
            return
        if assessment is not None:
            yield period
        month = date.fromordinal(period.last.toordinal() + 1)


def _period(standing: Standing, period: TaxPeriod, on: date, pack_of: PackOf) -> PeriodDues:
    pack = pack_of(period.last)
    assessments = [assessment_at(standing, first) for first in _months(period)]
    rule = next(one for one in reversed(assessments) if one is not None)
    idle = tuple(
        first
        for first in _months(period)
        if not quota_after_suspension(1, period_of("month", first), standing.suspensions)
    )
    months = [
        Month(
            first=first,
            quota_fen=one.quota_fen if one is not None and first not in idle else 0,
            invoiced_fen=max(0, standing.invoiced(first)),
            declared_fen=standing.declared.get(first),
        )
        for first, one in zip(_months(period), assessments, strict=True)
    ]
    bases = tuple((month, base_of(pack, month)) for month in months)
    due = due_day(pack, period)
    try:
        worked = _worked(pack, _household(rule, period), tuple(months))
    except Refusal as refusal:
        return PeriodDues(period=period, due_on=due, months=bases, dues=(), suspended=idle, unworked=refusal.code)
    dues = _dues(worked, standing.collected(period), due, on, pack_of)
    return PeriodDues(period=period, due_on=due, months=bases, dues=dues, suspended=idle)


@lru_cache(maxsize=20_000)
def _worked(pack: Pack, household: Household, months: tuple[Month, ...]) -> Quote:
    """The tax of a period; many households have the same quota."""
    return tax_on_quota(pack, household, months)


def _household(one: Assessment, period: TaxPeriod) -> Household:
    return Household(
        district=one.district,
        place=one.location,
        item=one.item,
        period=period.kind,
        pit_rate=read_rate(one.pit_rate) if one.pit_rate else None,
    )


def _dues(worked: Quote, collected: Mapping[str, int], due: date, on: date, pack_of: PackOf) -> tuple[Due, ...]:
    found: list[Due] = []
    for line in worked.taxes:
        if line.collector != "counter" or line.due_fen <= 0:
            continue
        paid = min(collected.get(line.tax, 0), line.due_fen)
        left = line.due_fen - paid
        late = lateness(pack_of(on), left, due, on) if left and on > due else None
        found.append(
            Due(
                tax=line.tax,
                levy_item=line.levy_item,
                base_fen=line.base_fen,
                rate=str(line.rate),
                due_fen=line.due_fen,
                paid_fen=paid,
                left_fen=left,
                late_days=late.days if late else 0,
                late_fee_fen=late.fee_fen if late else 0,
                rule=line.rule,
                cites=tuple(line.cites),
            )
        )
    return tuple(found)


def _months(period: TaxPeriod) -> list[date]:
    """The first days of a period's months."""
    first, found = period.first, list[date]()
    while first <= period.last:
        found.append(first)
        first = date.fromordinal(period_of("month", first).last.toordinal() + 1)
    return found
