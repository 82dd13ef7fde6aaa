"""What the centre has given out of the directory 名录, as its own feeds say."""

from __future__ import annotations

from typing import Any

from central.store.database import Database
from schemas.apply import Cursor
from schemas.books.directory import DirectoryRow
from schemas.books.staged import columns


def last_file(database: Database, cursor: Cursor, device: bytes) -> DirectoryRow | None:
    """The newest file that was made for a device."""
    names = ", ".join(f'"{name}"' for name in columns(DirectoryRow))
    sql = f"SELECT {names} FROM book_directory WHERE device = ? ORDER BY serial DESC LIMIT 1"
    cursor.execute(database.sql(sql), (device,))
    found = cursor.fetchone()
    if found is None:
        return None
    values: list[Any] = [bytes(value) if isinstance(value, memoryview) else value for value in found]
    return DirectoryRow(*values)
