"""An enrolment 设备登记 that was asked for and is not answered yet: the new device's keys and its code, kept under the home's key.

The same code asks again with the same keys, so an answer that was lost on its way, or lies on a stick, loses nothing.
"""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from station.ledger import keys
from station.ledger.database import FILE, encrypted

PENDING = "enrolling.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """`code` is the plain code 登记码; `device` and `box` are the secrets of 32 bytes; `centre` is the centre's address."""

    code: str
    device: bytes
    box: bytes
    centre: str


def keep(home: Path, asked: Pending) -> None:
    """Keep it in place of any before; on the disk when this returns."""
    with _opened(home, create=True) as connection:
        connection.execute("DELETE FROM pending")
        row = (asked.code, asked.device, asked.box, asked.centre)
        connection.execute("INSERT INTO pending (code, device, box, centre) VALUES (?, ?, ?, ?)", row)


def pending(home: Path) -> Pending | None:
    """What was asked for and is not answered yet; None where nothing was."""
    if not (home / PENDING).exists():
        return None
    with _opened(home, create=False) as connection:
        row = connection.execute("SELECT code, device, box, centre FROM pending").fetchone()
    return Pending(code=row[0], device=row[1], box=row[2], centre=row[3]) if row else None


def forget(home: Path) -> None:
    """Forget it: it was answered, or refused. A home in which nothing else stands goes with it."""
    for end in ("", "-wal", "-shm"):
        (home / f"{PENDING}{end}").unlink(missing_ok=True)
    if not (home / FILE).exists():
        keys.forget_home_key(home)
        with suppress(OSError):
            home.rmdir()


@contextmanager
def _opened(home: Path, *, create: bool) -> Generator[Connection]:
    if create:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
    connection = encrypted(home / PENDING, keys.home_key(home, create=create))
    try:
        connection.execute("CREATE TABLE IF NOT EXISTS pending (code TEXT, device BLOB, box BLOB, centre TEXT)")
        yield connection
    finally:
        connection.close()
