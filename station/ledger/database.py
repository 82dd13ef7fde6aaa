"""One encrypted file (SQLCipher): WAL, synchronous FULL, one connection, one writer. No session leaves this room."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from sqlite3 import Connection
from threading import RLock
from typing import Any

from sqlcipher3 import dbapi2  # pyright: ignore[reportMissingTypeStubs] -- the driver has none; its face is sqlite3's

from schemas.apply import Cursor
from schemas.failures import Breach, Failure, Fault

_driver: Any = dbapi2
_DatabaseError: type[Exception] = _driver.DatabaseError
_OperationalError: type[Exception] = _driver.OperationalError

FILE = "ledger.db"
BALLAST = "ballast"
BALLAST_BYTES = 64 << 20
"""Room kept beside the ledger, given up when the disk is full so that the act in hand and the day's close go through."""


def encrypted(path: Path, key: bytes) -> Connection:
    """An encrypted file, open: WAL, synchronous FULL. Breach `ledger.unreadable` when the key does not open it."""
    connection: Connection = _driver.connect(
        str(path), isolation_level=None, check_same_thread=False, cached_statements=256
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA journal_mode = WAL")
    except _DatabaseError:
        connection.close()
        raise Breach("ledger.unreadable", home=path.parent.name) from None
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "temp_store = MEMORY", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {pragma}")
    return connection


class Database:
    """The ledger's file, open. `write` is the only way to change it."""

    def __init__(self, home: Path, key: bytes) -> None:
        """Open or create the file under `home`; Breach `ledger.unreadable` when the key does not open it."""
        self._home = home
        self._lock = RLock()
        self._connection = encrypted(home / FILE, key)
        self._migrate()

    @contextmanager
    def write(self) -> Generator[Cursor]:
        """One transaction: all or nothing, on the disk when this returns.

        Fault `ledger.disk_full`, Breach `ledger.disk_failed` when the disk says no.
        """
        with self._lock:
            cursor = self._connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                self._commit(cursor)
            except BaseException as fault:
                if self._connection.in_transaction:
                    cursor.execute("ROLLBACK")
                if isinstance(fault, _OperationalError):
                    raise _turned(fault) from fault
                raise

    @contextmanager
    def read(self) -> Generator[Cursor]:
        """One view of the ledger as it stands."""
        with self._lock:
            yield self._connection.cursor()

    def close(self) -> None:
        """Fold the write-ahead log back and let go of the file."""
        with self._lock:
            self._connection.close()

    def lay_ballast(self) -> None:
        """Keep room aside for the day when the disk is full; without that room nothing is kept."""
        ballast = self._home / BALLAST
        if ballast.exists():
            return
        try:
            with ballast.open("wb") as file:
                for _ in range(BALLAST_BYTES >> 20):
                    file.write(bytes(1 << 20))
        except OSError:
            ballast.unlink(missing_ok=True)

    def _commit(self, cursor: Cursor) -> None:
        try:
            cursor.execute("COMMIT")
        except _OperationalError as fault:
            if "full" not in str(fault) or not self._connection.in_transaction:
                raise
            (self._home / BALLAST).unlink(missing_ok=True)
            cursor.execute("COMMIT")

    def _migrate(self) -> None:
        done = self._connection.execute("PRAGMA user_version").fetchone()[0]
        steps = sorted(
            (step for step in (files("station.ledger") / "migrations").iterdir() if step.name.endswith(".sql")),
            key=lambda step: step.name,
        )
        for number, step in enumerate(steps[done:], start=done + 1):
            with self.write() as cursor:
                for statement in step.read_text("utf-8").split(";\n\n"):
                    if statement.strip():
                        cursor.execute(statement)
                cursor.execute(f"PRAGMA user_version = {number}")


def _turned(fault: Exception) -> Failure:
    """A driver's word as one of the house."""
    text = str(fault)
    if "full" in text:
        return Fault("ledger.disk_full")
    if "locked" in text or "busy" in text:
        return Fault("ledger.busy", home="")
    if "no such column" in text or "no such table" in text or "has no column" in text:
        return Breach("ledger.shape", reason=text)
    return Breach("ledger.disk_failed", reason=text)
