"""The book of published rule packs 规则包台账: which packs a feed has published. Which of them are used is `schemas.rules.publishing`'s."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.facts import RulesPublished


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack that a feed has published, by its digest; the document stands in the entry at `seq`."""

    BOOK: ClassVar[str] = "pack"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "pack")
    owner: bytes
    pack: bytes
    seq: int
    id: str
    version: str
    first: str
    last: str


def fold(act: Act, shelf: Shelf) -> None:
    """One row a pack; publishing the same bytes again changes nothing."""
    for fact in act.facts:
        if isinstance(fact, RulesPublished) and shelf.get(PackRow, act.owner, fact.pack) is None:
            shelf.put(PackRow(act.owner, fact.pack, act.entry.seq, fact.id, fact.version, fact.first, fact.last))
