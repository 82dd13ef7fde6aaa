"""What this ledger holds, as findings read it: rows by their columns, feeds, and what peers have signed beyond them."""

from __future__ import annotations

from collections.abc import Mapping

from schemas.apply import Cursor
from schemas.books.findings import Fork, Gap
from schemas.books.shelf import AnyRow
from schemas.books.staged import columns
from schemas.entry.admit import Head
from schemas.keep import Feeds
from station.ledger.peers import frontiers
from station.ledger.queries import rows


class Held:
    """A `Reader` on one cursor."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor

    def rows(self, book: type[AnyRow], **equal: object) -> list[AnyRow]:
        """The rows of a book whose columns have these values."""
        assert set(equal) <= set(columns(book))
        return rows(self._cursor, book, " AND ".join(f'"{name}" = ?' for name in equal) or "1 = 1", *equal.values())

    def alike(self, book: type[AnyRow], *names: str) -> list[AnyRow]:
        """The rows of a book that share the values of these columns with another row of it."""
        assert set(names) <= set(columns(book))
        shared = ", ".join(f'"{name}"' for name in names)
        twice = f"SELECT {shared} FROM book_{book.BOOK} GROUP BY {shared} HAVING COUNT(*) > 1"
        return rows(self._cursor, book, f"({shared}) IN ({twice})")

    def heads(self) -> Mapping[bytes, Head]:
        """The head of each feed held."""
        return Feeds(self._cursor).heads()

    def gaps(self) -> list[Gap]:
        """Feeds of which a peer's newest frontier tells more than is held."""
        heads = self.heads()
        return [
            Gap(author, heads[author].seq, told.seq)
            for frontier, _, _ in frontiers(self._cursor)
            for author, told in sorted((frontier.feeds or {}).items())
            if author in heads and told.seq > heads[author].seq
        ]

    def forks(self) -> list[Fork]:
        """Forks that are proved."""
        return [Fork(one.device, one.seq, one.entries) for one in Feeds(self._cursor).branches.partings()]
