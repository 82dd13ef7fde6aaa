"""Doing an act of the street station: the room is found, given what stands on the record, and its decision is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from schemas.acts import in_order
from schemas.acts.slots import read_slot
from schemas.apply import Cursor
from schemas.failures import BadInput
from schemas.matters import shipped_catalogue
from schemas.periods import read_day
from station.counter import directory, households, mailings, matters, queueing, quotas, slots, supplies
from station.counter.street import StreetAct
from station.counter.street_desk import Desk
from station.ledger import queries, street_queries
from station.ledger.ledger import Ledger
from station.office.form_state import forms_view
from station.office.street.directory_answers import drawer, pending_looks
from station.office.street.room_answers import room_of, written_at
from station.ports import Decision

Decide = Callable[[Cursor], Decision]
Room = Callable[["StreetActing", Cursor, StreetAct], Decision]


class StreetActing:
    """The street's acts on one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def way(self, act: StreetAct) -> tuple[Decide, str]:
        """How an act is decided, and the kind of its entry; BadInput `street.room` when no room takes it."""
        read_day(act.on, "on")
        if act.room not in ROOMS:
            raise BadInput("street.room", field="room", room=act.room)
        room, kind = ROOMS[act.room]
        return lambda cursor: room(self, cursor, act), kind

    def desk(self, cursor: Cursor, record: str | None) -> Desk:
        """This site, and what stands on a record."""
        acts = street_queries.acts_on(cursor, record) if record is not None else []
        profile = self.ledger.profile
        return Desk(
            site=profile["site"],
            site_kind=profile["kind"],
            refer=self.ledger.refer,
            acts=acts,
            heads=in_order(acts).heads,
        )

    def matter(self, cursor: Cursor, act: StreetAct) -> Decision:
        """An act of a case."""
        return matters.decide_matter(act, self.desk(cursor, act.record), shipped_catalogue())

    def household(self, cursor: Cursor, act: StreetAct) -> Decision:
        """An act on the record of a household."""
        begins = act.record is None and act.step == "register"
        record = households.record_of(act.said.get("identity"), self.ledger.refer) if begins else str(act.record)
        view = households.HouseholdView(
            values=queries.field_values(cursor, record),
            refer=self.ledger.refer,
            known=lambda other: bool(queries.field_values(cursor, other)),
        )
        return households.decide_household(act, view)

    def quota(self, cursor: Cursor, act: StreetAct) -> Decision:
        """An act on a household's quota."""
        return quotas.decide_quota(act, self.desk(cursor, act.record))

    def slot(self, cursor: Cursor, act: StreetAct) -> Decision:
        """An act on a time of the appointment book."""
        return slots.decide_slot(
            act,
            self.desk(cursor, act.record),
            lambda record: read_slot(record, street_queries.acts_on(cursor, record)),
        )

    def visit(self, cursor: Cursor, act: StreetAct) -> Decision:
        """An act of the room: a number given, called, served."""
        desk = self.desk(cursor, act.record)
        visits = () if act.record else room_of(cursor, desk.site, act.on)
        view = queueing.RoomView(
            visits=visits,
            at=lambda entry: written_at(cursor, entry),
            slot=lambda record: read_slot(record, street_queries.acts_on(cursor, record)),
        )
        return queueing.decide_visit(act, desk, view)

    def supply(self, cursor: Cursor, act: StreetAct) -> Decision:
        """An act on a household's invoices."""
        return supplies.decide_supply(act, self.desk(cursor, act.record), self._supplies(cursor))

    def mailing(self, cursor: Cursor, act: StreetAct) -> Decision:
        """An act on invoices that were ordered ahead."""
        return mailings.decide_mailing(act, self.desk(cursor, act.record), self._supplies(cursor))

    def _supplies(self, cursor: Cursor) -> supplies.SupplyView:
        def standing(record: str) -> str | None:
            rows = queries.field_values(cursor, f"{households.RECORDS}/{record.partition('/')[2]}").get("standing", ())
            return next((row.value for row in rows if row.value != "open"), None)

        return supplies.SupplyView(
            forms=lambda code: forms_view(self.ledger, cursor, supplies.STOCK, code),
            standing=standing,
            acts=lambda record: street_queries.acts_on(cursor, record),
        )

    def looks(self, cursor: Cursor, act: StreetAct) -> Decision:
        """The sum of looks into the directory."""
        with drawer(self.ledger) as opened:
            return directory.decide_sum(act, pending_looks(self.ledger, cursor, opened))


ROOMS: Mapping[str, tuple[Room, str]] = {
    "directory": (StreetActing.looks, directory.KIND),
    "household": (StreetActing.household, households.KIND),
    "queue": (StreetActing.visit, queueing.KIND),
    "slots": (StreetActing.slot, slots.KIND),
    "quota": (StreetActing.quota, quotas.KIND),
    "supply": (StreetActing.supply, supplies.KIND),
    "mailing": (StreetActing.mailing, mailings.KIND),
    "matters": (StreetActing.matter, matters.KIND),
}
"""Each room with the kind of its entries."""
