"""Questions about appointments 预约: the times of a day, who comes, who was promised a time that another has too."""

from __future__ import annotations

from typing import Any

from schemas.acts.slots import KIND, Booking, nearest, read_slot
from station.counter.street import StreetQuestion
from station.counter.street_desk import person_key
from station.ledger import street_queries
from station.office.street.view import View


def day(view: View, question: StreetQuestion) -> dict[str, Any]:
    """The times of a site on a day that anybody has opened or booked; each with its room, bookings, and offers."""
    site = question.said.get("site") or view.ledger.profile["site"]
    on = view.today(question)
    acts = street_queries.acts_of_kind(view.cursor, f"{KIND}{site}-{on:%Y%m%d}-")
    slots = {record: read_slot(record, each) for record, each in acts.items()}
    return {
        "site": site,
        "on": on.isoformat(),
        "slots": [
            {
                "record": slot.record,
                "time": f"{slot.record[-4:-2]}:{slot.record[-2:]}",
                "room": slot.room,
                "free": slot.free,
                "kept": [_booking(view, one) for one in slot.kept],
                "over": [{**_booking(view, one), "offer": nearest(slots, slot.record)} for one in slot.over],
            }
            for slot in slots.values()
        ],
    }


def of_person(view: View, question: StreetQuestion) -> dict[str, Any]:
    """The times that a person was promised, at any site."""
    who = view.ledger.refer(person_key(question.said.get("person")))
    found: list[dict[str, Any]] = []
    for record in street_queries.records_of(view.cursor, who, KIND):
        slot = read_slot(record, street_queries.acts_on(view.cursor, record))
        for one in (*slot.kept, *slot.over):
            if one.person == who:
                found.append({"record": record, **_booking(view, one), "kept": one in slot.kept})
    return {"bookings": found}


def _booking(view: View, one: Booking) -> dict[str, Any]:
    said = view.said(one.entry)
    return {
        "booking": one.entry.hex(),
        "kind": one.kind,
        "promised_at": one.site,
        "person": said.get("person") if said else None,
    }


ANSWERS = {
    ("slots", "day"): day,
    ("slots", "person"): of_person,
}
