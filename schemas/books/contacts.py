"""The book of contacts 联络记录, and the interval in which an entry provably came to be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.entry.clock import wall_of
from schemas.facts import ContactNoted


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A peer's frontier as it stands in a feed; `peer_ms` is the peer's clock, `held` how far it held this feed."""

    BOOK: ClassVar[str] = "contact"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    peer: bytes
    frontier: bytes
    peer_ms: int
    held: int
    heard_ms: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A frontier that is held: by whom, its clock, how far it covers the feed in question."""

    peer: bytes
    peer_ms: int
    held: int


@dataclass(frozen=True, slots=True)
class Interval:
    """Not before `after_ms` by `after_peer`'s clock, not after `until_ms` by `until_peer`'s; None: nothing proves it."""

    after_ms: int | None
    after_peer: bytes | None
    until_ms: int | None
    until_peer: bytes | None


def fold(act: Act, shelf: Shelf) -> None:
    """Contacts as they come."""
    for part, fact in enumerate(act.facts):
        if isinstance(fact, ContactNoted):
            said = (fact.peer, fact.frontier, wall_of(fact.hlc), fact.held, fact.heard_ms)
            shelf.add(ContactRow(act.owner, act.entry.seq, part, *said))


def interval(seq: int, contacts: Iterable[ContactRow], frontiers: Iterable[Seen] = ()) -> Interval:
    """When the entry at `seq` of a feed was written, as far as others signed for it.

    From below: the latest frontier that stands in the feed at or before it. From above: the earliest that covers it,
    written in the feed later or held beside it. Each peer's clock is its own.
    """
    noted = list(contacts)
    before = [(row.peer_ms, row.peer) for row in noted if row.seq <= seq]
    covering = [(row.peer_ms, row.peer) for row in noted if row.held >= seq]
    covering += [(seen.peer_ms, seen.peer) for seen in frontiers if seen.held >= seq]
    after, until = max(before, default=None), min(covering, default=None)
    return Interval(
        after[0] if after else None,
        after[1] if after else None,
        until[0] if until else None,
        until[1] if until else None,
    )
