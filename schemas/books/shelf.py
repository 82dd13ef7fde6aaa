"""Where folds read and write rows: the port between the pure books and the tables that keep them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol, TypeVar

from schemas.entry.envelope import Entry


class Row(Protocol):
    """A row of a book: a frozen dataclass of int, str, bytes or None, whose key holds its owner."""

    BOOK: ClassVar[str]
    KEY: ClassVar[tuple[str, ...]]

    @property
    def owner(self) -> bytes:
        """The feed that alone writes this row."""
        ...


AnyRow = TypeVar("AnyRow", bound=Row)


class Shelf(Protocol):
    """Rows by key. `put` after `get` of the same key replaces; `add` is for a key that cannot stand yet."""

    def get(self, book: type[AnyRow], *key: object) -> AnyRow | None:
        """The row under this key, or None."""
        ...

    def put(self, row: Row) -> None:
        """Keep this row under its key; its key was asked for before."""
        ...

    def add(self, row: Row) -> None:
        """Keep a row whose key holds the entry's own place, so that none can stand there."""
        ...


@dataclass(frozen=True, slots=True)
class Act:
    """One entry as the folds see it; `owner` is the feed or branch in which it stands, `fault` why it cannot be counted."""

    entry: Entry
    facts: tuple[Any, ...]
    postings: tuple[tuple[str, int], ...]
    owner: bytes
    fault: str | None = None
