"""A station's ledger on a disk in memory: the real transactions, journal and watermark; no encryption, no file, no lock."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from threading import RLock
from typing import Any

from schemas import canonical
from schemas.apply import Cursor
from schemas.entry.admit import ENROLLED, Enrolment
from schemas.entry.certificate import Certificate
from schemas.entry.seal import Signer, box_public
from schemas.facts import DeviceEnrolled
from station.ledger import keys, shape
from station.ledger.database import Database
from station.ledger.journal import Journal
from station.ledger.ledger import Ledger, Standing
from station.ledger.watermark import Watermark
from station.ports import Clock, Decision, Identity
from yard.fakes.memory_disk import MarkFile, MemoryDisk

_NOWHERE = Path("no-such-home")


class MemoryDatabase(Database):
    """`station.ledger.database.Database` over a `MemoryDisk`."""

    def __init__(self, disk: MemoryDisk) -> None:
        self._disk = disk
        self._home = _NOWHERE
        self._lock = RLock()
        self._connection = disk.connection
        self._migrate()

    @contextmanager
    def write(self) -> Generator[Cursor]:
        """One transaction, each of whose writes may be the last."""
        with super().write() as cursor:
            yield self._disk.watched(cursor)

    def close(self) -> None:
        """The disk keeps its bytes."""

    def _commit(self, cursor: Cursor) -> None:
        super()._commit(self._disk.watched(cursor))


class MemoryLedger(Ledger):
    """`station.ledger.ledger.Ledger`, open on a disk in memory."""

    def __init__(
        self,
        database: MemoryDatabase,
        mark: MarkFile,
        clock: Clock,
        identity: Identity,
        journal: type[Journal] = Journal,
    ) -> None:
        self.home = _NOWHERE
        self.clock = clock
        self.pepper = bytes(32)
        self.database = database
        with self.database.read() as cursor:
            self.standing = _standing(cursor)
        self.device = Signer(self.standing.device)
        self.watermark = Watermark(mark.as_path())
        self.journal = journal(self.database, self.device, clock, identity, self.watermark)

    def close(self) -> None:
        """Nothing is held."""
        self.watermark.close()


def create(disk: MemoryDisk, standing: Standing, certified: Certificate, clock: Clock, identity: Identity) -> None:
    """A new device's first entry, as enrolment writes it."""
    database = MemoryDatabase(disk)
    with database.write() as cursor:
        keys.keep_secret(cursor, "standing", canonical.encode(_said(standing)))
    ledger = MemoryLedger(database, disk.mark, clock, identity)
    box = box_public(standing.box)
    fact = DeviceEnrolled(key=ledger.device.public, box=box, certificate=standing.certificate)
    opened = Enrolment(ledger.device.public, box, certified)
    ledger.journal.commit(lambda _: Decision(kind=ENROLLED, facts=(fact,)), opened=opened)
    ledger.close()


@cache
def _empty() -> MemoryDisk:
    disk = MemoryDisk()
    with MemoryDatabase(disk).write() as cursor:
        shape.bring(cursor)
    return disk


def empty_disk(*, sync_every: int = 1) -> MemoryDisk:
    """A disk with the tables of this program and nothing in them."""
    return MemoryDisk(_empty(), sync_every=sync_every)


def _said(standing: Standing) -> Any:
    return {name: getattr(standing, name) for name in Standing.__dataclass_fields__}


def _standing(cursor: Cursor) -> Standing:
    kept = keys.secret(cursor, "standing")
    assert kept is not None, "a disk is enrolled before it is opened"
    said: Any = canonical.decode(kept)
    return Standing(**said)
