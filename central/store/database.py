"""One database of the centre: an SQLite file by default, PostgreSQL by its address. Connections stay in here.

The SQLite of Python 3.11 has the WAL-reset bug, so the file is opened by the newer one that `sqlcipher3` carries, without
a key. A write transaction takes SQLite's one write lock at its beginning; PostgreSQL locks the rows that it names.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import psycopg
from sqlcipher3 import dbapi2

from schemas.apply import Cursor
from schemas.failures import Fault

IDLE_MOST = 4
"""Connections kept open between transactions."""
BUSY_SECONDS = 10
"""How long a writer waits for another before it is told to try again."""
POSTGRESQL = "postgresql"
SQLITE = "sqlite"

sqlite: Any = dbapi2
"""The driver; it brings no types."""


class Database:
    """Transactions on one database; `mark` is the driver's parameter mark, `dialect` its name."""

    def __init__(self, address: str | Path) -> None:
        self.address = str(address)
        self.dialect = POSTGRESQL if urlsplit(self.address).scheme in ("postgresql", "postgres") else SQLITE
        self.mark = "%s" if self.dialect == POSTGRESQL else "?"
        self._idle: list[Any] = []
        self._lock = Lock()

    @contextmanager
    def reading(self) -> Iterator[Cursor]:
        """One state of the database, whatever others write meanwhile."""
        begin = "BEGIN" if self.dialect == SQLITE else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with self._transaction(begin) as cursor:
            yield cursor

    @contextmanager
    def writing(self) -> Iterator[Cursor]:
        """All or nothing; it has reached the disk when this ends without an exception."""
        with self._transaction("BEGIN IMMEDIATE" if self.dialect == SQLITE else "BEGIN") as cursor:
            yield cursor

    def sql(self, statement: str) -> str:
        """A statement written with `?` in this driver's spelling."""
        return statement if self.mark == "?" else statement.replace("?", self.mark)

    def close(self) -> None:
        """Let go of all idle connections."""
        with self._lock:
            while self._idle:
                self._idle.pop().close()

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[Cursor]:
        with _faults(self.address):
            connection = self._take()
            try:
                cursor = connection.cursor()
                cursor.execute(begin)
                yield cursor
                cursor.execute("COMMIT")
            except BaseException:
                _undo(connection)
                raise
            self._give_back(connection)

    def _take(self) -> Any:
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return _open_postgresql(self.address) if self.dialect == POSTGRESQL else _open_sqlite(self.address)

    def _give_back(self, connection: Any) -> None:
        with self._lock:
            if len(self._idle) < IDLE_MOST:
                self._idle.append(connection)
                return
        connection.close()


def _undo(connection: Any) -> None:
    """After a failure the connection is not used again."""
    with suppress(sqlite.Error, psycopg.Error):
        connection.cursor().execute("ROLLBACK")
    with suppress(sqlite.Error, psycopg.Error):
        connection.close()


def _open_sqlite(address: str) -> Any:
    connection = sqlite.connect(address, isolation_level=None, check_same_thread=False, timeout=BUSY_SECONDS)
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _open_postgresql(address: str) -> Any:
    return psycopg.connect(
        address, autocommit=True, connect_timeout=BUSY_SECONDS, options=f"-c lock_timeout={BUSY_SECONDS}s"
    )


@contextmanager
def _faults(address: str) -> Iterator[None]:
    """What the drivers say, as a Fault that says what to do."""
    try:
        yield
    except psycopg.errors.UniqueViolation as fault:
        # Two carriers brought the same entries at once; the other one has stored them.
        raise Fault("central.busy") from fault
    except (sqlite.OperationalError, psycopg.OperationalError) as fault:
        said = str(fault).lower()
        if "locked" in said or "lock timeout" in said or "deadlock" in said:
            raise Fault("central.busy") from fault
        if "full" in said or "no space" in said:
            raise Fault("central.disk_full") from fault
        raise Fault("central.database", database=_without_password(address), reason=str(fault).strip()) from fault


def _without_password(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.hostname}{parts.path}" if parts.scheme else address
