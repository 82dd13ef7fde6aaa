"""What findings look at: rows that are held, what is known of feeds beyond them, and the law of the packs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from schemas.books.shelf import AnyRow
from schemas.entry.admit import Head


@dataclass(frozen=True, slots=True)
class Gap:
    """A feed that is held to `held` although somebody has signed that he holds it to `told`."""

    author: bytes
    held: int
    told: int


@dataclass(frozen=True, slots=True)
class Fork:
    """Two entries of one author with one place, both validly signed."""

    author: bytes
    seq: int
    entries: tuple[bytes, ...]


class Reader(Protocol):
    """Rows and feeds that are held. The order in which anything is given plays no part."""

    def rows(self, book: type[AnyRow], **equal: object) -> Iterable[AnyRow]:
        """The rows of a book whose columns have these values."""
        ...

    def alike(self, book: type[AnyRow], *columns: str) -> Iterable[AnyRow]:
        """The rows of a book that share the values of these columns, none of them null, with another row of it."""
        ...

    def heads(self) -> Mapping[bytes, Head]:
        """The head of each feed held."""
        ...

    def gaps(self) -> Iterable[Gap]:
        """Feeds of which more exists than is held."""
        ...

    def forks(self) -> Iterable[Fork]:
        """Forks that are proved."""
        ...


class Judge(Protocol):
    """What findings have to ask the law or a personal block."""

    def days_of(self, pack: bytes) -> tuple[str, str] | None:
        """First and last day of a rule pack by its digest; None for one that is not known."""
        ...

    def exempt_with(self, entry: bytes, counted: str, prior_fen: int) -> bool | None:
        """Whether a sale stays below the threshold when `prior_fen` was sold in its day, month or quarter before; None: unknown."""
        ...

    def contract_of(self, entry: bytes) -> str | None:
        """The contract number that an application named, where its personal block is held."""
        ...

    def refills(self, peer: bytes) -> bool:
        """Whether this peer's frontier refills an allowance: the centre's does."""
        ...

    def knows_grants(self, device: bytes) -> bool:
        """Whether every grant to this device is held: the centre holds all, a station its own."""
        ...
