"""The ledger as a `FeedStore`: each call a transaction of its own, so that what is acknowledged is on the disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.entry.admit import Enrolment, Head
from schemas.entry.envelope import Entry
from schemas.entry.personal import Block
from schemas.keep import Feeds
from station.ledger.database import Database


class LedgerStore:
    """Feeds of this ledger, for an exchange."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def heads(self, authors: Iterable[bytes] | None = None) -> dict[bytes, Head]:
        """The head of each feed held."""
        with self._database.read() as cursor:
            return Feeds(cursor).heads(authors)

    def device_key(self, author: bytes) -> bytes | None:
        """The raw public key of a feed's device."""
        with self._database.read() as cursor:
            return Feeds(cursor).device_key(author)

    def id_at(self, author: bytes, seq: int) -> bytes | None:
        """The id of the entry held at a place."""
        with self._database.read() as cursor:
            return Feeds(cursor).id_at(author, seq)

    def read(self, author: bytes, after: int, most: int) -> Sequence[Entry]:
        """Entries of a feed behind `after`."""
        with self._database.read() as cursor:
            return Feeds(cursor).read(author, after, most)

    def keep(self, run: Sequence[Entry], opened: Enrolment | None = None) -> None:
        """Store and fold an admitted run, all or none."""
        with self._database.write() as cursor:
            Feeds(cursor).keep(run, opened)

    def blocks(self, entries: Iterable[bytes]) -> Sequence[Block]:
        """Personal blocks held in clear."""
        with self._database.read() as cursor:
            return Feeds(cursor).blocks(entries)

    def keep_blocks(self, blocks: Iterable[Block]) -> int:
        """Keep blocks that open a commitment."""
        with self._database.write() as cursor:
            return Feeds(cursor).keep_blocks(blocks)

    def digests(self, authors: Iterable[bytes]) -> dict[bytes, tuple[int, bytes]]:
        """How far each feed is folded and the digest of its rows."""
        with self._database.read() as cursor:
            return Feeds(cursor).digests(authors)
