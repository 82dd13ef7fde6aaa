"""What the station needs of the world outside, as promises. Real adapters are chosen in `station.compose`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from schemas.entry.kinds import Posting


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the counter wants written, on its way to the journal: one act, whole.

    `said` is what is said of people (the personal block). Which papers it calls for follows from the entry itself.
    """

    kind: str
    facts: tuple[Any, ...]
    postings: tuple[Posting, ...] = ()
    said: dict[str, Any] | None = None
    pack: bytes | None = None


class Clock(Protocol):
    """The machine's clock. It may jump; nothing of law, number or amount is decided by it."""

    def wall_ms(self) -> int:
        """Milliseconds since 1970 as the machine believes."""
        ...


class Identity(Protocol):
    """Chance: new ids, salts, nonces. Seeded in tests, the operating system's in earnest."""

    def fresh(self, size: int) -> bytes:
        """`size` bytes that nobody could guess."""
        ...

    def command(self) -> UUID:
        """A new command id."""
        ...


class Link(Protocol):
    """A way to one peer: bytes of an exchange out, bytes of its reply back."""

    def exchange(self, request: bytes) -> bytes:
        """The peer's reply; Fault `link.*` when there is none."""
        ...
