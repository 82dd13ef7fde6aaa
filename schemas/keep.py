"""Feeds at rest, on a cursor that is handed in: entries stored and folded together, the same for SQLite and PostgreSQL.

Transactions, locks and connections belong to the house that calls: `station.ledger` or `central.store`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from schemas.apply import Books, Cursor
from schemas.entry import envelope
from schemas.entry.admit import Enrolment, Head
from schemas.entry.envelope import Entry
from schemas.entry.personal import Block, Sealed

_SEQ = 40
_SEQ_MASK = (1 << _SEQ) - 1
_KEEP_OPENING = "INSERT INTO block (place, opening) VALUES (?, ?) ON CONFLICT (place) DO NOTHING"
_KEEP_SEALED = "INSERT INTO block (place, sealed) VALUES (?, ?) ON CONFLICT (place) DO NOTHING"


class Feeds:
    """The feeds in one database: a `FeedStore` within the transaction of its cursor. `mark` is the driver's parameter mark."""

    def __init__(self, cursor: Cursor, mark: str = "?") -> None:
        self._cursor = cursor
        self._mark = mark
        self.books = Books(cursor, mark)

    def heads(self, authors: Iterable[bytes] | None = None) -> dict[bytes, Head]:
        """The head of each feed held."""
        wanted = None if authors is None else set(authors)
        found = self._all("SELECT author, last, head FROM book_feed")
        return {author: Head(last, head) for author, last, head in found if wanted is None or author in wanted}

    def device_key(self, author: bytes) -> bytes | None:
        """The raw public key of a feed's device."""
        found = self._one("SELECT key FROM feed WHERE author = ?", author)
        return found[0] if found else None

    def box_key(self, author: bytes) -> bytes | None:
        """The X25519 box key of a feed's device."""
        found = self._one("SELECT box FROM feed WHERE author = ?", author)
        return found[0] if found else None

    def sites(self) -> dict[bytes, str]:
        """The `site` of each feed's certificate."""
        return dict(self._all("SELECT author, site FROM feed"))

    def id_at(self, author: bytes, seq: int) -> bytes | None:
        """The id of the entry held at a place."""
        number = self._number(author)
        found = self._one("SELECT id FROM entry WHERE place = ?", _place(number, seq)) if number else None
        return found[0] if found else None

    def by_id(self, entry: bytes) -> Entry | None:
        """The entry with this id."""
        found = self._one("SELECT data FROM entry WHERE id = ?", entry)
        return envelope.read(found[0]) if found else None

    def at(self, author: bytes, seq: int) -> Entry | None:
        """The entry at a place of a feed."""
        return next(iter(self.read(author, seq - 1, 1)), None)

    def by_command(self, author: bytes, command: bytes) -> Entry | None:
        """The entry that answered a command of this device."""
        number = self._number(author)
        if number is None:
            return None
        found = self._one("SELECT data FROM entry WHERE feed = ? AND command = ?", number, command)
        return envelope.read(found[0]) if found else None

    def read(self, author: bytes, after: int, most: int) -> Sequence[Entry]:
        """At most `most` entries of a feed behind `after`, in order."""
        return [envelope.read(data) for data in self.raw(author, after, most)]

    def raw(self, author: bytes, after: int, most: int) -> Sequence[bytes]:
        """The bytes of at most `most` entries of a feed behind `after`, in order."""
        number = self._number(author)
        if number is None:
            return []
        sql = "SELECT data FROM entry WHERE place > ? AND place <= ? ORDER BY place LIMIT ?"
        return [row[0] for row in self._all(sql, _place(number, after), _place(number, _SEQ_MASK), most)]

    def walk(self, author: bytes, batch: int = 1_000) -> Iterator[Entry]:
        """Every entry of a feed, in order, read in batches."""
        after = 0
        while run := self.read(author, after, batch):
            yield from run
            after = run[-1].seq

    def keep(self, run: Sequence[Entry], opened: Enrolment | None = None, *, own: bool = False) -> None:
        """Store and fold an admitted run; commands are indexed for the node's `own` feed only."""
        author = run[0].author
        if opened is not None:
            self._open(author, opened)
        number = self._number(author)
        assert number is not None, "a feed is opened before it is kept"
        rows = [(_place(number, e.seq), e.id, number, e.command if own else None, e.data) for e in run]
        self._cursor.executemany(
            self._sql("INSERT INTO entry (place, id, feed, command, data) VALUES (?, ?, ?, ?, ?)"), rows
        )
        for entry in run:
            self.books.fold(entry)
        self.books.flush()

    def blocks(self, entries: Iterable[bytes]) -> Sequence[Block]:
        """The personal blocks in clear that are held for these entries."""
        sql = "SELECT opening FROM block JOIN entry ON entry.place = block.place WHERE entry.id = ?"
        found = ((entry, self._one(sql, entry)) for entry in entries)
        return [Block(entry, row[0]) for entry, row in found if row and row[0] is not None]

    def sealed_blocks(self, entries: Iterable[bytes]) -> Sequence[Sealed]:
        """The personal blocks that are held for these entries sealed only."""
        sql = "SELECT sealed FROM block JOIN entry ON entry.place = block.place WHERE entry.id = ? AND opening IS NULL"
        found = ((entry, self._one(sql, entry)) for entry in entries)
        return [Sealed(entry, row[0]) for entry, row in found if row and row[0] is not None]

    def keep_blocks(self, blocks: Iterable[Block]) -> list[tuple[bytes, str]]:
        """Keep blocks that open the commitment of an entry that is held; those refused, each with its reason."""
        refused: list[tuple[bytes, str]] = []
        for block in blocks:
            entry = self.by_id(block.entry)
            if entry is None or entry.pd != block.commitment:
                refused.append((block.entry, "personal.commitment" if entry else "personal.no_entry"))
                continue
            self.keep_opening(entry, block.opening)
        return refused

    def keep_sealed(self, blocks: Iterable[Sealed], source: bytes) -> list[tuple[bytes, str]]:
        """Keep sealed blocks unread. What stands first stays, but an author may put its own in a stranger's place."""
        refused: list[tuple[bytes, str]] = []
        for block in blocks:
            entry = self.by_id(block.entry)
            if entry is None or entry.pd is None:
                refused.append((block.entry, "personal.commitment" if entry else "personal.no_entry"))
                continue
            place = self._block_place(entry)
            if entry.author == source:
                self._drop_sealed(place)
            self._cursor.execute(self._sql(_KEEP_SEALED), (place, block.data))
        return refused

    def keep_opening(self, entry: Entry, opening: bytes) -> None:
        """Keep what opens the commitment of an entry that is held; once is enough."""
        place = self._block_place(entry)
        self._drop_sealed(place)
        self._cursor.execute(self._sql(_KEEP_OPENING), (place, opening))

    def digests(self, authors: Iterable[bytes]) -> dict[bytes, tuple[int, bytes]]:
        """How far each feed is folded and the digest kept of its rows."""
        wanted = set(authors)
        found = self._all("SELECT author, last, rows FROM book_feed")
        return {author: (last, rows) for author, last, rows in found if author in wanted}

    def _block_place(self, entry: Entry) -> int:
        number = self._number(entry.author)
        assert number is not None, "a block stands beside an entry that is held"
        return _place(number, entry.seq)

    def _drop_sealed(self, place: int) -> None:
        self._cursor.execute(self._sql("DELETE FROM block WHERE place = ? AND opening IS NULL"), (place,))

    def _open(self, author: bytes, opened: Enrolment) -> None:
        sql = "INSERT INTO feed (author, key, box, site) VALUES (?, ?, ?, ?)"
        self._cursor.execute(self._sql(sql), (author, opened.key, opened.box, opened.certificate.site))

    def _number(self, author: bytes) -> int | None:
        found = self._one("SELECT number FROM feed WHERE author = ?", author)
        return found[0] if found else None

    def _one(self, sql: str, *values: object) -> Any:
        self._cursor.execute(self._sql(sql), values)
        return self._cursor.fetchone()

    def _all(self, sql: str, *values: object) -> Any:
        self._cursor.execute(self._sql(sql), values)
        return self._cursor.fetchall()

    def _sql(self, sql: str) -> str:
        return sql if self._mark == "?" else sql.replace("?", self._mark)


def _place(number: int, seq: int) -> int:
    return number << _SEQ | seq
