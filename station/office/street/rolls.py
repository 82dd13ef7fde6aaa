"""The two rolls 定额户清册 and 欠税清册 as the lines of a report, by the columns that the bureau's form has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from schemas.apply import Cursor
from schemas.rules.pack import Pack
from schemas.sheets import Cell
from station.counter.street import StreetQuestion
from station.ledger.ledger import Ledger
from station.ledger.street_queries import days_of
from station.office.street import quota_answers, room_answers
from station.office.street.view import View

_HOUSEHOLD = {
    "name": "name", "uscc": "identity", "operator": "operator", "phone": "phone", "address": "address", "street": "street",
    "industry": "industry", "quota_from": "first", "quota_to": "last", "month_quota_fen": "quota_fen",
    "month_invoiced_fen": "invoiced_fen", "vat_month_fen": "vat_fen", "pit_rate": "pit_rate", "pit_month_fen": "pit_fen",
    "surcharges_fen": "surcharges_fen", "filing_period": "filing", "paused_from": "suspended_from", "paused_to": "suspended_to",
    "notice_no": "notice_no", "notice_on": "served_on", "standing": "standing", "officer": "manager",
}  # fmt: skip
_ARREAR = {
    "name": "name", "identifier": "identity", "operator": "operator", "phone": "phone", "tax": "tax", "sub_item": "levy_item",
    "belongs_from": "from", "belongs_to": "to", "due_on": "due_on", "dues_fen": "due_fen", "settled_fen": "paid_fen",
    "principal_fen": "left_fen", "days_late": "late_days", "late_fee_to_date_fen": "late_fee_fen", "sum_fen": "total_fen",
    "arrear_class": "kind", "reminders_count": "demands", "demand_no": "notice_no", "served": "receipt",
    "authority": "authority",
}  # fmt: skip


def rolls(
    ledger: Ledger, cursor: Cursor, packs: Sequence[Pack], report: str, first: str, last: str
) -> dict[str, list[dict[str, Cell]]]:
    """The lines of the roll that a report is, on its last day, or of the room on each day; none for any other report."""
    view = View(ledger, cursor, packs)
    if report == "households":
        question = StreetQuestion(room="quota", ask="roll", said={"on": last})
        return {"households": [_household(line) for line in quota_answers.quota_roll(view, question)["lines"]]}
    if report == "arrears":
        question = StreetQuestion(room="quota", ask="arrears", said={"on": last})
        return {"arrears": [_arrear(line) for line in quota_answers.arrears_roll(view, question)["lines"]]}
    if report == "volume":
        return {"room": list(_room(view, first, last))}
    return {}


def _room(view: View, first: str, last: str) -> Iterator[dict[str, Cell]]:
    """A line a day on which somebody took a number here; times in minutes and seconds."""
    site = view.ledger.profile["site"]
    for on in days_of(view.cursor, site, first, last):
        told = room_answers.times(view, StreetQuestion(room="queue", ask="times", said={"site": site, "on": on}))
        yield {
            "on": on,
            "numbers_count": told["taken"],
            "served_count": told["finished"],
            "given_up_count": told["abandoned"],
            "mean_wait": _minutes(told["wait_s"]),
            "longest_wait": _minutes(told["longest_wait_s"]),
            "mean_service": _minutes(told["service_s"]),
            "overtime_count": told["overtime"],
        }


def _minutes(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02d}"


def _household(line: dict[str, Any]) -> dict[str, Cell]:
    told: dict[str, Cell] = {column: line[name] for column, name in _HOUSEHOLD.items()}
    return told | {
        "levy_method": "by_quota",
        "over_share": f"{line['over_percent']}%",
        "has_agreement": "has" if line["agreement"] else "has_not",
    }


def _arrear(line: dict[str, Any]) -> dict[str, Cell]:
    told: dict[str, Cell] = {column: line[name] for column, name in _ARREAR.items()}
    return told | {"last_reminder": (line["last_demand"] or "").replace(" ", ", ") or None}
