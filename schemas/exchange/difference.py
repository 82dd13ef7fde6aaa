"""What one side holds and the other lacks, in bounds: whole runs of entries and the blocks that travel beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Entry
from schemas.exchange.blocks import outgoing
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
    """What goes into one exchange, and whether more waits."""

    entries: list[Entry]
    blocks: list[bytes]
    more: bool


def batch(side: Side, target: bytes, peer: Mapping[bytes, Head], bounds: Bounds) -> Batch:
    """What `target`, who stands at the heads `peer`, lacks of the shared scope."""
    entries, more = _missing(side, peer, bounds)
    blocks = outgoing(side, target, entries)
    while len(entries) > 1 and sum(map(len, blocks)) > bounds.block_bytes:
        entries, more = entries[: len(entries) // 2], True
        blocks = outgoing(side, target, entries)
    return Batch(entries, blocks, more)


def _missing(side: Side, peer: Mapping[bytes, Head], bounds: Bounds) -> tuple[list[Entry], bool]:
    """The entries behind the peer's heads. My own feed comes first: by its first entry a stranger knows me."""
    entries: list[Entry] = []
    room = bounds.entry_bytes
    heads = side.store.heads(side.scope)
    for author in sorted(heads, key=lambda author: (author != side.signer.id, author)):
        after = peer.get(author, EMPTY).seq
        while after < heads[author].seq:
            if len(entries) >= bounds.entries or room <= 0:
                return entries, True
            for entry in side.store.read(author, after, min(_READ_AT_ONCE, bounds.entries - len(entries))):
                if room <= 0:
                    return entries, True
                entries.append(entry)
                room -= len(entry.data)
                after = entry.seq
    return entries, False
