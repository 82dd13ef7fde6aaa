"""Both sides of one exchange: `ask` writes what goes out, `answer` takes in and replies, `conclude` takes in the reply.

One responder serves centre, neighbour and stick. What is acknowledged in a frontier has been stored before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.entry.admit import EMPTY, Head
from schemas.entry.envelope import Entry
from schemas.entry.seal import Signer
from schemas.exchange import messages, stream
from schemas.exchange.messages import Feeds, Frontier, Hello, Trailer
from schemas.exchange.receive import Received, receive
from schemas.exchange.store import FeedStore
from schemas.failures import BadInput


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One node in an exchange: its key, its feeds, whom it trusts, the feeds that both share, its clock's reading.

    `fold` is the version of its folds: digests are compared only between equal ones.
    """

    signer: Signer
    store: FeedStore
    issuer: bytes
    scope: frozenset[bytes]
    hlc: int
    nonce: bytes
    fold: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an exchange brought: entries taken in, the peer's frontier, whether more waits, and digests that differ."""

    received: Received
    frontier: Frontier
    frontier_bytes: bytes
    more: bool
    refused_by_peer: tuple[tuple[bytes, str], ...]
    differing: tuple[bytes, ...]


def ask(side: Side, target: bytes, peer: dict[bytes, Head]) -> bytes:
    """The request: what I hold, and what the peer does not hold yet as far as its last frontier says."""
    entries, more = _missing(side, peer)
    return _message(side, target, entries, more, (), side.nonce, ())


def answer(request: bytes, side: Side, last_heard: Feeds | None = None) -> tuple[bytes, bytes, Received]:
    """Take a request in; the reply, who asked, and what was received. `last_heard` is what the asker told last.

    BadInput `exchange.target` when it is for another, `exchange.signature` when its Hello is not by a device that is known.
    """
    asked = stream.read(request)
    if asked.hello.target != side.signer.id:
        raise BadInput("exchange.target")
    received = receive(asked.entries, side.store, side.issuer)
    key = side.store.device_key(asked.hello.source)
    if key is None or not asked.signed.by(key):
        raise BadInput("exchange.signature")
    side.store.keep_blocks(asked.blocks)
    peer = _peer_heads(asked.hello, last_heard, received)
    entries, more = _missing(side, peer)
    refused = (*asked.refused, *received.refused)
    reply = _message(side, asked.hello.source, entries, more, refused, asked.hello.nonce, received.moved)
    return reply, asked.hello.source, received


def conclude(reply: bytes, side: Side, peer: bytes, last_heard: Mapping[bytes, Head] | None = None) -> Outcome:
    """Take the reply in. BadInput when it is not by `peer`, not to me, or does not echo my nonce.

    `last_heard` is what the peer's last frontier said; it stands for one that leaves its feeds out.
    """
    told = stream.read(reply)
    if told.hello.source != peer or told.hello.target != side.signer.id:
        raise BadInput("exchange.target")
    received = receive(told.entries, side.store, side.issuer)
    key = side.store.device_key(peer)
    if key is None or not told.signed.by(key):
        raise BadInput("exchange.signature")
    frontier = messages.read_frontier(told.trailer.frontier, key)
    if frontier.echo != side.nonce:
        raise BadInput("exchange.frontier", reason="echo")
    if frontier.feeds is None:
        frontier = replace(frontier, feeds=_recalled(frontier.holds, last_heard, messages.frontier_map))
    side.store.keep_blocks(told.blocks)
    differing = _differing(side, told.trailer)
    return Outcome(received, frontier, told.trailer.frontier, told.trailer.more, told.trailer.refused, differing)


def _message(
    side: Side,
    target: bytes,
    entries: Sequence[Entry],
    more: bool,
    refused: Iterable[tuple[bytes, str]],
    echo: bytes,
    moved: Iterable[bytes],
) -> bytes:
    heads = side.store.heads(side.scope)
    feeds = {author: (1, head.seq, head.id) for author, head in heads.items() if head.seq}
    hello = Hello(source=side.signer.id, target=target, nonce=side.nonce, hlc=side.hlc, feeds=feeds)
    frontier = Frontier(source=side.signer.id, feeds=heads, hlc=side.hlc, echo=echo)
    trailer = Trailer(
        more=more,
        refused=tuple(refused),
        frontier=messages.write_frontier(frontier, side.signer),
        fold=side.fold,
        digests=side.store.digests({*moved, *(entry.author for entry in entries)}),
    )
    blocks = [block.wire() for block in side.store.blocks(entry.id for entry in entries if entry.pd is not None)]
    return stream.write(
        messages.write_hello(hello, side.signer),
        (entry.data for entry in entries),
        blocks,
        messages.write_trailer(trailer),
    )


def _missing(side: Side, peer: dict[bytes, Head]) -> tuple[list[Entry], bool]:
    """The entries of the shared scope that stand behind the peer's heads, as many as one exchange carries."""
    entries: list[Entry] = []
    for author, head in sorted(side.store.heads(side.scope).items()):
        after = peer.get(author, EMPTY).seq
        if after >= head.seq:
            continue
        room = stream.MOST_ENTRIES - len(entries)
        if room <= 0:
            return entries, True
        run = side.store.read(author, after, room)
        entries += run
        if run and run[-1].seq < head.seq:
            return entries, True
    return entries, False


def _peer_heads(hello: Hello, last_heard: Feeds | None, received: Received) -> dict[bytes, Head]:
    feeds = hello.feeds if hello.feeds is not None else _recalled(hello.holds, last_heard, messages.hello_map)
    heads = {author: Head(last, head) for author, (_, last, head) in feeds.items()}
    return {**heads, **received.moved}


def _recalled(held: bytes, last_heard: Any, as_signed: Callable[[Any], dict[bytes, Any]]) -> Any:
    """What was heard before, if it is what the message means; BadInput `exchange.holds` otherwise."""
    if last_heard is None or messages.holds(as_signed(last_heard)) != held:
        raise BadInput("exchange.holds")
    return last_heard


def _differing(side: Side, trailer: Trailer) -> tuple[bytes, ...]:
    """Feeds that both have folded to the same place, by the same folds, into other rows."""
    if trailer.fold != side.fold:
        return ()
    told = trailer.digests or {}
    mine = side.store.digests(told)
    return tuple(
        author
        for author, (last, digest) in told.items()
        if author in mine and mine[author][0] == last and mine[author][1] != digest
    )
