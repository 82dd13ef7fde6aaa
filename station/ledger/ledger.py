"""One station's ledger, open: its file, its device's keys, its journal. Made once at enrolment, then opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from schemas import canonical
from schemas.apply import Cursor
from schemas.entry import certificate
from schemas.entry.admit import ENROLLED, Enrolment
from schemas.entry.seal import Signer, box_public, person_ref
from schemas.facts import DeviceEnrolled
from schemas.failures import Refusal
from schemas.keep import Feeds
from station.ledger import keys, lineage, queries, shape
from station.ledger.database import FILE, Database
from station.ledger.journal import Journal
from station.ledger.lock import HomeLock
from station.ledger.watermark import Watermark
from station.ports import Clock, Decision, Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What enrolment gave this device, kept in the encrypted file: keys, trust, the city's key, the site's profile."""

    device: bytes
    box: bytes
    certificate: bytes
    issuer: bytes
    city: bytes
    authority: bytes
    channel: bytes
    profile: dict[str, Any]
    centre: str
    predecessors: Sequence[bytes] = ()
    """The feeds of this device's earlier keys, the newest first."""


class Ledger:
    """An open ledger. One process has it; `close` lets the next one in."""

    def __init__(self, home: Path, clock: Clock, identity: Identity, *, patient: bool = True) -> None:
        """Open an enrolled home; Refusal `ledger.not_enrolled` when there is none, Fault `ledger.busy` when it is in use."""
        if not (home / FILE).exists():
            raise Refusal("ledger.not_enrolled", home=home.name)
        self._lock = HomeLock(home, patient=patient)
        self.home = home
        self.clock = clock
        self.pepper = keys.home_key(home, create=False)
        self.database = Database(home, self.pepper)
        with self.database.write() as cursor:
            shape.bring(cursor)
        self._identity = identity
        with self.database.read() as cursor:
            standing = _standing(cursor, home)
        self._stand(standing)

    @property
    def author(self) -> bytes:
        """This device's feed."""
        return self.device.id

    @property
    def profile(self) -> dict[str, Any]:
        """The site's profile."""
        return self.standing.profile

    def become(self, standing: Standing) -> None:
        """Go on under a succeeding key; the feed of the one before stays, and no key is thrown away."""
        with self.database.write() as cursor:
            keys.keep_secret(cursor, f"standing/{self.author.hex()}", canonical.encode(_map_of(self.standing)))
            keys.change_secret(cursor, "standing", canonical.encode(_map_of(standing)))
            lineage.leave_papers(cursor, self.author)
        self.watermark.close()
        self._stand(standing)

    def _stand(self, standing: Standing) -> None:
        """Take up a key; a feed that has not begun yet begins now."""
        self.standing = standing
        self.device = Signer(standing.device)
        self.watermark = Watermark(self.home / _mark_name(standing, self.device.id))
        self.journal = Journal(self.database, self.device, self.clock, self._identity, self.watermark)
        with self.database.write() as cursor:
            lineage.refresh(cursor, self.author, standing.predecessors)
            begun = Feeds(cursor).device_key(self.author) is not None
        if not begun:
            _open_feed(self, standing)

    def refer(self, person: str) -> bytes:
        """How a body refers to a person with this normalised id."""
        return person_ref(self.standing.city, person)

    def clerk_name(self, ckey: bytes | None) -> str:
        """The name behind a clerk's key; empty for none."""
        with self.database.read() as cursor:
            return next((row.name for row in queries.clerks(cursor, self.author) if row.ckey == ckey), "")

    def close(self) -> None:
        """Let go of file and lock."""
        self.database.close()
        self.watermark.close()
        self._lock.release()


def create(home: Path, standing: Standing, clock: Clock, identity: Identity) -> Ledger:
    """Make a home: its key, its file, its feed's first entry. Refusal `ledger.exists` where one stands."""
    home.mkdir(parents=True, exist_ok=True)
    lock = HomeLock(home)
    database = Database(home, keys.home_key(home, create=True))
    try:
        with database.write() as cursor:
            if keys.secret(cursor, "standing") is not None:
                raise Refusal("ledger.exists", home=home.name)
            keys.keep_secret(cursor, "standing", canonical.encode(_map_of(standing)))
    finally:
        database.close()
        lock.release()
    return Ledger(home, clock, identity)


def _mark_name(standing: Standing, author: bytes) -> str:
    """Each key has a mark of its own."""
    return f"high-water-{author.hex()[:8]}" if standing.predecessors else "high-water"


def _open_feed(ledger: Ledger, standing: Standing) -> None:
    box, certified = box_public(standing.box), certificate.claimed(standing.certificate)
    fact = DeviceEnrolled(key=ledger.device.public, box=box, certificate=standing.certificate)
    opened = Enrolment(ledger.device.public, box, certified)
    ledger.journal.commit(lambda _: Decision(kind=ENROLLED, facts=(fact,)), opened=opened)


def _map_of(standing: Standing) -> Any:
    return {field.name: getattr(standing, field.name) for field in fields(standing)}


def _standing(cursor: Cursor, home: Path) -> Standing:
    kept = keys.secret(cursor, "standing")
    if kept is None:
        raise Refusal("ledger.not_enrolled", home=home.name)
    said: Any = canonical.decode(kept)
    return Standing(**said)
