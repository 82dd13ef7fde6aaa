"""The feeds that the centre holds, one device at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from central.store.database import POSTGRESQL, Database
from schemas.apply import Cursor
from schemas.keep import Feeds


@contextmanager
def locked(database: Database, device: bytes) -> Iterator[tuple[Feeds, Cursor]]:
    """The feeds within one write transaction, while nobody else writes for this device.

    SQLite has one writer anyway; on PostgreSQL devices write side by side and each holds a lock of its own.
    """
    with database.writing() as cursor:
        hold(database, cursor, device)
        yield Feeds(cursor, database.mark), cursor


def hold(database: Database, cursor: Cursor, device: bytes) -> None:
    """Take a device's lock until the transaction ends."""
    if database.dialect == POSTGRESQL:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (int.from_bytes(device[:8], "big", signed=True),))


@contextmanager
def reading(database: Database) -> Iterator[Feeds]:
    """The feeds as they stood when this began."""
    with database.reading() as cursor:
        yield Feeds(cursor, database.mark)
