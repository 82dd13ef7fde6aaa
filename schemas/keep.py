"""Feeds at rest, on a cursor that is handed in: entries stored and folded together, the same for SQLite and PostgreSQL.

Transactions, locks and connections belong to the house that calls: `station.ledger` or `central.store`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from schemas.apply import Books, Cursor, burn, fold_all, insert_many
from schemas.books.shelf import AnyRow
from schemas.books.staged import columns
from schemas.branches import MOST, SEQ_MASK, Branches, Stretch, branch_id, place
from schemas.entry import envelope
from schemas.entry.admit import EMPTY, Enrolment, Head
from schemas.entry.envelope import Carried, Entry
from schemas.entry.personal import Block, Sealed
from schemas.soundness import Soundness

_KEEP_OPENING = "INSERT INTO block (place, opening) VALUES (?, ?) ON CONFLICT (place) DO NOTHING"
_KEEP_SEALED = "INSERT INTO block (place, sealed) VALUES (?, ?) ON CONFLICT (place) DO NOTHING"


class Feeds:
    """The feeds in one database: a `FeedStore` within the transaction of its cursor. `mark` is the driver's parameter mark."""

    def __init__(self, cursor: Cursor, mark: str = "?") -> None:
        self._cursor = cursor
        self._mark = mark
        self.books = Books(cursor, mark)
        self.branches = Branches(cursor, mark)
        self.soundness = Soundness(cursor, mark, self.branches)

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
        span = self.branches.stretch(author)
        if span is None or not span.first <= seq <= span.last:
            return None
        found = self._one("SELECT id FROM entry WHERE place = ?", place(span.number, seq))
        return found[0] if found else None

    def where(self, entry: bytes) -> tuple[bytes, int] | None:
        """The feed or branch in which an entry stands, and its seq; None when it is not held."""
        found = self._one("SELECT place FROM entry WHERE id = ?", entry)
        return (self.branches.of_place(found[0]), found[0] & SEQ_MASK) if found else None

    def by_id(self, entry: bytes) -> Entry | None:
        """The entry with this id."""
        found = self._one("SELECT data FROM entry WHERE id = ?", entry)
        return envelope.read(found[0]) if found else None

    def at(self, author: bytes, seq: int) -> Entry | None:
        """The entry at a place of a feed or branch."""
        return next((entry for entry in self.read(author, seq - 1, 1) if entry.seq == seq), None)

    def by_command(self, author: bytes, command: bytes) -> Entry | None:
        """The entry that answered a command of this device, on whatever branch, or of a key before it."""
        sql = """SELECT data FROM entry WHERE command = ? AND feed IN (
 SELECT number FROM feed WHERE site = (SELECT site FROM feed WHERE author = ?)) ORDER BY place LIMIT 1"""
        found = self._one(sql, command, author)
        return envelope.read(found[0]) if found else None

    def read(self, author: bytes, after: int, most: int) -> Sequence[Entry]:
        """At most `most` entries of a feed behind `after`, in order."""
        return [envelope.read(data) for data in self.raw(author, after, most)]

    def raw(self, author: bytes, after: int, most: int) -> Sequence[bytes]:
        """The bytes of at most `most` entries of a feed behind `after`, in order."""
        span = self.branches.stretch(author)
        if span is None:
            return []
        sql = "SELECT data FROM entry WHERE place > ? AND place <= ? ORDER BY place LIMIT ?"
        low = place(span.number, max(after, span.first - 1))
        return [row[0] for row in self._all(sql, low, place(span.number, span.last), most)]

    def carry(self, author: bytes, after: int, most: int) -> Sequence[Carried]:
        """At most `most` entries of a feed behind `after`, in order, as they are sent on."""
        span = self.branches.stretch(author)
        if span is None:
            return []
        device = self.branches.device(author)
        sql = "SELECT place, id, data FROM entry WHERE place > ? AND place <= ? ORDER BY place LIMIT ?"
        low = place(span.number, max(after, span.first - 1))
        found = self._all(sql, low, place(span.number, span.last), most)
        return [Carried(device, stands & SEQ_MASK, entry, data) for stands, entry, data in found]

    def line(self, leaf: bytes) -> list[bytes]:
        """The bytes of the unbroken line that ends with a feed or branch, from the device's first entry."""
        return [data for part in reversed(self.branches.ancestry(leaf)) for data in self.raw(part, 0, SEQ_MASK)]

    def longest(self, device: bytes) -> list[bytes]:
        """The longest unbroken line that is held of a device's feed."""
        leaves = self.branches.leaves(device)
        heads = self.heads(leaves)
        return self.line(max(leaves, key=lambda leaf: (heads.get(leaf, EMPTY).seq, leaf), default=device))

    def walk(self, author: bytes, batch: int = 1_000) -> Iterator[Entry]:
        """Every entry of a feed, in order, read in batches."""
        after = 0
        while run := self.read(author, after, batch):
            yield from run
            after = run[-1].seq

    def keep(
        self,
        run: Sequence[Entry],
        opened: Enrolment | None = None,
        *,
        branch: bytes | None = None,
        own: bool = False,
    ) -> None:
        """Store and fold an admitted run, on a branch where it is named; commands are indexed for the node's `own` feed only."""
        author = branch or run[0].author
        if opened is not None:
            self._open(author, opened.key, opened.box, opened.certificate.site)
        span = self.branches.stretch(author)
        assert span is not None, "a feed is opened before it is kept"
        number = span.number
        rows = [(place(number, e.seq), e.id, number, e.command if own else None, e.data) for e in run]
        insert_many(self._cursor, "entry", ("place", "id", "feed", "command", "data"), rows, self._mark)
        self.books.fold(run, author)
        self.books.flush()

    def part(self, entry: Entry, *, own: bool = False) -> bytes | None:
        """Begin a branch with an entry whose `prev` is held and is not the head; the branch's name. None beyond `MOST`.

        What stood behind that place becomes a branch too, and both are folded under their own names.
        """
        device, parent = entry.author, (self.where(entry.prev) or (entry.author, 0))[0]
        if len(self.branches.of_device(device)) > MOST:
            return None
        span = self.branches.stretch(parent)
        assert span is not None, "a feed parts where it is held"
        if self.id_at(parent, entry.seq) is not None:
            self._cut(parent, device, span, entry.seq)
        name = branch_id(device, entry.id)
        self._also_open(name, device)
        fresh = self.branches.stretch(name)
        assert fresh is not None, "the branch was just opened"
        self.branches.open(name, device, parent, Stretch(fresh.number, entry.seq, SEQ_MASK))
        self.branches.settle(device)
        self.keep([entry], branch=name, own=own)
        return name

    def stretches(self, author: bytes) -> Sequence[bytes]:
        """The names under which a device's entries stand."""
        return self.branches.of_device(author)

    def followers(self, author: bytes, seq: int) -> Sequence[bytes]:
        """The payloads held at a place of a device's feed, on whatever branch."""
        return [entry.payload for one in self.stretches(author) if (entry := self.at(one, seq)) and entry.seq == seq]

    def is_open(self, author: bytes) -> bool:
        """Whether a feed or branch may still grow at its head."""
        span = self.branches.stretch(author)
        return span is None or span.last == SEQ_MASK

    def keep_stray(self, entry: Entry, agreed: int) -> None:
        """Keep a proof that has no place yet."""
        self.branches.keep_stray(entry.id, entry.author, entry.seq, agreed, entry.data)

    def agree(self, author: bytes, seq: int) -> None:
        """Both sides hold the same up to here."""
        self.branches.agree(author, seq)

    def doubts(self, authors: Iterable[bytes]) -> dict[bytes, int]:
        """How far both sides hold the same of feeds in doubt."""
        return self.branches.doubts(authors)

    def refold(self, author: bytes) -> None:
        """Burn the rows of one feed or branch and fold its entries again."""
        burn(self._cursor, author, self._mark)
        fold_all(self._cursor, self.walk(author), self._mark, author, self.soundness.unsound(author))

    def rows(self, book: type[AnyRow], owner: bytes) -> list[AnyRow]:
        """The rows of a book that a feed or branch owns."""
        names = ", ".join(f'"{name}"' for name in columns(book))
        return [book(*found) for found in self._all(f"SELECT {names} FROM book_{book.BOOK} WHERE owner = ?", owner)]

    def _cut(self, parent: bytes, device: bytes, span: Stretch, at: int) -> None:
        """Cut a stretch in two at `at`; what stands there and behind it goes on under the name of its first entry."""
        first = self.id_at(parent, at)
        assert first is not None, "a stretch is cut where an entry stands"
        tail = branch_id(device, first)
        self._also_open(tail, device)
        self.branches.close_trunk(parent, device, span, at - 1)
        self.branches.open(tail, device, parent, Stretch(span.number, at, span.last))
        self.branches.adopt(parent, tail)
        self.refold(parent)
        self.refold(tail)

    def _also_open(self, name: bytes, device: bytes) -> None:
        """A branch is written by its device's key and belongs to its site."""
        key, box, site = self._one("SELECT key, box, site FROM feed WHERE author = ?", device)
        self._open(name, key, box, site)

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
            self._cursor.execute(self._sql("DELETE FROM awaited WHERE place = ?"), (self._block_place(entry),))
        return refused

    def keep_sealed(self, blocks: Iterable[Sealed], source: bytes) -> list[tuple[bytes, str]]:
        """Keep sealed blocks unread. What stands first stays, but an author may put its own in a stranger's place."""
        refused: list[tuple[bytes, str]] = []
        for block in blocks:
            entry = self.by_id(block.entry)
            if entry is None or entry.pd is None:
                refused.append((block.entry, "personal.commitment" if entry else "personal.no_entry"))
                continue
            stands = self._block_place(entry)
            if entry.author == source:
                self._drop_sealed(stands)
            self._cursor.execute(self._sql(_KEEP_SEALED), (stands, block.data))
            self._cursor.execute(self._sql("DELETE FROM awaited WHERE place = ?"), (stands,))
        return refused

    def keep_opening(self, entry: Entry, opening: bytes) -> None:
        """Keep what opens the commitment of an entry that is held; once is enough."""
        stands = self._block_place(entry)
        self._drop_sealed(stands)
        self._cursor.execute(self._sql(_KEEP_OPENING), (stands, opening))

    def await_blocks(self, entries: Iterable[bytes]) -> None:
        """Those without a block are awaited from now on, until one is kept."""
        sql = """INSERT INTO awaited (place) SELECT place FROM entry WHERE id = ?
 AND NOT EXISTS (SELECT 1 FROM block WHERE block.place = entry.place) ON CONFLICT (place) DO NOTHING"""
        for entry in entries:
            self._cursor.execute(self._sql(sql), (entry,))

    def awaited(self, authors: Iterable[bytes], most: int) -> list[bytes]:
        """Entries of these feeds whose block is awaited."""
        wanted = set(authors)
        found = self._all("SELECT e.place, e.id FROM awaited a JOIN entry e ON e.place = a.place ORDER BY a.place")
        return [entry for stands, entry in found if self.branches.of_place(stands) in wanted][:most]

    def digests(self, authors: Iterable[bytes]) -> dict[bytes, tuple[int, bytes]]:
        """How far each feed is folded and the digest kept of its rows."""
        wanted = set(authors)
        found = self._all("SELECT author, last, rows FROM book_feed")
        return {author: (last, rows) for author, last, rows in found if author in wanted}

    def _block_place(self, entry: Entry) -> int:
        found = self._one("SELECT place FROM entry WHERE id = ?", entry.id)
        assert found is not None, "a block stands beside an entry that is held"
        return found[0]

    def _drop_sealed(self, stands: int) -> None:
        self._cursor.execute(self._sql("DELETE FROM block WHERE place = ? AND opening IS NULL"), (stands,))

    def _open(self, author: bytes, key: bytes, box: bytes, site: str) -> None:
        sql = "INSERT INTO feed (author, key, box, site) VALUES (?, ?, ?, ?)"
        self._cursor.execute(self._sql(sql), (author, key, box, site))

    def _one(self, sql: str, *values: object) -> Any:
        self._cursor.execute(self._sql(sql), values)
        return self._cursor.fetchone()

    def _all(self, sql: str, *values: object) -> Any:
        self._cursor.execute(self._sql(sql), values)
        return self._cursor.fetchall()

    def _sql(self, sql: str) -> str:
        return sql if self._mark == "?" else sql.replace("?", self._mark)
