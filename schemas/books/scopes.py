"""The book of scopes 全市通办范围: whose feeds a site holds beside its own, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from schemas.books.roster import SiteRow
from schemas.books.shelf import Act, Shelf
from schemas.facts import ScopeGranted

STREET = "street"


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """A scope as it was granted: kinds of sites and districts, each list as words with commas between."""

    BOOK: ClassVar[str] = "scope"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    kinds: str
    districts: str


def fold(act: Act, shelf: Shelf) -> None:
    """Scopes as they come."""
    for part, fact in enumerate(act.facts):
        if isinstance(fact, ScopeGranted):
            shelf.add(ScopeRow(act.owner, act.entry.seq, part, ",".join(fact.kinds), ",".join(fact.districts)))


def sites_in_scope(site: str, roster: Mapping[str, SiteRow], granted: Iterable[ScopeRow]) -> frozenset[str]:
    """The sites whose feeds a site holds, its own among them; `granted` are the scopes in its channel.

    Without a grant the roster decides: a street station serves the whole city 全市通办 and holds the feeds of all
    street stations, any other site its own.
    """
    own = roster.get(site)
    newest = max(granted, key=lambda row: (row.seq, row.part), default=None)
    if newest is None:
        kinds, districts = ({STREET} if own is not None and own.kind == STREET else set[str]()), set[str]()
    else:
        kinds, districts = _words(newest.kinds), _words(newest.districts)
    seen = {row.site for row in roster.values() if row.kind in kinds and (not districts or row.district in districts)}
    return frozenset({site, *seen})


def _words(text: str) -> set[str]:
    return {word for word in text.split(",") if word}
