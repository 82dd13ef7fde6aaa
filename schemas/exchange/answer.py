"""Both sides of one exchange: `ask` writes what goes out, `answer` takes in and replies, `conclude` takes in the reply.

One responder serves centre, neighbour and stick. What is acknowledged in a frontier has been stored before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from schemas.entry import envelope
from schemas.entry.admit import Head, enrolment
from schemas.exchange import messages, stream
from schemas.exchange.blocks import AWAITED, awaiting, incoming
from schemas.exchange.difference import LINE, Batch, Bounds, batch, told
from schemas.exchange.messages import Feeds, Frontier, Hello, Trailer
from schemas.exchange.receive import Received, receive
from schemas.exchange.side import Side
from schemas.failures import BadInput

__all__ = ["Outcome", "Side", "answer", "ask", "conclude", "take"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an exchange brought: entries taken in, the peer's frontier, whether more waits, and digests that differ."""

    received: Received
    frontier: Frontier
    frontier_bytes: bytes
    more: bool
    refused_by_peer: tuple[tuple[bytes, str], ...]
    awaited_by_peer: tuple[tuple[bytes, str], ...]
    """Entries whose personal block the peer asks for again."""
    differing: tuple[bytes, ...]


def ask(
    side: Side,
    target: bytes,
    peer: Mapping[bytes, Head],
    bounds: Bounds = LINE,
    awaited: Iterable[tuple[bytes, str]] = (),
) -> bytes:
    """The request: what I hold, and what the peer does not hold yet as far as its last frontier says.

    `awaited` are the blocks that it asked for in its last reply.
    """
    return _message(side, target, batch(side, target, peer, bounds, awaited), (), side.nonce, ())


def answer(
    request: bytes,
    side: Side,
    last_heard: Feeds | None = None,
    *,
    bounds: Bounds = LINE,
    most_bytes: int = stream.MOST_BYTES,
) -> tuple[bytes, bytes, Received]:
    """Take a request in; the reply, who asked, and what was received. `last_heard` is what the asker told last.

    BadInput `exchange.target` when it is for another, `exchange.signature` when its Hello is not by a device that is known.
    """
    asked = stream.read(request, most_bytes)
    source = asked.hello.source
    received = _taken(asked, side)
    peer = _peer_heads(asked.hello, last_heard, received)
    side = replace(side, scope=side.scope | received.parted)
    reply = _message(
        side,
        source,
        batch(side, source, peer, bounds, asked.trailer.refused),
        received.refused,
        asked.hello.nonce,
        received.moved,
    )
    return reply, source, received


def conclude(reply: bytes, side: Side, peer: bytes, last_heard: Mapping[bytes, Head] | None = None) -> Outcome:
    """Take the reply in. BadInput when it is not by `peer`, not to me, or does not echo my nonce.

    `last_heard` is what the peer's last frontier said; it stands for one that leaves its feeds out.
    """
    told = stream.read(reply)
    if told.hello.source != peer:
        raise BadInput("exchange.target")
    outcome = _heard(told, side, last_heard)
    if outcome.frontier.echo != side.nonce:
        raise BadInput("exchange.frontier", reason="echo")
    return outcome


def take(message: bytes, side: Side, most_bytes: int = stream.MOST_BYTES) -> tuple[bytes, Outcome]:
    """Take in what a person carried: who wrote it, and what it brought. Request or reply, it answers to no nonce."""
    told = stream.read(message, most_bytes)
    return told.hello.source, _heard(told, side, None)


def _taken(told: stream.Stream, side: Side) -> Received:
    """Store what holds; BadInput when the message is not for me or not by a device that is known."""
    if told.hello.target != side.signer.id:
        raise BadInput("exchange.target")
    key = side.store.device_key(told.hello.source) or _key_told(told, side.issuer)
    if key is None or not told.signed.by(key):
        raise BadInput("exchange.signature")
    received = receive(told.entries, side.store, side.issuer)
    received.refused += [*told.refused, *incoming(side, told.hello.source, told.blocks, told.sealed)]
    received.clock = told.hello.hlc
    side.store.await_blocks(received.committed)
    return received


def _key_told(told: stream.Stream, issuer: bytes) -> bytes | None:
    """The key of one who was never met, from the first entry of the feed that he brings."""
    for data in told.entries:
        with suppress(BadInput):
            entry = envelope.read(data)
            if entry.author == told.hello.source and entry.seq == 1:
                return enrolment(entry, issuer).key
    return None


def _heard(told: stream.Stream, side: Side, last_heard: Mapping[bytes, Head] | None) -> Outcome:
    received = _taken(told, side)
    key = side.store.device_key(told.hello.source)
    if key is None:
        raise BadInput("exchange.signature")
    frontier = messages.read_frontier(told.trailer.frontier, key)
    if frontier.feeds is None:
        frontier = replace(frontier, feeds=_recalled(frontier.holds, last_heard, messages.frontier_map))
    differing = _differing(side, told.trailer)
    refused = tuple(pair for pair in told.trailer.refused if pair[1] != AWAITED)
    awaited = tuple(pair for pair in told.trailer.refused if pair[1] == AWAITED)
    return Outcome(received, frontier, told.trailer.frontier, told.trailer.more, refused, awaited, differing)


def _message(
    side: Side,
    target: bytes,
    carried: Batch,
    refused: Iterable[tuple[bytes, str]],
    echo: bytes,
    moved: Iterable[bytes],
) -> bytes:
    heads = told(side)
    feeds = {author: (1, head.seq, head.id) for author, head in heads.items() if head.seq}
    hello = Hello(source=side.signer.id, target=target, nonce=side.nonce, hlc=side.hlc, feeds=feeds)
    frontier = Frontier(source=side.signer.id, feeds=heads, hlc=side.hlc, echo=echo)
    trailer = Trailer(
        more=carried.more,
        refused=(*tuple(refused)[: stream.MOST_REFUSED], *awaiting(side)),
        frontier=messages.write_frontier(frontier, side.signer),
        fold=side.fold,
        digests=side.store.digests({*moved, *carried.feeds}),
    )
    return stream.write(
        messages.write_hello(hello, side.signer),
        (entry.data for entry in carried.entries),
        carried.blocks,
        messages.write_trailer(trailer),
    )


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
