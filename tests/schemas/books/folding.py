"""Feeds in memory for the books: entries without signatures, a shelf, and interleavings that keep each feed's order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from random import Random
from typing import Any

from schemas.books import fold as books
from schemas.books.shelf import AnyRow, Row
from schemas.books.staged import key_of
from schemas.entry.admit import Head
from schemas.entry.envelope import NO_ENTRY, Entry
from schemas.entry.kinds import body_of
from tests.builders import NOON


class Shelf:
    """Rows in a dictionary; also what findings read from."""

    def __init__(self) -> None:
        self.kept: dict[tuple[type[Row], tuple[object, ...]], Row] = {}
        self.last: dict[bytes, Head] = {}

    def get(self, book: type[AnyRow], *key: object) -> AnyRow | None:
        return self.kept.get((book, key))  # type: ignore[return-value]  # kept under its own type

    def put(self, row: Row) -> None:
        self.kept[(type(row), key_of(type(row))(row))] = row

    add = put

    def fold(self, entries: Iterable[Entry]) -> Shelf:
        for entry in entries:
            books.fold(entry, self)
            self.last[entry.author] = Head(entry.seq, entry.id)
        return self

    def rows(self, book: type[AnyRow]) -> list[Any]:
        return [row for (kind, _), row in self.kept.items() if kind is book]


class Feed:
    """One device's feed, written without keys: the books do not look at signatures."""

    def __init__(self, name: str) -> None:
        self.author = sha256(name.encode()).digest()[:16]
        self.entries: list[Entry] = []

    def write(self, *facts: Any, kind: str = "test/1", at_ms: int | None = None, ckey: bytes | None = None) -> Entry:
        seq = len(self.entries) + 1
        prev = self.entries[-1].id if self.entries else NO_ENTRY
        body = body_of(facts)
        said = repr((self.author, seq, body)).encode()
        hlc = (NOON + seq * 1_000 if at_ms is None else at_ms) << 16
        entry = Entry(sha256(said).digest(), said, self.author, seq, prev, hlc, kind, body, None, ckey, None, None)
        self.entries.append(entry)
        return entry


def interleaved(feeds: Sequence[Sequence[Entry]], chance: Random) -> Iterator[Entry]:
    """All entries in some order that keeps each feed's own."""
    waiting = [list(feed) for feed in feeds if feed]
    while waiting:
        feed = chance.choice(waiting)
        yield feed.pop(0)
        waiting = [one for one in waiting if one]
