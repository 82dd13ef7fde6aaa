"""The books' tables as this program knows them. When a row or a fold has changed they are burnt and folded again.

The statements stand in `books.sql`, made from `schemas.tables` (`python -m tests.station.ledger.test_shape` writes it), so
that no quick command has to load SQLModel.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from schemas.apply import Cursor
from schemas.books.fold import VERSION
from station.ledger.checking import rebuild

_BETWEEN = ";\n\n"


def statements() -> list[str]:
    """What makes the books' tables and indexes."""
    text = (files("station.ledger") / "books.sql").read_text("utf-8")
    return [statement for statement in text.split(_BETWEEN) if statement.strip()]


def bring(cursor: Cursor) -> None:
    """Make the books' tables, or make them anew when their shape has changed."""
    cursor.execute("SELECT books FROM shape")
    found = cursor.fetchone()
    wanted = _fingerprint()
    if found and found[0] == wanted:
        return
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'book\\_%' ESCAPE '\\'")
    for (name,) in cursor.fetchall():
        cursor.execute(f"DROP TABLE {name}")
    for statement in statements():
        cursor.execute(statement)
    rebuild(cursor)
    cursor.execute("DELETE FROM shape")
    cursor.execute("INSERT INTO shape (books) VALUES (?)", (wanted,))


def _fingerprint() -> str:
    return sha256(_BETWEEN.join([str(VERSION), *statements()]).encode("utf-8")).hexdigest()
