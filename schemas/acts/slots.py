"""Appointments 预约: times in a shared book. Two stations may promise one time apart; both promises stand, and who has no room is
offered the nearest that has."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.acts.order import Act, in_order
from schemas.canonical import is_list

KIND = "slot/"
ONE = 1
"""Persons a time has room for, until somebody opens it for more."""


@dataclass(frozen=True, slots=True)
class Booking:
    """One promise, by the entry that gave it."""

    entry: bytes
    record: str
    kind: str
    person: bytes | None
    site: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A time: its room, who has it, and who was promised it as well."""

    record: str
    room: int = ONE
    kept: tuple[Booking, ...] = ()
    over: tuple[Booking, ...] = ()
    heads: tuple[bytes, ...] = ()

    @property
    def free(self) -> int:
        """How many more it can take."""
        return max(self.room - len(self.kept) - len(self.over), 0)


def read_slot(record: str, acts: Iterable[Act]) -> Slot:
    """The time as its acts say; the same from any order of arrival. A booking that was given up or moved is gone for good."""
    ordered = in_order(acts)
    room, bookings, gone = ONE, list[Booking](), set[bytes]()
    for act in ordered.acts:
        if act.name == "open" and type(act.detail.get("room")) is int:
            room = max(act.detail["room"], 0)
        elif act.name in ("book", "arrive"):
            bookings.append(Booking(act.id, record, str(act.detail.get("kind", "")), act.person, act.site))
        elif act.name in ("cancel", "leave") and is_list(act.detail.get("bookings")):
            gone |= {entry for entry in act.detail["bookings"] if isinstance(entry, bytes)}
    standing = sorted((one for one in bookings if one.entry not in gone), key=lambda one: one.entry)
    return Slot(record, room, tuple(standing[:room]), tuple(standing[room:]), ordered.heads)


def nearest(slots: Mapping[str, Slot], record: str) -> str | None:
    """The time with room that is nearest to this one, the earlier of two; all are of one site and day."""
    free = [one for one in slots.values() if one.free and one.record != record]
    return min(
        (one.record for one in free), key=lambda other: (abs(_minute(other) - _minute(record)), other), default=None
    )


def _minute(record: str) -> int:
    """Minutes since midnight of `…-HHMM`."""
    clock = record[-4:]
    return int(clock[:2]) * 60 + int(clock[2:]) if clock.isdecimal() else 0
