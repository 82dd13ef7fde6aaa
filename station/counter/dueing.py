"""Working out what a taxpayer owes 应征税款试算, by name, from a quota, or from an application without an invoice. Pure.

The answer is the contract's `dues`, ready for `collect`: the late surcharge 滞纳金 stands to the day of payment, and what
was collected for the period before is taken off, tax by tax.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from schemas.application import Application, DuesAsked, KnownDue, QuotaAsked, Taxpayer
from schemas.failures import Refusal
from schemas.periods import TaxPeriod, period_of
from schemas.rules.answer import Quote
from schemas.rules.assess import quote
from schemas.rules.case import obligation_day
from schemas.rules.late import due_day, lateness
from schemas.rules.pack import Pack
from schemas.rules.prior import Prior
from schemas.rules.quota import Household, Month, base_of, quota_after_suspension, tax_on_quota
from schemas.rules.rates import read_rate

PackOf = Callable[[date], Pack]
Collected = Mapping[str, int]
"""Tax → what was collected for the period before, in 分."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DuesView:
    """What is known of the taxpayer: net sales invoiced in each month, taxes collected of the period, earlier sales."""

    invoiced: Mapping[date, int]
    collected: Collected
    prior: Prior


def period_asked(asked: DuesAsked) -> TaxPeriod | None:
    """The filing period of a quota or an application; None for dues that each name their own."""
    if asked.quota is not None:
        return period_of("month" if len(asked.quota.months) == 1 else "quarter", asked.quota.months[0].first)
    if asked.application is not None:
        return _period_of_application(asked.application)
    return None


def work_dues(asked: DuesAsked, view: DuesView, pack_of: PackOf) -> dict[str, Any]:
    """The dues with their surcharges, the oldest first, and how each was found; refusals of the rules as they come."""
    if asked.quota is not None:
        return _from_quota(asked, asked.quota, view, pack_of)
    if asked.application is not None:
        return _from_application(asked, asked.application, view, pack_of)
    dues = [_late(due.model_dump(mode="json", exclude_none=True), due, asked.on, pack_of) for due in asked.dues]
    return _answer(asked.taxpayer, dues, {"source": "named"})


def _from_quota(asked: DuesAsked, quota: QuotaAsked, view: DuesView, pack_of: PackOf) -> dict[str, Any]:
    period = period_asked(asked)
    assert period is not None
    pack = pack_of(period.last)
    months = [_month(month.first, month.quota_fen, month.declared_fen, quota, view) for month in quota.months]
    household = Household(
        district=quota.district,
        place=quota.location,
        item=quota.item,
        period=period.kind,
        pit_rate=read_rate(quota.pit_rate) if quota.pit_rate else None,
    )
    worked = tax_on_quota(pack, household, months)
    bases = [
        {
            "first": month.first.isoformat(),
            "base_fen": base.fen,
            "ground": base.ground,
            "must_declare": base.must_declare,
        }
        for month, base in ((month, base_of(pack, month)) for month in months)
    ]
    dues = _of_quote(worked, period, view.collected, asked.on, pack, pack_of)
    return _answer(asked.taxpayer, dues, {"source": "quota", "months": bases, **_pack(worked)})


def _month(first: date, quota_fen: int, declared: int | None, quota: QuotaAsked, view: DuesView) -> Month:
    standing = quota_after_suspension(quota_fen, period_of("month", first), quota.suspensions)
    return Month(
        first=first, quota_fen=standing, invoiced_fen=max(0, view.invoiced.get(first, 0)), declared_fen=declared
    )


def _from_application(asked: DuesAsked, application: Application, view: DuesView, pack_of: PackOf) -> dict[str, Any]:
    """The tax of a sale that is collected without an invoice; what a buyer withholds is not taken here."""
    pack = pack_of(obligation_day(application))
    worked = quote(application, view.prior, pack)
    dues = _of_quote(worked, _period_of_application(application), {}, asked.on, pack, pack_of)
    return _answer(asked.taxpayer, dues, {"source": "application", **_pack(worked)})


def _period_of_application(application: Application) -> TaxPeriod:
    day = obligation_day(application)
    registered = application.taxpayer.kind != "natural_person"
    return period_of((application.taxpayer.period or "month") if registered else "day", day)


def _of_quote(
    worked: Quote, period: TaxPeriod, collected: Collected, on: date, pack: Pack, pack_of: PackOf
) -> list[dict[str, Any]]:
    """The lines that the counter collects; a single transaction is due on its own day."""
    due = period.last if period.kind == "day" else due_day(pack, period)
    found: list[dict[str, Any]] = []
    for line in worked.taxes:
        principal = line.due_fen - collected.get(line.tax, 0)
        if line.collector != "counter" or principal <= 0:
            continue
        known = KnownDue(
            tax=line.tax,  # pyright: ignore[reportArgumentType] -- pydantic checks the word
            levy_item=line.levy_item,
            period_from=line.period_from.isoformat(),  # pyright: ignore[reportArgumentType] -- read by the model
            period_to=line.period_to.isoformat(),  # pyright: ignore[reportArgumentType] -- read by the model
            due_on=due.isoformat(),  # pyright: ignore[reportArgumentType] -- read by the model
            principal_fen=principal,
        )
        found.append(_late(known.model_dump(mode="json", exclude_none=True), known, on, pack_of))
    return found


def _late(said: dict[str, Any], due: KnownDue, on: date, pack_of: PackOf) -> dict[str, Any]:
    """A due with its surcharge by the law of the day of payment; nothing is late before its day."""
    if on <= due.due_on:
        return {**said, "late_fee_fen": 0, "days_late": 0}
    late = lateness(pack_of(on), due.principal_fen, due.due_on, on)
    return {**said, "late_fee_fen": late.fee_fen, "days_late": late.days}


def _pack(worked: Quote) -> dict[str, Any]:
    return {"pack": {"id": worked.pack_id, "version": worked.pack_version, "hash": worked.pack_digest.hex()}}


def _answer(taxpayer: Taxpayer, dues: list[dict[str, Any]], how: dict[str, Any]) -> dict[str, Any]:
    ordered = sorted(dues, key=lambda due: (due["due_on"], due["period_from"]))
    if not ordered:
        raise Refusal("collecting.nothing_due", field="dues")
    return {
        "taxpayer": taxpayer.model_dump(mode="json", by_alias=True, exclude_none=True),
        "dues": ordered,
        "principal_fen": sum(due["principal_fen"] for due in ordered),
        "late_fee_fen": sum(due["late_fee_fen"] for due in ordered),
        "total_fen": sum(due["principal_fen"] + due["late_fee_fen"] for due in ordered),
        **how,
    }
