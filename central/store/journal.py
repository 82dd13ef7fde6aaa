"""The authority's own feeds: the public one (roster, revocations) and one channel for each site (grants).

Each is written under a key of its own, certified by the bureau's issuing key in the feed's first entry.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from central.ports.machine import Clock
from central.store.database import Database
from central.store.feeds import hold
from schemas.apply import Cursor
from schemas.entry import clock as logical
from schemas.entry.admit import EMPTY, ENROLLED, enrolment
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.entry.seal import Signer
from schemas.facts import DeviceEnrolled
from schemas.keep import Feeds


class Journal:
    """Writes the authority's entries; each `commit` is one entry and stands within its caller's transaction."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def open(self, cursor: Cursor, signer: Signer, box: bytes, certificate: bytes, issuer: bytes) -> bool:
        """Begin a feed with its enrolment; False when it has begun already."""
        hold(self._database, cursor, signer.id)
        feeds = Feeds(cursor, self._database.mark)
        if feeds.device_key(signer.id) is not None:
            return False
        fact = DeviceEnrolled(key=signer.public, box=box, certificate=certificate)
        entry = self._sealed(feeds, signer, ENROLLED, [fact])
        feeds.keep([entry], enrolment(entry, issuer), own=True)
        return True

    def commit(self, cursor: Cursor, signer: Signer, kind: str, facts: Sequence[Any]) -> Entry:
        """Write one entry at the end of the feed of `signer`, and fold it."""
        hold(self._database, cursor, signer.id)
        feeds = Feeds(cursor, self._database.mark)
        entry = self._sealed(feeds, signer, kind, facts)
        feeds.keep([entry], own=True)
        return entry

    def _sealed(self, feeds: Feeds, signer: Signer, kind: str, facts: Sequence[Any]) -> Entry:
        head = feeds.heads([signer.id]).get(signer.id, EMPTY)
        last = feeds.at(signer.id, head.seq) if head.seq else None
        draft = Draft(
            author=signer.id,
            seq=head.seq + 1,
            prev=head.id,
            hlc=logical.tick(last.hlc if last else 0, wall_ms=self._clock.wall_ms()),
            kind=kind,
            body=body_of(facts),
        )
        return seal_entry(draft, signer)
