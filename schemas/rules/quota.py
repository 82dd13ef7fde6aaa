"""定期定额: what a household with an assessed quota owes for a period, with what was invoiced, declared, and suspended.

A quota is sales without tax for a month. Sales that were invoiced above it are taxed as invoiced; sales above it by
more than the province's share must be declared, and are then taxed as they are. A month that lies wholly inside a
registered suspension 停业 has no quota.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from schemas.failures import Refusal
from schemas.periods import TaxPeriod, period_of
from schemas.rules.answer import Quote
from schemas.rules.assess import laws_of, quote_case
from schemas.rules.case import Case, Party, Priced
from schemas.rules.law import Law
from schemas.rules.pack import Pack
from schemas.rules.prior import Prior
from schemas.rules.rates import Rate


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """What an assessment says of a household: where it is, what it sells, its filing period, its income-tax rate."""

    district: str
    place: str
    item: str
    period: str
    pit_rate: Rate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One month of sales without tax, in 分: the quota, what was invoiced, what the household declared (None: nothing)."""

    first: date
    quota_fen: int
    invoiced_fen: int = 0
    declared_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """What a month is taxed on, by which ground (`quota`, `invoiced`, `declared`), and whether it must be declared."""

    fen: int
    ground: str
    must_declare: bool


def quota_after_suspension(quota_fen: int, month: TaxPeriod, suspensions: Iterable[tuple[date, date]]) -> int:
    """The quota of a month: none where one registered suspension (first day, last day) covers all of it."""
    idle = any(first <= month.first and month.last <= last for first, last in suspensions)
    return 0 if idle else quota_fen


def base_of(pack: Pack, month: Month) -> Base:
    """The base of one month, the greatest of what holds for it."""
    rate = pack.quota.over_share
    sold = max(month.invoiced_fen, month.declared_fen or 0)
    must_declare = (sold - month.quota_fen) * rate.down > month.quota_fen * rate.up
    if must_declare and month.declared_fen is not None and month.declared_fen >= month.invoiced_fen:
        return Base(month.declared_fen, "declared", must_declare=True)
    if month.invoiced_fen > month.quota_fen:
        return Base(month.invoiced_fen, "invoiced", must_declare)
    return Base(month.quota_fen, "quota", must_declare)


def tax_on_quota(pack: Pack, household: Household, months: Sequence[Month]) -> Quote:
    """The tax of a filing period on the bases of its months; one month, or the three of a quarter.

    Refusal `rules.quota_mixed` when the law changes inside the period: then each month is declared by itself.
    """
    assert len(months) == (3 if household.period == "quarter" else 1), "a period has all of its months"
    sales = sum(base_of(pack, month).fen for month in months)
    cases = [_case(household, period_of("month", month.first).last, sales) for month in months]
    laws = [_figures(laws_of(case, pack)[household.item]) for case in cases]
    if any(law != laws[0] for law in laws):
        raise Refusal("rules.quota_mixed", first=str(months[0].first))
    return quote_case(cases[-1], Prior(), pack)


def _figures(law: Law) -> tuple[object, ...]:
    """The figures of a law, whatever documents they rest on."""
    return (
        law.vat.rate,
        law.vat.divisor,
        law.vat.exempt,
        law.threshold.limit,
        [(charge.tax, charge.rates) for charge in law.charges],
        {tax: exemption.limit for tax, exemption in law.exemptions.items()},
        {tax: half.share for tax, half in law.halves.items()},
    )


def _case(household: Household, day: date, sales_fen: int) -> Case:
    return Case(
        on=day,
        obligation_on=day,
        district=household.district,
        place=household.place,
        payer="household",
        period=household.period,
        months=1,
        invoices=((Party("natural_person", None), (Priced(household.item, sales_fen, True, 0),)),),
        pit_rate=household.pit_rate,
        pit_method=None,
    )
