"""Hello, Trailer and Frontier: the three messages around the entries of an exchange (docs/contract, "Exchange").

Hello and Frontier are COSE_Sign1 under the device's key with an entry's protected header; only an entry's payload has `seq`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from schemas import canonical
from schemas.entry import seal
from schemas.entry.admit import Head
from schemas.failures import BadInput

VERSION = 1

Feeds: TypeAlias = "dict[bytes, tuple[int, int, bytes]]"
"""author → (first, last, head id) held without a gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """Who speaks to whom, and what the speaker holds of the scope that both share."""

    source: bytes
    target: bytes
    nonce: bytes
    hlc: int
    feeds: Feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """Signed only after the disk has it: acknowledgement, watermark, witness and proof of contact in one."""

    source: bytes
    feeds: dict[bytes, Head]
    hlc: int
    echo: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer:
    """The end of an exchange: whether more waits, what was refused and why, the frontier, and the digests of moved feeds."""

    more: bool
    refused: tuple[tuple[bytes, str], ...]
    frontier: bytes
    fold: int
    digests: dict[bytes, tuple[int, bytes]]


def holds(feeds: Mapping[bytes, Any]) -> bytes:
    """SHA-256 of the feeds map's deterministic CBOR."""
    return canonical.digest(canonical.encode(dict(feeds)))


def write_hello(hello: Hello, signer: seal.Signer) -> bytes:
    """The signed Hello as bytes."""
    feeds = {author: list(held) for author, held in hello.feeds.items()}
    payload = {
        "v": VERSION,
        "from": hello.source,
        "to": hello.target,
        "nonce": hello.nonce,
        "hlc": hello.hlc,
        "holds": holds(feeds),
        "feeds": feeds,
    }
    return seal.sign1(canonical.encode(payload), signer, signer.id)


def write_frontier(frontier: Frontier, signer: seal.Signer) -> bytes:
    """The signed Frontier as bytes."""
    feeds = {author: [head.seq, head.id] for author, head in frontier.feeds.items()}
    payload = {
        "v": VERSION,
        "from": frontier.source,
        "holds": holds(feeds),
        "feeds": feeds,
        "hlc": frontier.hlc,
        "echo": frontier.echo,
    }
    return seal.sign1(canonical.encode(payload), signer, signer.id)


def write_trailer(trailer: Trailer) -> bytes:
    """The Trailer as bytes."""
    return canonical.encode(
        {
            "more": trailer.more,
            "refused": [[entry, reason] for entry, reason in trailer.refused],
            "frontier": trailer.frontier,
            "fold": trailer.fold,
            "digests": {author: [last, digest] for author, (last, digest) in trailer.digests.items()},
        }
    )


def read_hello(data: bytes) -> tuple[Hello, seal.Signed]:
    """The Hello in these bytes and its signature, still to be judged; BadInput `exchange.hello` when it is none."""
    signed, said = _payload(data, "exchange.hello", {"v", "from", "to", "nonce", "hlc", "holds", "feeds"})
    feeds: Feeds = {author: (held[0], held[1], held[2]) for author, held in _map(said["feeds"], 3, "exchange.hello")}
    _same_holds(said, "exchange.hello")
    hello = Hello(source=said["from"], target=said["to"], nonce=said["nonce"], hlc=said["hlc"], feeds=feeds)
    if not (
        isinstance(hello.hlc, int) and all(isinstance(x, bytes) for x in (hello.source, hello.target, hello.nonce))
    ):
        raise BadInput("exchange.hello", reason="values")
    if signed.kid != hello.source:
        raise BadInput("exchange.hello", reason="key id")
    return hello, signed


def read_frontier(data: bytes, key: bytes) -> Frontier:
    """The Frontier in these bytes, if `key` signed it; BadInput `exchange.frontier` otherwise."""
    signed, said = _payload(data, "exchange.frontier", {"v", "from", "holds", "feeds", "hlc", "echo"})
    feeds = {author: Head(held[0], held[1]) for author, held in _map(said["feeds"], 2, "exchange.frontier")}
    _same_holds(said, "exchange.frontier")
    if signed.kid != said["from"] or not signed.by(key):
        raise BadInput("exchange.frontier", reason="signature")
    return Frontier(source=said["from"], feeds=feeds, hlc=said["hlc"], echo=said["echo"])


def read_trailer(value: object) -> Trailer:
    """The Trailer from its decoded map; BadInput `exchange.trailer` when it is none."""
    if not (isinstance(value, dict) and set(value) == {"more", "refused", "frontier", "fold", "digests"}):
        raise BadInput("exchange.trailer", reason="keys")
    said: dict[str, Any] = value
    refused = said["refused"]
    if not (isinstance(refused, list) and all(_is(pair, bytes, str) for pair in refused)):
        raise BadInput("exchange.trailer", reason="refused")
    if not (type(said["more"]) is bool and isinstance(said["frontier"], bytes) and type(said["fold"]) is int):
        raise BadInput("exchange.trailer", reason="values")
    digests = {author: (held[0], held[1]) for author, held in _map(said["digests"], 2, "exchange.trailer")}
    return Trailer(
        more=said["more"],
        refused=tuple((pair[0], pair[1]) for pair in refused),
        frontier=said["frontier"],
        fold=said["fold"],
        digests=digests,
    )


def _payload(data: bytes, code: str, keys: set[str]) -> tuple[seal.Signed, dict[str, Any]]:
    signed = seal.read_sign1(data, code)
    said: Any = canonical.decode(signed.payload, code)
    if not (isinstance(said, dict) and set(said) == keys and said["v"] == VERSION):
        raise BadInput(code, reason="keys or version")
    return signed, said


def _map(value: object, size: int, code: str) -> list[tuple[bytes, list[Any]]]:
    """Pairs of author and a list of `size`: whole numbers, and an id of 32 bytes at the end."""
    if not isinstance(value, dict):
        raise BadInput(code, reason="map")
    pairs: list[tuple[bytes, list[Any]]] = list(value.items())
    for author, held in pairs:
        numbers = [int] * (size - 1)
        if not (isinstance(author, bytes) and len(author) == 16 and _is(held, *numbers, bytes) and len(held[-1]) == 32):
            raise BadInput(code, reason="map")
    return pairs


def _is(value: object, *kinds: type) -> bool:
    return isinstance(value, list) and [type(part) for part in value] == list(kinds)


def _same_holds(said: dict[str, Any], code: str) -> None:
    if said["holds"] != holds(said["feeds"]):
        raise BadInput(code, reason="holds")
