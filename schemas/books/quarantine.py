"""What stands in a feed and is not counted 待查分录, with the reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.entry.kinds import Unknown


@dataclass(frozen=True, slots=True)
class QuarantineRow:
    """A part of an entry that no book counts; `part` -1 means the whole entry."""

    BOOK: ClassVar[str] = "quarantine"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    reason: str


def set_aside(act: Act, shelf: Shelf, part: int, reason: str) -> None:
    """Write down that this part of the entry is not counted."""
    shelf.add(QuarantineRow(act.owner, act.entry.seq, part, reason))


def fold(act: Act, shelf: Shelf) -> None:
    """Facts of a newer version, and facts that do not fit their name."""
    for part, fact in enumerate(act.facts):
        if isinstance(fact, Unknown):
            set_aside(act, shelf, part, "newer_version")
