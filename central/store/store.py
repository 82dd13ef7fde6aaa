"""The store as a whole, as faces and pages are given it: database, keys, clock and chance in one hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from central.ports.machine import Clock, Identity
from central.store import desk, queries
from central.store.database import Database
from central.store.ring import AUTHORITY, ISSUING, Ring
from schemas.entry.seal import Signer
from schemas.instants import in_china


@dataclass(frozen=True)
class Store:
    """One centre's store, open."""

    name: str
    database: Database
    ring: Ring
    clock: Clock
    identity: Identity

    @cached_property
    def authority(self) -> Signer:
        """The key of the public feed, which also signs the centre's side of an exchange."""
        return self.ring.signer(AUTHORITY)

    @cached_property
    def issuer(self) -> bytes:
        """The public key of the bureau's issuing key."""
        return self.ring.signer(ISSUING).public

    @contextmanager
    def desk(self) -> Iterator[desk.Desk]:
        """The registry's desk for one write transaction."""
        with desk.desk(self.database, self.ring, self.clock, self.identity) as open_desk:
            yield open_desk

    @contextmanager
    def asking(self) -> Iterator[queries.Queries]:
        """Questions that are all answered from one state of the database."""
        with queries.asking(self.database, self.authority.id, self.today()) as asked:
            yield asked

    def today(self) -> str:
        """The day by China's clocks."""
        return in_china(self.clock.wall_ms()).date().isoformat()

    def close(self) -> None:
        """Let go of the database."""
        self.database.close()
