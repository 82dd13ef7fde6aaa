"""Deciding on the room 大厅: a number is given, the next is called, served, passed on, or gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.acts import Act as RecordAct
from schemas.acts.slots import Slot
from schemas.acts.visits import KINDS, Visit, in_turn, next_number, read_visit, step
from schemas.failures import BadInput, Refusal
from station.counter.slots import require_time
from station.counter.street import StreetAct
from station.counter.street_desk import Desk, acted, detail_of, fresh_record, require_known, require_record
from station.ports import Decision

KIND = "street.visit/1"
RECORDS = "visit"
_NEEDS: dict[str, dict[str, type]] = {
    "take": {"kind": str},
    "next": {"window": str},
    "call": {"window": str},
    "start": {},
    "finish": {},
    "transfer": {"kind": str},
    "absent": {},
    "come_back": {},
    "leave": {},
}
_MAY: dict[str, dict[str, type]] = {"take": {"priority": str, "slot": str, "booking": str}, "next": {"kinds": list}}


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomView:
    """What is known of this site's day: everybody's number, when an entry was written, the times of the book."""

    visits: Sequence[Visit]
    at: Callable[[bytes], int]
    slot: Callable[[str], Slot]


def decide_visit(act: StreetAct, desk: Desk, room: RoomView) -> Decision:
    """One act; BadInput `street.*`, `slots.record`; Refusals `queue.*`, `slots.no_booking`, `street.word`."""
    if act.step not in _NEEDS:
        raise BadInput("street.step", field="step", step=act.step)
    detail = detail_of(act.said, _NEEDS[act.step], may=_MAY.get(act.step, {}))
    if act.step == "take":
        return _take(act, desk, room, detail)
    if act.step == "next":
        return _next(act, desk, room, detail)
    record = require_record(RECORDS, act)
    if not desk.acts:
        raise Refusal("queue.none", field="record", record=record)
    visit = read_visit(record, desk.acts)
    step(visit, _probe(record, act.step, act.on, detail))
    return acted(act, record, desk, detail, KIND)


def _take(act: StreetAct, desk: Desk, room: RoomView, detail: dict[str, Any]) -> Decision:
    """A number for whoever came; one that has booked is told from the book."""
    require_known(tuple(KINDS), detail["kind"], "kind")
    if ("slot" in detail) != ("booking" in detail):
        raise BadInput("street.field", field="slot", name="slot")
    if "slot" in detail:
        slot = room.slot(require_time(detail["slot"], "slot"))
        booked = {one.entry.hex() for one in (*slot.kept, *slot.over)}
        here = detail["slot"].startswith(f"slot/{desk.site}-{act.on.replace('-', '')}-")
        if detail["booking"] not in booked or not here:
            raise Refusal("slots.no_booking", field="booking", record=detail["slot"])
        if any(one.booking == detail["booking"] for one in room.visits):
            raise Refusal("queue.taken", field="booking", record=detail["slot"])
    record = fresh_record(RECORDS, act, desk)
    given = {**detail, "number": next_number(room.visits, detail["kind"])}
    step(Visit(record=record), _probe(record, "take", act.on, given))
    return acted(act, record, desk, given, KIND)


def _next(act: StreetAct, desk: Desk, room: RoomView, detail: dict[str, Any]) -> Decision:
    """Whoever's turn it is; Refusal `queue.nobody`."""
    for kind in detail.get("kinds", ()):
        require_known(tuple(KINDS), kind, "kinds")
    waiting = in_turn(room.visits, room.at, detail.get("kinds", ()))
    if not waiting:
        raise Refusal("queue.nobody", field="kinds")
    chosen = waiting[0]
    called = replace(act, step="call", record=chosen.record, said={})
    return acted(called, chosen.record, replace(desk, heads=chosen.heads), {"window": detail["window"]}, KIND)


def _probe(record: str, name: str, on: str, detail: dict[str, Any]) -> RecordAct:
    return RecordAct(id=bytes(32), record=record, name=name, on=on, detail=detail)
