"""Questions about matters 事项: the catalogue, one case, the cases of a person or a state, what is overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from schemas.failures import Refusal
from schemas.matters import Case, due_on, overdue, read_case, shipped_catalogue
from schemas.matters.case import possible
from schemas.matters.plain import matter_plain
from schemas.periods import HolidayCalendar
from station.counter.matters import RECORDS
from station.counter.street import StreetQuestion
from station.counter.street_desk import person_key
from station.ledger import street_queries
from station.office.street.view import View, required


def one(view: View, question: StreetQuestion) -> dict[str, Any]:
    """A case whole; Refusal `matters.no_case`."""
    record = required(question, "record")
    case = read_case(record, street_queries.acts_on(view.cursor, record), shipped_catalogue())
    if case.matter is None:
        raise Refusal("matters.no_case", field="record", record=record)
    today = view.today(question)
    return {
        **_brief(case, today, view.calendar(today)),
        "given": sorted(case.given),
        "missing": list(case.missing),
        "office": case.office,
        "answer": case.answer,
        "outcome": case.outcome,
        "paper_no": case.paper_no,
        "way": case.way,
        "possible": list(possible(case, shipped_catalogue())),
        "person": _person(view, case),
        "acts": [view.told(act) for act in case.acts],
        "disputed": [{**view.told(act), "why": why} for act, why in case.disputed],
        "waiting": case.waiting,
    }


def listed(view: View, question: StreetQuestion) -> dict[str, Any]:
    """The cases, of one person or in one state if that is said."""
    today, state = view.today(question), question.said.get("state")
    calendar = view.calendar(today)
    cases = [case for case in _cases(view, question) if state is None or case.state == state]
    return {"cases": [_brief(case, today, calendar) for case in cases]}


def alarms(view: View, question: StreetQuestion) -> dict[str, Any]:
    """Cases that are late 超期, by working days, the latest first; and those that have something to be settled."""
    today = view.today(question)
    calendar = view.calendar(today)
    told = [_brief(case, today, calendar) for case in _cases(view, question)]
    late = sorted((case for case in told if case["late_days"]), key=lambda case: (-case["late_days"], case["record"]))
    return {
        "on": today.isoformat(),
        "late": late,
        "disputed": [case for case in told if case["disputed_count"]],
    }


def catalogue(_: View, question: StreetQuestion) -> dict[str, Any]:
    """All matters, or the one that is named."""
    known = shipped_catalogue()
    if "matter" in question.said:
        return matter_plain(known.matter(required(question, "matter")))
    return {"matters": [matter_plain(matter) for matter in known.matters.values()]}


def _cases(view: View, question: StreetQuestion) -> Iterator[Case]:
    person = question.said.get("person")
    begins = f"{RECORDS}/"
    if person is not None:
        who = view.ledger.refer(person_key(person))
        for record in street_queries.records_of(view.cursor, who, begins):
            yield read_case(record, street_queries.acts_on(view.cursor, record), shipped_catalogue())
        return
    for record, acts in street_queries.acts_of_kind(view.cursor, begins).items():
        yield read_case(record, acts, shipped_catalogue())


def _brief(case: Case, today: date, calendar: HolidayCalendar) -> dict[str, Any]:
    matter = shipped_catalogue().matters.get(case.matter or "")
    try:
        due = due_on(case, matter, calendar) if matter else None
        late = overdue(case, matter, calendar, today) if matter else 0
    except Refusal:
        due, late = None, None
    return {
        "record": case.record,
        "matter": case.matter,
        "name": {"zh": matter.name.zh, "en": matter.name.en} if matter else None,
        "state": case.state,
        "ended": case.ended,
        "accepted_on": case.accepted_on,
        "due_on": due.isoformat() if due else None,
        "late_days": late,
        "disputed_count": len(case.disputed),
    }


def _person(view: View, case: Case) -> Any:
    """Who asked, where this station may read it."""
    blocks = (view.said(act.id) for act in case.acts if act.person is not None)
    return next((block["person"] for block in blocks if block and "person" in block), None)


ANSWERS = {
    ("matters", "case"): one,
    ("matters", "cases"): listed,
    ("matters", "alarms"): alarms,
    ("matters", "catalogue"): catalogue,
}
