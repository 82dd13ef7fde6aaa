"""Hello, Trailer and Frontier: the three messages around the entries of an exchange (docs/contract, "Exchange").

Hello and Frontier are COSE_Sign1 under the device's key with an entry's protected header; only an entry's payload has `seq`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from schemas import canonical
from schemas.entry import seal
from schemas.entry.admit import Head
from schemas.failures import BadInput

VERSION = 1
_TRAILER = {"more", "refused", "frontier", "fold", "digests"}

Feeds: TypeAlias = "dict[bytes, tuple[int, int, bytes]]"
"""author → (first, last, head id) held without a gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hello:
    """Who speaks to whom, and what the speaker holds of the scope that both share."""

    source: bytes
    target: bytes
    nonce: bytes
    hlc: int
    feeds: Feeds | None
    """None when it is left out: what the reader last heard still stands, by `holds`."""
    holds: bytes = field(default=b"", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """Signed only after the disk has it: acknowledgement, watermark, witness and proof of contact in one."""

    source: bytes
    feeds: dict[bytes, Head] | None
    """None when it is left out: what the reader last heard still stands, by `holds`."""
    hlc: int
    echo: bytes
    holds: bytes = field(default=b"", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trailer:
    """The end of an exchange: whether more waits, what was refused and why, the frontier, and the digests of moved feeds."""

    more: bool
    refused: tuple[tuple[bytes, str], ...]
    frontier: bytes
    fold: int
    digests: dict[bytes, tuple[int, bytes]] | None


def holds(feeds: Mapping[bytes, Any]) -> bytes:
    """SHA-256 of the feeds map's deterministic CBOR."""
    return canonical.digest(canonical.encode(dict(feeds)))


def hello_map(feeds: Feeds) -> dict[bytes, Any]:
    """A Hello's feeds as they are signed."""
    return {author: list(held) for author, held in feeds.items()}


def frontier_map(feeds: Mapping[bytes, Head]) -> dict[bytes, Any]:
    """A Frontier's feeds as they are signed."""
    return {author: [head.seq, head.id] for author, head in feeds.items()}


def write_hello(hello: Hello, signer: seal.Signer) -> bytes:
    """The signed Hello as bytes."""
    payload = {
        "v": VERSION,
        "from": hello.source,
        "to": hello.target,
        "nonce": hello.nonce,
        "hlc": hello.hlc,
        **_held(None if hello.feeds is None else hello_map(hello.feeds), hello.holds),
    }
    return seal.sign1(canonical.encode(payload), signer, signer.id)


def write_frontier(frontier: Frontier, signer: seal.Signer) -> bytes:
    """The signed Frontier as bytes."""
    payload = {
        "v": VERSION,
        "from": frontier.source,
        "hlc": frontier.hlc,
        "echo": frontier.echo,
        **_held(None if frontier.feeds is None else frontier_map(frontier.feeds), frontier.holds),
    }
    return seal.sign1(canonical.encode(payload), signer, signer.id)


def write_trailer(trailer: Trailer) -> bytes:
    """The Trailer as bytes."""
    told: dict[str, Any] = {
        "more": trailer.more,
        "refused": [[entry, reason] for entry, reason in trailer.refused],
        "frontier": trailer.frontier,
        "fold": trailer.fold,
    }
    if trailer.digests is not None:
        told["digests"] = {author: [last, digest] for author, (last, digest) in trailer.digests.items()}
    return canonical.encode(told)


def read_hello(data: bytes) -> tuple[Hello, seal.Signed]:
    """The Hello in these bytes and its signature, still to be judged; BadInput `exchange.hello` when it is none."""
    signed, said = _payload(data, "exchange.hello", {"v", "from", "to", "nonce", "hlc", "holds"})
    if not (_is([said["from"], said["to"], said["nonce"]], bytes, bytes, bytes) and _is_clock(said["hlc"])):
        raise BadInput("exchange.hello", reason="values")
    if signed.kid != said["from"]:
        raise BadInput("exchange.hello", reason="key id")
    named = _named(said, 3, "exchange.hello")
    feeds = None if named is None else {author: (held[0], held[1], held[2]) for author, held in named}
    return Hello(
        source=said["from"],
        target=said["to"],
        nonce=said["nonce"],
        hlc=said["hlc"],
        feeds=feeds,
        holds=said["holds"],
    ), signed


def read_frontier(data: bytes, key: bytes) -> Frontier:
    """The Frontier in these bytes, if `key` signed it; BadInput `exchange.frontier` otherwise."""
    signed, said = _payload(data, "exchange.frontier", {"v", "from", "holds", "hlc", "echo"})
    if not (_is([said["from"], said["echo"]], bytes, bytes) and _is_clock(said["hlc"])):
        raise BadInput("exchange.frontier", reason="values")
    named = _named(said, 2, "exchange.frontier")
    feeds = None if named is None else {author: Head(held[0], held[1]) for author, held in named}
    if signed.kid != said["from"] or not signed.by(key):
        raise BadInput("exchange.frontier", reason="signature")
    return Frontier(source=said["from"], feeds=feeds, hlc=said["hlc"], echo=said["echo"], holds=said["holds"])


def read_trailer(value: object) -> Trailer:
    """The Trailer from its decoded map; BadInput `exchange.trailer` when it is none."""
    if not (canonical.is_map(value) and set(value) | {"digests"} == _TRAILER):
        raise BadInput("exchange.trailer", reason="keys")
    said: dict[str, Any] = value
    refused = said["refused"]
    if not (canonical.is_list(refused) and all(_is(pair, bytes, str) for pair in refused)):
        raise BadInput("exchange.trailer", reason="refused")
    if not (type(said["more"]) is bool and isinstance(said["frontier"], bytes) and type(said["fold"]) is int):
        raise BadInput("exchange.trailer", reason="values")
    named = _map(said["digests"], 2, "exchange.trailer") if "digests" in said else None
    return Trailer(
        more=said["more"],
        refused=tuple((pair[0], pair[1]) for pair in refused),
        frontier=said["frontier"],
        fold=said["fold"],
        digests=None if named is None else {author: (held[0], held[1]) for author, held in named},
    )


def _payload(data: bytes, code: str, keys: set[str]) -> tuple[seal.Signed, dict[str, Any]]:
    """The payload, with `feeds` or without."""
    signed = seal.read_sign1(data, code)
    said: Any = canonical.decode(signed.payload, code)
    if not (canonical.is_map(said) and set(said) - {"feeds"} == keys and said["v"] == VERSION):
        raise BadInput(code, reason="keys or version")
    if not _is([said["holds"]], bytes) or len(said["holds"]) != 32:
        raise BadInput(code, reason="holds")
    return signed, said


def _held(feeds: dict[bytes, Any] | None, known: bytes) -> dict[str, Any]:
    """`holds`, and `feeds` where they are told."""
    return {"holds": known} if feeds is None else {"holds": holds(feeds), "feeds": feeds}


def _named(said: dict[str, Any], size: int, code: str) -> list[tuple[bytes, list[Any]]] | None:
    """The feeds that are told, held to `holds`; None when they are left out."""
    if "feeds" not in said:
        return None
    named = _map(said["feeds"], size, code)
    if said["holds"] != holds(said["feeds"]):
        raise BadInput(code, reason="holds")
    return named


def _is_clock(value: object) -> bool:
    return type(value) is int and 0 <= value < 1 << 64


def _map(value: object, size: int, code: str) -> list[tuple[bytes, list[Any]]]:
    """Pairs of author and a list of `size`: whole numbers, and an id of 32 bytes at the end."""
    if not canonical.is_map(value):
        raise BadInput(code, reason="map")
    pairs: list[tuple[Any, Any]] = list(value.items())
    for author, held in pairs:
        numbers = [int] * (size - 1)
        if not (isinstance(author, bytes) and len(author) == 16 and _is(held, *numbers, bytes) and len(held[-1]) == 32):
            raise BadInput(code, reason="map")
    return pairs


def _is(value: object, *kinds: type) -> bool:
    return canonical.is_list(value) and [type(part) for part in value] == list(kinds)
