"""What one side holds and the other lacks, in bounds: whole runs of entries and the blocks that travel beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Carried
from schemas.exchange.blocks import asked_again, outgoing
from schemas.exchange.side import Side

_READ_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much one exchange carries at most; one entry with its block always fits."""

    entries: int
    entry_bytes: int
    block_bytes: int


LINE = Bounds(entries=1_000, entry_bytes=4 << 20, block_bytes=8 << 20)
"""An exchange over a line, which goes on at once with the next: below `stream.MOST_BYTES`."""
STICK = Bounds(entries=40_000, entry_bytes=20 << 20, block_bytes=20 << 20)
"""An exchange that a person carries: below `parcel.MOST_PLAIN_BYTES`."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What goes into one exchange, of which feeds and branches, and whether more waits."""

    entries: list[Carried]
    feeds: frozenset[bytes]
    blocks: list[bytes]
    more: bool


def told(side: Side) -> dict[bytes, Head]:
    """The heads of the shared scope, as they are told: of a feed in doubt only what both sides hold alike."""
    heads = dict(side.store.heads(side.scope))
    for author, agreed in side.store.doubts(heads).items():
        found = side.store.id_at(author, agreed) if agreed else None
        heads[author] = Head(agreed, found) if found else EMPTY
    return heads


def batch(
    side: Side,
    target: bytes,
    peer: Mapping[bytes, Head],
    bounds: Bounds,
    awaited: Iterable[tuple[bytes, str]] = (),
) -> Batch:
    """What `target`, who stands at the heads `peer`, lacks of the shared scope, and the blocks that it asks for again."""
    found = _Missing(side, bounds)
    more = not found.gather(peer)
    entries = found.entries
    blocks = outgoing(side, target, entries)
    while len(entries) > 1 and sum(map(len, blocks)) > bounds.block_bytes:
        entries, more = entries[: len(entries) // 2], True
        blocks = outgoing(side, target, entries)
    blocks += outgoing(side, target, asked_again(side, awaited))
    return Batch(entries, frozenset(found.feeds), blocks, more)


class _Missing:
    """The entries behind a peer's heads, gathered within bounds."""

    def __init__(self, side: Side, bounds: Bounds) -> None:
        self._side, self._bounds = side, bounds
        self._room = bounds.entry_bytes
        self.entries: list[Carried] = []
        self.feeds: set[bytes] = set()

    def gather(self, peer: Mapping[bytes, Head]) -> bool:
        """Whether all fits. My own feed comes first: by its first entry a stranger knows me; a branch comes behind its trunk."""
        heads = self._side.store.heads(self._side.scope)
        mine = set(self._side.store.stretches(self._side.signer.id))
        for author in sorted(heads, key=lambda author: (author not in mine, author != self._side.signer.id, author)):
            known, head = peer.get(author, EMPTY), heads[author]
            if known.seq <= head.seq and self._is_elsewhere(author, known):
                self._sample(author, known.seq)
            elif not self._behind(author, known.seq, head.seq):
                return False
        return True

    def _behind(self, author: bytes, after: int, last: int) -> bool:
        """All entries of a feed behind a place, as far as there is room."""
        while after < last:
            if len(self.entries) >= self._bounds.entries or self._room <= 0:
                return False
            most = min(_READ_AT_ONCE, self._bounds.entries - len(self.entries))
            for entry in self._side.store.carry(author, after, most):
                if self._room <= 0:
                    return False
                self._take(author, entry)
                after = entry.seq
        return True

    def _is_elsewhere(self, author: bytes, known: Head) -> bool:
        """Whether the peer stands on another branch than this one, or says so."""
        return known.seq > 0 and self._side.store.id_at(author, known.seq) not in (None, known.id)

    def _sample(self, author: bytes, seq: int) -> None:
        """Entries further and further back: one of them proves the fork, another says how far both agree."""
        back, places = 0, list[int]()
        while seq - back > 0:
            places.append(seq - back)
            back = 2 * back + 1
        for at in reversed(places):
            self._take(author, *self._side.store.carry(author, at - 1, 1))

    def _take(self, author: bytes, *entries: Carried) -> None:
        self.feeds.add(author)
        for entry in entries:
            self.entries.append(entry)
            self._room -= len(entry.data)
