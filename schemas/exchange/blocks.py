"""Personal blocks in an exchange: in clear to the centre alone, sealed for everybody else, opened by whose key opens them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.entry.envelope import Carried
from schemas.entry.personal import Block, Sealed
from schemas.exchange.side import Side
from schemas.failures import BadInput

AWAITED = "personal.awaited"
MOST_AWAITED = 64
"""How many blocks one exchange asks for again."""


def outgoing(side: Side, target: bytes, entries: Sequence[Carried]) -> list[bytes]:
    """The blocks of these entries as `target` may have them, as bytes.

    The centre gets what is held in clear and what was carried for it; it gives a device the blocks of that device's own
    feed, sealed to its box key. Everybody else gets blocks sealed to the centre's box key.
    """
    if target == side.centre:
        clear = _clear(side, entries)
        return [*(block.wire() for block in clear), *_carried(side, entries, clear)]
    if side.signer.id == side.centre:
        own = _clear(side, [entry for entry in entries if entry.author == target])
        return _sealed(own, side.store.box_key(target))
    clear = _clear(side, entries)
    return [*_sealed(clear, side.store.box_key(side.centre)), *_carried(side, entries, clear)]


def asked_again(side: Side, refused: Iterable[tuple[bytes, str]]) -> list[Carried]:
    """The entries of the shared scope whose blocks a peer awaits, as its Trailer says."""
    found = [side.store.where(entry) for entry, reason in refused if reason == AWAITED]
    places = [place for place in found if place is not None and place[0] in side.scope][:MOST_AWAITED]
    return [entry for author, seq in places for entry in side.store.carry(author, seq - 1, 1)]


def awaiting(side: Side) -> list[tuple[bytes, str]]:
    """What a Trailer says of blocks that are awaited: they stand among what was refused, under a reason of their own."""
    return [(entry, AWAITED) for entry in side.store.awaited(side.scope, MOST_AWAITED)]


def incoming(side: Side, source: bytes, blocks: Iterable[Block], sealed: Iterable[Sealed]) -> list[tuple[bytes, str]]:
    """Keep what `source` sent: opened where my key opens it, sealed otherwise; what was refused and why.

    A commitment is judged after opening. The centre keeps nothing that it cannot open.
    """
    opened, unread, refused = list(blocks), list[Sealed](), list[tuple[bytes, str]]()
    for block in sealed:
        try:
            opened.append(_opened(side, block))
        except BadInput as fault:
            if side.signer.id == side.centre:
                refused.append((block.entry, fault.code))
            else:
                unread.append(block)
    refused += side.store.keep_blocks(opened)
    refused += side.store.keep_sealed(unread, source)
    return refused


def _clear(side: Side, entries: Iterable[Carried]) -> Sequence[Block]:
    return side.store.blocks(entry.id for entry in entries if entry.pd is not None)


def _carried(side: Side, entries: Iterable[Carried], clear: Iterable[Block]) -> list[bytes]:
    """Blocks held sealed only."""
    held = {block.entry for block in clear}
    unread = [entry.id for entry in entries if entry.pd is not None and entry.id not in held]
    return [block.wire() for block in side.store.sealed_blocks(unread)]


def _sealed(blocks: Iterable[Block], box: bytes | None) -> list[bytes]:
    """Sealed to a box key; nothing while that key is not known, or is none."""
    try:
        return [] if box is None else [block.sealed(box).wire() for block in blocks]
    except ValueError:
        return []


def _opened(side: Side, block: Sealed) -> Block:
    if side.box is None:
        raise BadInput("seal.not_ours")
    return block.opened(side.box)
