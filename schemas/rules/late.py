"""滞纳金: the surcharge on an overdue tax, by the day; and the day on which a period's tax is due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.periods import TaxPeriod, days_late
from schemas.periods import due_on as _due_on
from schemas.rules.pack import Pack
from schemas.rules.rates import nearest
from schemas.rules.why import Step


@dataclass(frozen=True, slots=True)
class Lateness:
    """Days from the day after the due date to the day of payment, both counted, and the surcharge in 分."""

    days: int
    fee_fen: int
    step: Step


def due_day(pack: Pack, period: TaxPeriod) -> date:
    """The last day to pay a period's tax 申报纳税期限; Refusal `periods.calendar_missing` for a year without holidays."""
    return _due_on(period, pack.calendar)


def lateness(pack: Pack, principal_fen: int, due: date, paid: date) -> Lateness:
    """The surcharge on one tax item: principal × rate × days, rounded once to the fen; there is no least amount."""
    days, rate = days_late(due, paid), pack.late_fee.rate
    fee = nearest(principal_fen * rate.up * days, rate.down)
    row = pack.late_fee.row
    values: dict[str, int | str] = {
        "principal_fen": principal_fen,
        "rate": rate.percent,
        "days": days,
        "due": str(due),
        "paid": str(paid),
        "fee_fen": fee,
    }
    return Lateness(days, fee, Step("rules.step.late_fee", values, row.id, row.cites))
