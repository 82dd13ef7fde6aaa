"""Folds to rows, on a cursor that is handed in: the only fold-to-SQL code, the same for SQLite and PostgreSQL.

Rows are read when a fold first asks for them and written once, at `flush`, together with each feed's head and the digest
of its rows. That digest is the sum, modulo 2^256, of the SHA-256 of every row the feed owns, so that it can be kept up to
date in any order and worked out again from the tables (`digest_of`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from hashlib import sha256
from itertools import islice
from typing import Any, Protocol, cast

from schemas import canonical
from schemas.books import BOOKS
from schemas.books import fold as books
from schemas.books.foresight import foreseen
from schemas.books.shelf import Act, AnyRow, Row
from schemas.books.staged import columns, key_of, values_of
from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Entry

_WHOLE = 1 << 256
_BATCH = 500
_POSTGRESQL = "%s"
"""The mark of its driver."""
_ASKED_AT_ONCE = 200
"""Rows that one statement reads before a run is folded."""


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


class Copying(Cursor, Protocol):
    """A cursor of PostgreSQL."""

    def copy(self, statement: str, /) -> Any:
        """Its way to take in many rows."""
        ...


@cache
def _select(book: type[Row], mark: str) -> str:
    where = " AND ".join(f'"{name}" = {mark}' for name in book.KEY)
    names = ", ".join(f'"{name}"' for name in columns(book))
    return f"SELECT {names} FROM book_{book.BOOK} WHERE {where}"


@cache
def _select_many(book: type[Row], mark: str, count: int) -> str:
    asked = ", ".join([f"({', '.join([mark] * len(book.KEY))})"] * count)
    where = " AND ".join(f't."{name}" = k.column{place}' for place, name in enumerate(book.KEY, start=1))
    names = ", ".join(f't."{name}"' for name in columns(book))
    return f"SELECT {names} FROM (VALUES {asked}) AS k JOIN book_{book.BOOK} t ON {where}"


@cache
def _upsert(book: type[Row], mark: str) -> str:
    names = ", ".join(f'"{name}"' for name in columns(book))
    marks = ", ".join([mark] * len(columns(book)))
    rest = [name for name in columns(book) if name not in book.KEY]
    key = ", ".join(f'"{name}"' for name in book.KEY)
    change = ", ".join(f'"{name}" = excluded."{name}"' for name in rest)
    return f"INSERT INTO book_{book.BOOK} ({names}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE SET {change}"


def insert_many(cursor: Cursor, table: str, names: Sequence[str], rows: Sequence[Sequence[Any]], mark: str) -> None:
    """New rows in one go: by COPY where the database knows it."""
    listed = ", ".join(f'"{name}"' for name in names)
    if mark == _POSTGRESQL:
        with cast("Copying", cursor).copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        cursor.executemany(f"INSERT INTO {table} ({listed}) VALUES ({', '.join([mark] * len(names))})", rows)


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
        """The row under this key as it stands now; none stands under a text that PostgreSQL does not hold."""
        place = (book, key)
        if place not in self._rows:
            self._rows[place] = (
                None if any(type(part) is str and "\0" in part for part in key) else self._read(book, key)
            )
        return self._rows[place]  # pyright: ignore[reportReturnType] -- kept under its own type

    def _read(self, book: type[AnyRow], key: tuple[object, ...]) -> AnyRow | None:
        self._cursor.execute(_select(book, self._mark), key)
        found = self._cursor.fetchone()
        return book(*found) if found is not None else None

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

    def fold(self, run: Iterable[Entry], owner: bytes, unsound: Mapping[int, str] | None = None) -> None:
        """Fold the next entries of the feed or branch that owns their rows, in order.

        `unsound` names the places of those whose signature does not hold, and why: they are set aside.
        """
        reasons, acts = unsound or {}, [books.act_of(entry, owner) for entry in run]
        self._foresee(acts)
        for act in acts:
            books.fold_act(act, self, reasons.get(act.entry.seq))
            self._moved[owner] = Head(act.entry.seq, act.entry.id)

    def _foresee(self, acts: Iterable[Act]) -> None:
        """Read what these acts will ask for, many rows with one statement."""
        for book, wanted in foreseen(acts).items():
            keys = sorted(key for key in wanted if (book, key) not in self._rows)
            self._rows.update(((book, key), None) for key in keys)
            for start in range(0, len(keys), _ASKED_AT_ONCE):
                asked = keys[start : start + _ASKED_AT_ONCE]
                self._cursor.execute(
                    _select_many(book, self._mark, len(asked)), [part for key in asked for part in key]
                )
                for found in self._cursor.fetchall():
                    row = book(*found)
                    self._rows[book, key_of(book)(row)] = row

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
            insert_many(self._cursor, f"book_{book.BOOK}", columns(book), rows, self._mark)
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
    shelf, count, waiting = Books(cursor, mark), 0, iter(entries)
    while run := list(islice(waiting, _BATCH)):
        shelf.fold(run, owner, unsound)
        shelf.flush()
        count += len(run)
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
