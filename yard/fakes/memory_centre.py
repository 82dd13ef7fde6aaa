"""A centre on a disk in memory: the real store, desk and exchange; keys in a ring that no file holds."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from central.ports.machine import Clock, Identity
from central.store.database import Database
from central.store.migrate import prepare
from central.store.ring import AUTHORITY, BOX, CITY, GATE, ISSUING, SIZE, Ring
from central.store.store import Store
from schemas.apply import Cursor
from yard.fakes.memory_disk import MemoryDisk


class MemoryCentralDatabase(Database):
    """`central.store.database.Database` over a `MemoryDisk`."""

    def __init__(self, disk: MemoryDisk) -> None:
        super().__init__(":memory:")
        self._disk = disk

    def _take(self) -> Any:
        return _Connection(self._disk)

    def _give_back(self, connection: Any) -> None:
        pass


class _Connection:
    """The disk's one connection as a transaction sees it; closing it loses nothing."""

    def __init__(self, disk: MemoryDisk) -> None:
        self._disk = disk

    def cursor(self) -> Cursor:
        return self._disk.watched(self._disk.connection.cursor())

    def close(self) -> None:
        pass


class MemoryRing(Ring):
    """The bureau's keys, in memory."""

    def __init__(self, identity: Identity) -> None:
        super().__init__(Path("no-such-ring"))
        self._secrets = {name: identity.fresh(SIZE) for name in (ISSUING, AUTHORITY, BOX, CITY, GATE)}

    def add(self, name: str, identity: Identity) -> None:
        """Make one key; one that stands is never written over."""
        assert name not in self._secrets
        self._secrets[name] = identity.fresh(SIZE)

    def has(self, name: str) -> bool:
        """Whether this key stands."""
        return name in self._secrets

    def secret(self, name: str) -> bytes:
        """The 32 bytes of a key."""
        return self._secrets[name]


@cache
def _empty() -> MemoryDisk:
    disk = MemoryDisk()
    prepare(MemoryCentralDatabase(disk))
    return disk


def empty_disk() -> MemoryDisk:
    """A disk with the tables of this program and nothing in them."""
    return MemoryDisk(_empty())


def open_store(disk: MemoryDisk, ring: MemoryRing, clock: Clock, identity: Identity) -> Store:
    """The store on a disk; its public feed stands after the first call."""
    store = Store(name="simulated", database=MemoryCentralDatabase(disk), ring=ring, clock=clock, identity=identity)
    with store.desk() as desk:
        desk.open()
    return store
