"""The ledger as a `FeedStore`: each call a transaction of its own, so that what is acknowledged is on the disk."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager

from schemas.apply import Cursor
from schemas.entry.admit import Enrolment, Head
from schemas.entry.envelope import Carried, Entry
from schemas.entry.kinds import facts_of
from schemas.entry.personal import Block, Sealed
from schemas.keep import Feeds
from station.ledger import lineage, names
from station.ledger.database import Database


class LedgerStore:
    """Feeds of this ledger, for an exchange. `own` is this device's feed: what comes back of it answers commands again."""

    def __init__(self, database: Database, own: bytes, cursor: Cursor | None = None) -> None:
        """With a `cursor` all happens within its transaction; without one each call is a transaction of its own."""
        self._database = database
        self._own = own
        self._cursor = cursor

    def sites(self) -> dict[bytes, str]:
        """The `site` of each feed's certificate."""
        with self._reading() as cursor:
            return Feeds(cursor).sites()

    def shared(self, choose: Callable[[Mapping[bytes, str]], frozenset[bytes]]) -> frozenset[bytes]:
        """Those of the feeds held that a rule of scope chooses."""
        return choose(self.sites())

    def heads(self, authors: Iterable[bytes] | None = None) -> dict[bytes, Head]:
        """The head of each feed held."""
        with self._reading() as cursor:
            return Feeds(cursor).heads(authors)

    def device_key(self, author: bytes) -> bytes | None:
        """The raw public key of a feed's device."""
        with self._reading() as cursor:
            return Feeds(cursor).device_key(author)

    def box_key(self, author: bytes) -> bytes | None:
        """The X25519 box key of a feed's device."""
        with self._reading() as cursor:
            return Feeds(cursor).box_key(author)

    def id_at(self, author: bytes, seq: int) -> bytes | None:
        """The id of the entry held at a place."""
        with self._reading() as cursor:
            return Feeds(cursor).id_at(author, seq)

    def carry(self, author: bytes, after: int, most: int) -> Sequence[Carried]:
        """Entries of a feed behind `after`, as they are sent on."""
        with self._reading() as cursor:
            return Feeds(cursor).carry(author, after, most)

    def keep(self, run: Sequence[Entry], opened: Enrolment | None = None, *, branch: bytes | None = None) -> None:
        """Store and fold an admitted run, all or none."""
        with self._writing() as cursor:
            Feeds(cursor).keep(run, opened, branch=branch, own=lineage.is_own(cursor, self._own, run[0].author))
            if branch in (None, self._own) and run[0].author == self._own:
                cursor.execute("UPDATE paper_mark SET seq = ?", (run[-1].seq,))

    def where(self, entry: bytes) -> tuple[bytes, int] | None:
        """The feed or branch in which an entry stands."""
        with self._reading() as cursor:
            return Feeds(cursor).where(entry)

    def part(self, entry: Entry) -> bytes | None:
        """Begin a branch; of the own feed its commands are answered again as well."""
        with self._writing() as cursor:
            own = lineage.is_own(cursor, self._own, entry.author)
            name = Feeds(cursor).part(entry, own=own)
            if own:
                lineage.refresh(cursor, self._own)
            return name

    def stretches(self, author: bytes) -> Sequence[bytes]:
        """The names under which a device's entries stand."""
        with self._reading() as cursor:
            return Feeds(cursor).stretches(author)

    def followers(self, author: bytes, seq: int) -> Sequence[bytes]:
        """The payloads held at a place of a device's feed."""
        with self._reading() as cursor:
            return Feeds(cursor).followers(author, seq)

    def is_open(self, author: bytes) -> bool:
        """Whether a feed or branch may still grow at its head."""
        with self._reading() as cursor:
            return Feeds(cursor).is_open(author)

    def keep_stray(self, entry: Entry, agreed: int) -> None:
        """Keep a proof that has no place yet."""
        with self._writing() as cursor:
            Feeds(cursor).keep_stray(entry, agreed)

    def agree(self, author: bytes, seq: int) -> None:
        """Both sides hold the same up to here."""
        with self._writing() as cursor:
            Feeds(cursor).agree(author, seq)

    def doubts(self, authors: Iterable[bytes]) -> dict[bytes, int]:
        """How far both sides hold the same of feeds in doubt."""
        with self._reading() as cursor:
            return Feeds(cursor).doubts(authors)

    def blocks(self, entries: Iterable[bytes]) -> Sequence[Block]:
        """Personal blocks held in clear."""
        with self._reading() as cursor:
            return Feeds(cursor).blocks(entries)

    def sealed_blocks(self, entries: Iterable[bytes]) -> Sequence[Sealed]:
        """Personal blocks held sealed."""
        with self._reading() as cursor:
            return Feeds(cursor).sealed_blocks(entries)

    def keep_blocks(self, blocks: Iterable[Block]) -> list[tuple[bytes, str]]:
        """Keep blocks that open a commitment, and make what they say findable; those refused."""
        with self._writing() as cursor:
            feeds = Feeds(cursor)
            fresh = [block for block in blocks if not feeds.blocks([block.entry])]
            refused = feeds.keep_blocks(fresh)
            for block in feeds.blocks(block.entry for block in fresh):
                held = feeds.by_id(block.entry)
                names.index(cursor, block.entry, block.said, facts_of(held.body) if held else ())
            return refused

    def keep_sealed(self, blocks: Iterable[Sealed], source: bytes) -> list[tuple[bytes, str]]:
        """Keep sealed blocks unread; those refused."""
        with self._writing() as cursor:
            return Feeds(cursor).keep_sealed(blocks, source)

    def await_blocks(self, entries: Iterable[bytes]) -> None:
        """Those without a block are awaited from now on."""
        with self._writing() as cursor:
            Feeds(cursor).await_blocks(entries)

    def awaited(self, authors: Iterable[bytes], most: int) -> list[bytes]:
        """Entries of these feeds whose block is awaited."""
        with self._reading() as cursor:
            return Feeds(cursor).awaited(authors, most)

    def digests(self, authors: Iterable[bytes]) -> dict[bytes, tuple[int, bytes]]:
        """How far each feed is folded and the digest of its rows."""
        with self._reading() as cursor:
            return Feeds(cursor).digests(authors)

    @contextmanager
    def _reading(self) -> Generator[Cursor]:
        if self._cursor is not None:
            yield self._cursor
            return
        with self._database.read() as cursor:
            yield cursor

    @contextmanager
    def _writing(self) -> Generator[Cursor]:
        if self._cursor is not None:
            yield self._cursor
            return
        with self._database.write() as cursor:
            yield cursor


@contextmanager
def within(database: Database, own: bytes) -> Generator[LedgerStore]:
    """The feeds within one transaction: on the disk when this ends, or not at all."""
    with database.write() as cursor:
        yield LedgerStore(database, own, cursor)
