"""The book of what was read or done at the centre in a site's matters 反向审计台账."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.entry.clock import wall_of
from schemas.facts import MattersAccessed


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One read or act, when (milliseconds since 1970), by which door, of what, by whom and why."""

    BOOK: ClassVar[str] = "access"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    at_ms: int
    act: str
    subject: str
    by: str
    why: str
    count: int


def fold(act: Act, shelf: Shelf) -> None:
    """Each as it was said."""
    for part, fact in enumerate(act.facts):
        if isinstance(fact, MattersAccessed):
            said = (fact.act, fact.subject, fact.by, fact.why, fact.count)
            shelf.add(AccessRow(act.owner, act.entry.seq, part, wall_of(act.entry.hlc), *said))
