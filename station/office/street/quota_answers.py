"""What a household owes 应征, whole and with why, and the two rolls 定额户清册, 欠税清册 by their columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from schemas.books import FieldRow
from schemas.failures import BadInput, Refusal
from schemas.periods import TaxPeriod, period_of
from schemas.rules.arrears import Assessment, Due, PeriodDues, Standing, assessment_at, left_fen, owed
from schemas.rules.quota_record import QuotaRecord, Served, read_quota
from schemas.rules.shelf import pack_for
from station.counter.quotas import RECORDS
from station.counter.street import StreetQuestion
from station.counter.street_desk import person_key
from station.ledger import counter_queries, queries, street_queries
from station.office.street.household_answers import value_plain
from station.office.street.view import View, required


def told(view: View, question: StreetQuestion) -> dict[str, Any]:
    """What do I owe?: every period with bases, dues and why; the assessment, notices, and what may be objected to."""
    record, on = _record(view, question), view.today(question)
    known = _known(view, record)
    if not known.assessments:
        raise Refusal("quotas.none", field="record", record=record)
    periods = _periods(view, record, known, on)
    principal, fees = left_fen(periods)
    now = assessment_at(Standing(assessments=known.assessments), on)
    return {
        "record": record,
        "on": on.isoformat(),
        "principal_fen": principal,
        "late_fee_fen": fees,
        "total_fen": principal + fees,
        "periods": [_period(period) for period in periods if _matters(period)],
        "settled": [str(period.period) for period in periods if not _matters(period)],
        "dues": [_for_collect(period, due) for period in periods for due in period.dues if due.left_fen],
        "assessment": _assessment(now, known) if now else None,
        "suspensions": [[first.isoformat(), last.isoformat()] for first, last in known.suspensions],
        "served": [_served(paper) for paper in known.served],
        "objections": [{"notice_no": number, "on": day.isoformat()} for number, day in known.objections],
        "aside": [{"entry": entry, "why": why} for entry, why in known.aside],
    }


def quota_roll(view: View, question: StreetQuestion) -> dict[str, Any]:
    """定额户清册: one line a household, for the month of the day that is asked."""
    on = view.today(question)
    lines = [line for record, known in _all(view) if (line := _quota_line(view, record, known, on))]
    return {"on": on.isoformat(), "lines": [{"no": number, **line} for number, line in enumerate(lines, start=1)]}


def arrears_roll(view: View, question: StreetQuestion) -> dict[str, Any]:
    """欠税清册: one line a tax that is overdue on the day that is asked."""
    on = view.today(question)
    lines = [line for record, known in _all(view) for line in _arrears_lines(view, record, known, on)]
    return {
        "on": on.isoformat(),
        "lines": [{"no": number, **line} for number, line in enumerate(lines, start=1)],
        "left_fen": sum(line["left_fen"] for line in lines),
        "late_fee_fen": sum(line["late_fee_fen"] for line in lines),
    }


def _record(view: View, question: StreetQuestion) -> str:
    person = question.said.get("person")
    if person is not None:
        return f"{RECORDS}/{view.ledger.refer(person_key(person)).hex()}"
    record = required(question, "record")
    try:
        bytes.fromhex(record.removeprefix(f"{RECORDS}/"))
    except ValueError:
        raise BadInput("records.record", field="record") from None
    return record


def _known(view: View, record: str) -> QuotaRecord:
    return read_quota(street_queries.acts_on(view.cursor, record))


def _all(view: View) -> Iterator[tuple[str, QuotaRecord]]:
    for record, acts in street_queries.acts_of_kind(view.cursor, f"{RECORDS}/").items():
        known = read_quota(acts)
        if known.assessments:
            yield record, known


def _periods(view: View, record: str, known: QuotaRecord, on: date) -> list[PeriodDues]:
    """The periods with what this ledger holds of invoices and payments of the household."""
    person = bytes.fromhex(record.partition("/")[2])

    def invoiced(first: date) -> int:
        return counter_queries.invoiced_net(view.cursor, person, period_of("month", first))

    def collected(period: TaxPeriod) -> dict[str, int]:
        return counter_queries.collected(view.cursor, person, period)

    standing = Standing(
        assessments=known.assessments,
        suspensions=known.suspensions,
        declared=known.declared or {},
        invoiced=invoiced,
        collected=collected,
    )
    return owed(standing, on, lambda day: pack_for(view.packs, day))


def _matters(period: PeriodDues) -> bool:
    return period.unworked is not None or any(due.left_fen for due in period.dues)


def _period(period: PeriodDues) -> dict[str, Any]:
    return {
        "period": str(period.period),
        "from": period.period.first.isoformat(),
        "to": period.period.last.isoformat(),
        "due_on": period.due_on.isoformat(),
        "months": [
            {
                "first": month.first.isoformat(),
                "quota_fen": month.quota_fen,
                "invoiced_fen": month.invoiced_fen,
                "declared_fen": month.declared_fen,
                "base_fen": base.fen,
                "ground": base.ground,
                "must_declare": base.must_declare,
                "suspended": month.first in period.suspended,
            }
            for month, base in period.months
        ],
        "dues": [_due(due) for due in period.dues],
        "unworked": period.unworked,
    }


def _due(due: Due) -> dict[str, Any]:
    return {name: getattr(due, name) for name in Due.__dataclass_fields__} | {"cites": list(due.cites)}


def _for_collect(period: PeriodDues, due: Due) -> dict[str, Any]:
    """A due as `collect` takes it, with its surcharge to the day."""
    return {
        "tax": due.tax,
        "levy_item": due.levy_item,
        "period_from": period.period.first.isoformat(),
        "period_to": period.period.last.isoformat(),
        "due_on": period.due_on.isoformat(),
        "principal_fen": due.left_fen,
        "late_fee_fen": due.late_fee_fen,
    }


def _assessment(one: Assessment, known: QuotaRecord) -> dict[str, Any]:
    until = known.objection_until(one.notice_no)
    return {
        "notice_no": one.notice_no,
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "quota_fen": one.quota_fen,
        "filing": one.filing,
        "objection_until": until.isoformat() if until else None,
    }


def _served(paper: Served) -> dict[str, Any]:
    return {
        "paper": paper.paper,
        "number": paper.number,
        "on": paper.on.isoformat(),
        "way": paper.way,
        "receipt": paper.receipt,
        "pay_by": paper.pay_by,
    }


def _field(view: View, record: str, name: str) -> str | None:
    """The value of a field of the household, the first where several stand."""
    rows: tuple[FieldRow, ...] = queries.field_values(view.cursor, f"household/{record.partition('/')[2]}").get(
        name, ()
    )
    return value_plain(view, rows[0])["value"] if rows else None


def _who(view: View, record: str) -> dict[str, Any]:
    return {
        "name": _field(view, record, "name"),
        "identity": _field(view, record, "identity"),
        "operator": _field(view, record, "operator"),
        "phone": _field(view, record, "phone"),
    }


def _quota_line(view: View, record: str, known: QuotaRecord, on: date) -> dict[str, Any] | None:
    month = on.replace(day=1)
    one = assessment_at(Standing(assessments=known.assessments), month)
    if one is None:
        return None
    person = bytes.fromhex(record.partition("/")[2])
    invoiced = counter_queries.invoiced_net(view.cursor, person, period_of("month", month))
    over = max(0, invoiced - one.quota_fen) * 100 // one.quota_fen if one.quota_fen else 0
    end = period_of("month", month).last
    alone = Standing(assessments=[replace(one, first=month, last=end, filing="month")])
    periods = owed(alone, end + timedelta(days=1), lambda day: pack_for(view.packs, day))
    by_tax = {due.tax: due.due_fen for period in periods for due in period.dues}
    stopped = next(((first, last) for first, last in known.suspensions if first <= on <= last), None)
    served = next((paper for paper in known.served if paper.number == one.notice_no), None)
    return {
        **_who(view, record),
        "address": _field(view, record, "address"),
        "street": _field(view, record, "street"),
        "industry": _field(view, record, "industry"),
        "first": one.first.isoformat(),
        "last": one.last.isoformat(),
        "quota_fen": one.quota_fen,
        "invoiced_fen": invoiced,
        "over_percent": over,
        "vat_fen": by_tax.get("vat", 0),
        "pit_rate": one.pit_rate,
        "pit_fen": by_tax.get("pit", 0),
        "surcharges_fen": sum(fen for tax, fen in by_tax.items() if tax in ("urban", "edu", "local_edu")),
        "filing": one.filing,
        "agreement": _field(view, record, "agreement"),
        "suspended_from": stopped[0].isoformat() if stopped else None,
        "suspended_to": stopped[1].isoformat() if stopped else None,
        "notice_no": one.notice_no,
        "served_on": served.on.isoformat() if served else None,
        "standing": "suspended" if stopped else _field(view, record, "standing"),
        "manager": _field(view, record, "manager"),
    }


def _arrears_lines(view: View, record: str, known: QuotaRecord, on: date) -> Iterator[dict[str, Any]]:
    demands = [paper for paper in known.served if paper.paper == "demand"]
    last = max(demands, key=lambda paper: paper.on, default=None)
    stopped = any(first <= on <= end for first, end in known.suspensions)
    for period in _periods(view, record, known, on):
        for due in period.dues:
            if not due.left_fen or on <= period.due_on:
                continue
            kind = "suspended" if stopped else "this_year" if period.due_on.year == on.year else "earlier"
            yield {
                **_who(view, record),
                "tax": due.tax,
                "levy_item": due.levy_item,
                "from": period.period.first.isoformat(),
                "to": period.period.last.isoformat(),
                "due_on": period.due_on.isoformat(),
                "due_fen": due.due_fen,
                "paid_fen": due.paid_fen,
                "left_fen": due.left_fen,
                "late_days": due.late_days,
                "late_fee_fen": due.late_fee_fen,
                "total_fen": due.left_fen + due.late_fee_fen,
                "kind": kind,
                "demands": len(demands),
                "last_demand": f"{last.way} {last.on.isoformat()}" if last else None,
                "notice_no": last.number if last else None,
                "receipt": last.receipt if last else None,
                "authority": view.ledger.profile["authority"],
            }


ANSWERS = {
    ("quota", "owed"): told,
    ("quota", "roll"): quota_roll,
    ("quota", "arrears"): arrears_roll,
}
