"""Bugs that are planted on purpose, in the simulation's own adapters, to prove that the laws find them.

The product's code is not touched: a plant puts an adapter of the yard, or a subclass, in place of the real piece.
"""

from __future__ import annotations

from dataclasses import dataclass

from schemas.holding import Holding
from station.ledger.journal import Journal
from yard.simulate.centre import CentreNode
from yard.simulate.planted_centre import DoublingCentre, ForgetfulReader, OrderedCentre, TrustingCentre
from yard.simulate.planted_station import (
    ForgetfulLender,
    GenerousStation,
    OverspendingJournal,
    ReusingJournal,
    TrustingStation,
)
from yard.simulate.station import StationNode


@dataclass(frozen=True, slots=True)
class Plant:
    """Which pieces a run is built of."""

    centre: type[CentreNode] = CentreNode
    station: type[StationNode] = StationNode
    journal: type[Journal] = Journal
    sync_every: int = 1
    reader: type[Holding] = Holding


PLANTS = {
    "": Plant(),
    "skip_signature": Plant(centre=TrustingCentre),
    "apply_twice": Plant(centre=DoublingCentre),
    "lose_unsynced": Plant(sync_every=4),
    "reuse_number": Plant(journal=ReusingJournal),
    "trust_frontier": Plant(station=TrustingStation),
    "ignore_revocation": Plant(reader=ForgetfulReader),
    "order_join": Plant(centre=OrderedCentre),
    "overspend_block": Plant(journal=OverspendingJournal),
    "overspend_allowance": Plant(station=GenerousStation),
    "forget_debit": Plant(station=ForgetfulLender),
}
"""Every planted bug by its name; the empty name plants nothing."""
