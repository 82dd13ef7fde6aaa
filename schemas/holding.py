"""What a node holds, as findings read it: rows by their columns, feeds and branches, and what peers have told beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas.apply import Cursor
from schemas.books.findings import Fork, Gap
from schemas.books.shelf import AnyRow
from schemas.books.staged import columns
from schemas.entry.admit import Head
from schemas.keep import Feeds


class Holding:
    """A `Reader` on one cursor, the same for SQLite and PostgreSQL. `told`: feed → how far somebody says that it goes."""

    def __init__(self, cursor: Cursor, mark: str = "?", told: Iterable[tuple[bytes, int]] = ()) -> None:
        self._cursor = cursor
        self._mark = mark
        self._told = tuple(told)
        self._feeds = Feeds(cursor, mark)

    def rows(self, book: type[AnyRow], **equal: object) -> list[AnyRow]:
        """The rows of a book whose columns have these values."""
        assert set(equal) <= set(columns(book))
        where = " AND ".join(f'"{name}" = {self._mark}' for name in equal) or "1 = 1"
        return self._where(book, where, *equal.values())

    def alike(self, book: type[AnyRow], *names: str) -> list[AnyRow]:
        """The rows of a book that share the values of these columns with another row of it."""
        assert set(names) <= set(columns(book))
        shared = ", ".join(f'"{name}"' for name in names)
        twice = f"SELECT {shared} FROM book_{book.BOOK} GROUP BY {shared} HAVING COUNT(*) > 1"
        return self._where(book, f"({shared}) IN ({twice})")

    def heads(self) -> Mapping[bytes, Head]:
        """The head of each feed or branch held."""
        return self._feeds.heads()

    def gaps(self) -> list[Gap]:
        """Feeds of which more was told than is held."""
        heads = self.heads()
        return [Gap(author, heads[author].seq, seq) for author, seq in self._told if self._lacks(heads, author, seq)]

    def forks(self) -> list[Fork]:
        """Forks that are proved."""
        return [Fork(one.device, one.seq, one.entries) for one in self._feeds.branches.partings()]

    def _lacks(self, heads: Mapping[bytes, Head], author: bytes, seq: int) -> bool:
        """A feed that has parted ends where it parted; what was told of it before stands on its branches."""
        return author in heads and seq > heads[author].seq and self._feeds.is_open(author)

    def _where(self, book: type[AnyRow], where: str, *values: object) -> list[AnyRow]:
        names = ", ".join(f'"{name}"' for name in columns(book))
        self._cursor.execute(f"SELECT {names} FROM book_{book.BOOK} WHERE {where}", values)
        return [book(*found) for found in self._cursor.fetchall()]
