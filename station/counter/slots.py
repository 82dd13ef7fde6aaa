"""Deciding on appointments 预约: a time is opened, booked, given up, moved to another."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from schemas.acts.slots import Slot, read_slot
from schemas.facts.acts import RecordActed
from schemas.failures import BadInput, Refusal
from station.counter.street import StreetAct
from station.counter.street_desk import Desk, acted, detail_of
from station.ports import Decision

KIND = "street.slot/1"
RECORD = re.compile(r"slot/[0-9A-Z]{4,10}-[A-Z][0-9]{4}-[0-9]{8}-(?:[01][0-9]|2[0-3])[0-5][0-9]")
MOST_ROOM = 100
_NEEDS: dict[str, dict[str, type]] = {
    "open": {"room": int},
    "book": {"kind": str},
    "cancel": {"booking": str},
    "move": {"booking": str, "to": str},
}


def decide_slot(act: StreetAct, desk: Desk, other: Callable[[str], Slot]) -> Decision:
    """One act on a time; BadInput `slots.record`, `street.*`; Refusal `slots.full`, `slots.no_booking`."""
    if act.step not in _NEEDS:
        raise BadInput("street.step", field="step", step=act.step)
    record = require_time(act.record, "record")
    detail = detail_of(act.said, _NEEDS[act.step], may={})
    slot = read_slot(record, desk.acts)
    if act.step == "open":
        if not 0 <= detail["room"] <= MOST_ROOM:
            raise BadInput("street.field", field="room", name="room")
        return acted(act, record, desk, detail, KIND)
    if act.step == "book":
        if not slot.free:
            raise Refusal("slots.full", field="record", record=record)
        return acted(act, record, desk, detail, KIND)
    gone = _booking(slot, detail["booking"])
    leaving = acted(replace(act, step="cancel", said={}), record, desk, {"bookings": [gone.entry]}, KIND)
    if act.step == "cancel":
        return leaving
    target = require_time(detail["to"], "to")
    room = other(target)
    if not room.free or target == record:
        raise Refusal("slots.full", field="to", record=target)
    arriving = RecordActed(
        record=target,
        act="arrive",
        on=act.on,
        after=list[Any](room.heads),
        detail={"kind": gone.kind, "from": record},
        person=gone.person,
    )
    return replace(leaving, facts=(*leaving.facts, arriving))


def _booking(slot: Slot, entry: str) -> Any:
    found = next((one for one in (*slot.kept, *slot.over) if one.entry.hex() == entry), None)
    if found is None:
        raise Refusal("slots.no_booking", field="booking", record=slot.record)
    return found


def require_time(record: object, field: str) -> str:
    """A time is `slot/SITE-YYYYMMDD-HHMM`."""
    if not isinstance(record, str) or not RECORD.fullmatch(record):
        raise BadInput("slots.record", field=field)
    return record
