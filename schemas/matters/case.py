"""The one engine of all matters: a case 办件 is what its signed acts come to.

Acts are taken in their order (`schemas.acts`). One that its flow does not allow where it stands is lost to nobody: it is set
aside with its reason until a person has seen it (`settle`), and changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from schemas.acts import Act, in_order
from schemas.canonical import is_list
from schemas.failures import Failure, Refusal
from schemas.matters.catalogue import Catalogue, Flow, Matter
from schemas.matters.check import NEW
from schemas.matters.guards import heard, require
from schemas.periods import HolidayCalendar, read_day

RANKS = {"deliver": 0, "decide": 1, "answer": 2, "hand_over": 3, "supply": 4, "extend": 5, "withdraw": 7, "settle": 9}
"""Of acts written apart: what has happened to paper first, a withdrawal after it. Others stand between."""
_OTHERS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it stands 办件状态."""

    record: str
    matter: str | None = None
    state: str = NEW
    ended: bool = False
    person: bytes | None = None
    accepted_on: str | None = None
    given: frozenset[str] = frozenset()
    missing: tuple[str, ...] = ()
    office: str | None = None
    answer: str | None = None
    outcome: str | None = None
    paper_no: str | None = None
    way: str | None = None
    asked_on: str | None = None
    pauses: tuple[tuple[str, str], ...] = ()
    extended: int = 0
    acts: tuple[Act, ...] = ()
    aside: tuple[tuple[Act, str], ...] = ()
    seen: frozenset[bytes] = frozenset()
    waiting: int = 0
    heads: tuple[bytes, ...] = ()

    @property
    def disputed(self) -> tuple[tuple[Act, str], ...]:
        """What was set aside and no person has seen yet."""
        return tuple(pair for pair in self.aside if pair[0].id not in self.seen)


def read_case(record: str, acts: Iterable[Act], catalogue: Catalogue) -> Case:
    """The case that these acts come to; the same from any order of arrival."""
    ordered = in_order(acts, _rank)
    case = Case(record=record, waiting=len(ordered.waiting), heads=ordered.heads)
    for act in ordered.acts:
        try:
            case = step(case, act, catalogue)
        except Failure as refusal:
            case = replace(case, aside=(*case.aside, (act, refusal.code)))
    return case


def step(case: Case, act: Act, catalogue: Catalogue) -> Case:
    """The case behind one more act; Refusal `matters.*` when its flow, its matter or its papers do not allow it."""
    if act.name == "settle":
        return replace(case, seen=case.seen | _named(act.detail), acts=(*case.acts, act))
    read_day(act.on, "on")
    code = case.matter or _text(act.detail, "matter")
    matter, flow = catalogue.matter(code), catalogue.flow_of(code)
    if act.detail.get("matter", code) != code:
        raise Refusal("matters.other_matter", field="matter", matter=code)
    to = _target(flow, case.state, act.name)
    require(case, act, matter)
    heard_ = heard(replace(case, matter=code, acts=(*case.acts, act)), act, matter)
    return replace(heard_, state=to, ended=to in flow.ends)


def possible(case: Case, catalogue: Catalogue) -> tuple[str, ...]:
    """The acts that the flow allows now; those that begin any case when there is none yet."""
    if case.matter is None:
        return ("notice", "accept")
    flow = catalogue.flow_of(case.matter)
    return tuple(dict.fromkeys(step.act for step in flow.steps if case.state in step.origins))


def due_on(case: Case, matter: Matter, calendar: HolidayCalendar) -> date | None:
    """The last day of the time limit 办结期限; None before acceptance.

    Days on which the case waited for the person's papers do not count. Refusal `periods.calendar_missing`.
    """
    if case.accepted_on is None:
        return None
    first, limit = read_day(case.accepted_on), matter.limit
    paused = [(read_day(start), read_day(end)) for start, end in case.pauses]
    if limit.kind == "days":
        still = sum((end - start).days for start, end in paused)
        ordinal = first.toordinal() + limit.days + case.extended + still
        return calendar.add_working_days(date.fromordinal(ordinal), 0)
    still = sum(calendar.working_days(start, end) - (not calendar.rests(start)) for start, end in paused)
    return calendar.add_working_days(first, limit.days + case.extended + still)


def overdue(case: Case, matter: Matter, calendar: HolidayCalendar, today: date) -> int:
    """By how many working days the answer is late 超期工作日; 0 while it is not, or while the person's papers are awaited."""
    due = due_on(case, matter, calendar)
    if due is None or case.ended or case.state == "decided" or case.asked_on is not None or today <= due:
        return 0
    return calendar.working_days(due, today) - (not calendar.rests(due))


def _rank(name: str) -> int:
    return RANKS.get(name, _OTHERS)


def _target(flow: Flow, state: str, act: str) -> str:
    for each in flow.steps:
        if each.act == act and state in each.origins:
            return each.to
    raise Refusal("matters.not_now", field="step", step=act, state=state)


def _text(detail: Mapping[str, Any], name: str) -> str:
    found = detail.get(name)
    if not isinstance(found, str):
        raise Refusal("matters.needs", field=name, name=name)
    return found


def _named(detail: Mapping[str, Any]) -> frozenset[bytes]:
    named = detail.get("acts")
    if not is_list(named) or not all(isinstance(id_, bytes) for id_ in named):
        raise Refusal("matters.needs", field="acts", name="acts")
    return frozenset(named)
