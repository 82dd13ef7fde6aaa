"""The books of the directory 纳税人名录: files given out to each device, looks by day and clerk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.facts.directory import DirectoryLooked, DirectoryPublished


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """A file that was made for a device; `scope` are the districts, joined by commas."""

    BOOK: ClassVar[str] = "directory"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    device: bytes
    serial: int
    behind: int
    sha256: bytes
    count: int
    scope: str


@dataclass(frozen=True, slots=True)
class LookRow:
    """Looks of one clerk on one day, as one entry sums them."""

    BOOK: ClassVar[str] = "look"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    clerk: str
    searches: int
    opened: int


def fold(act: Act, shelf: Shelf) -> None:
    """Each file and each sum as it was said; a scope that is no list of text sets the entry aside."""
    for part, fact in enumerate(act.facts):
        place = (act.owner, act.entry.seq, part)
        if isinstance(fact, DirectoryPublished):
            if not all(isinstance(district, str) for district in fact.scope):
                raise ValueError("a district is text")
            said = (fact.device, fact.serial, fact.behind, fact.sha256, fact.count)
            shelf.add(DirectoryRow(*place, *said, ",".join(sorted(fact.scope))))
        elif isinstance(fact, DirectoryLooked):
            shelf.add(LookRow(*place, fact.on, fact.clerk, fact.searches, fact.opened))
