"""Folds to rows, on a cursor that is handed in: the only fold-to-SQL code, the same for SQLite and PostgreSQL.

Rows are read when a fold first asks for them and written once, at `flush`, together with each feed's head and the digest
of its rows. That digest is the sum, modulo 2^256, of the SHA-256 of every row the feed owns, so that it can be kept up to
date in any order and worked out again from the tables (`digest_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from typing import Any, Protocol

from schemas import canonical
from schemas.books import BOOKS
from schemas.books import fold as books
from schemas.books.shelf import AnyRow, Row
from schemas.books.staged import columns, key_of, values_of
from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Entry

_WHOLE = 1 << 256
_BATCH = 500


class Cursor(Protocol):
    """The part of a DB-API cursor that is used here."""

    def execute(self, sql: str, parameters: Sequence[Any] = ..., /) -> Any:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Any, /) -> Any:
        """Run one statement for many rows."""
        ...

    def fetchone(self) -> Any:
        """The next row of the answer."""
        ...

    def fetchall(self) -> Any:
        """All rows of the answer."""
        ...


@cache
def _select(book: type[Row], mark: str) -> str:
    where = " AND ".join(f'"{name}" = {mark}' for name in book.KEY)
    names = ", ".join(f'"{name}"' for name in columns(book))
    return f"SELECT {names} FROM book_{book.BOOK} WHERE {where}"


@cache
def _upsert(book: type[Row], mark: str) -> str:
    names = ", ".join(f'"{name}"' for name in columns(book))
    marks = ", ".join([mark] * len(columns(book)))
    rest = [name for name in columns(book) if name not in book.KEY]
    key = ", ".join(f'"{name}"' for name in book.KEY)
    change = ", ".join(f'"{name}" = excluded."{name}"' for name in rest)
    return f"INSERT INTO book_{book.BOOK} ({names}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {change}"


@cache
def _insert(book: type[Row], mark: str) -> str:
    names = ", ".join(f'"{name}"' for name in columns(book))
    return f"INSERT INTO book_{book.BOOK} ({names}) VALUES ({', '.join([mark] * len(columns(book)))})"


def weight(row: Row) -> int:
    """A row's share in the digest of its feed."""
    return int.from_bytes(sha256(canonical.encode([row.BOOK, *values_of(type(row))(row)])).digest(), "big")


class Books:
    """The books on a cursor: a shelf for the folds, written out by `flush`. `mark` is the driver's parameter mark."""

    def __init__(self, cursor: Cursor, mark: str = "?") -> None:
        self._cursor = cursor
        self._mark = mark
        self._rows: dict[tuple[type[Row], tuple[object, ...]], Row | None] = {}
        self._before: dict[tuple[type[Row], tuple[object, ...]], Row | None] = {}
        self._moved: dict[bytes, Head] = {}

    def get(self, book: type[AnyRow], *key: object) -> AnyRow | None:
        """The row under this key as it stands now."""
        place = (book, key)
        if place not in self._rows:
            self._cursor.execute(_select(book, self._mark), key)
            found = self._cursor.fetchone()
            self._rows[place] = book(*found) if found is not None else None
        return self._rows[place]  # pyright: ignore[reportReturnType] -- kept under its own type

    def put(self, row: Row) -> None:
        """Keep a row whose key was asked for before."""
        place = (type(row), key_of(type(row))(row))
        self._before.setdefault(place, self._rows[place])
        self._rows[place] = row

    def add(self, row: Row) -> None:
        """Keep a row whose key holds the entry's own place."""
        place = (type(row), key_of(type(row))(row))
        self._before.setdefault(place, None)
        self._rows[place] = row

    def fold(self, entry: Entry, owner: bytes | None = None, unsound: str | None = None) -> None:
        """Fold one entry, the next of the feed or branch that owns its rows; one that is not sound is set aside."""
        books.fold(entry, self, owner, unsound)
        self._moved[owner or entry.author] = Head(entry.seq, entry.id)

    def flush(self) -> None:
        """Write all changed rows, and each moved feed's head and digest; forget what was read."""
        change: dict[bytes, int] = dict.fromkeys(self._moved, 0)
        inserts: dict[type[Row], list[Any]] = {}
        upserts: dict[type[Row], list[Any]] = {}
        for place, before in self._before.items():
            row = self._rows[place]
            assert row is not None and row.owner in change, "a fold writes rows of its own feed only"
            change[row.owner] += weight(row) - (weight(before) if before is not None else 0)
            (inserts if before is None else upserts).setdefault(place[0], []).append(values_of(place[0])(row))
        for book, rows in inserts.items():
            self._cursor.executemany(_insert(book, self._mark), rows)
        for book, rows in upserts.items():
            self._cursor.executemany(_upsert(book, self._mark), rows)
        self._note_heads(change)
        self._rows.clear()
        self._before.clear()
        self._moved.clear()

    def _note_heads(self, change: dict[bytes, int]) -> None:
        for author, moved in self._moved.items():
            held = self.head(author)
            digest = (held[1] + change[author]) % _WHOLE
            values = (author, moved.seq, moved.id, digest.to_bytes(32, "big"), books.VERSION)
            marks = ", ".join([self._mark] * 5)
            self._cursor.execute(
                f"INSERT INTO book_feed (author, last, head, rows, fold) VALUES ({marks}) ON CONFLICT (author) DO"
                " UPDATE SET last = excluded.last, head = excluded.head, rows = excluded.rows, fold = excluded.fold",
                values,
            )

    def head(self, author: bytes) -> tuple[Head, int]:
        """How far the books have folded a feed, and the digest of its rows as a number."""
        self._cursor.execute(f"SELECT last, head, rows FROM book_feed WHERE author = {self._mark}", (author,))
        found = self._cursor.fetchone()
        return (Head(found[0], bytes(found[1])), int.from_bytes(found[2], "big")) if found else (EMPTY, 0)


def fold_all(
    cursor: Cursor, entries: Iterable[Entry], mark: str, owner: bytes, unsound: Mapping[int, str] | None = None
) -> int:
    """Fold the entries of one feed or branch in order, in batches; the number folded. `unsound` names places and reasons."""
    shelf, count, reasons = Books(cursor, mark), 0, unsound or {}
    for count, entry in enumerate(entries, start=1):
        shelf.fold(entry, owner, reasons.get(entry.seq))
        if count % _BATCH == 0:
            shelf.flush()
    shelf.flush()
    return count


def burn(cursor: Cursor, owner: bytes, mark: str = "?") -> None:
    """Take every row of one feed or branch off the tables, to be folded again."""
    for book in BOOKS:
        cursor.execute(f"DELETE FROM book_{book.BOOK} WHERE owner = {mark}", (owner,))
    cursor.execute(f"DELETE FROM book_feed WHERE author = {mark}", (owner,))


def digest_of(cursor: Cursor, author: bytes, mark: str = "?") -> bytes:
    """The digest of a feed's rows, worked out from the tables as they stand."""
    total = sum(weight(row) for row in rows_of(cursor, author, mark))
    return (total % _WHOLE).to_bytes(32, "big")


def rows_of(cursor: Cursor, author: bytes, mark: str = "?") -> Iterator[Row]:
    """Every row that a feed owns."""
    for book in BOOKS:
        names = ", ".join(f'"{name}"' for name in columns(book))
        cursor.execute(f"SELECT {names} FROM book_{book.BOOK} WHERE owner = {mark}", (author,))
        for found in cursor.fetchall():
            yield book(*found)
