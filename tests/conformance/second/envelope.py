"""Envelopes (RFC 9052), entries and device certificates."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from tests.conformance.second.cbor import BYTES, MAP, are, head, is_a, item, one, require
from tests.conformance.second.curve import ed25519


def sha(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def bstr(data: bytes) -> bytes:
    """A byte string in its one spelling."""
    size = len(data)
    width = 0 if size < 24 else 1 if size < 1 << 8 else 2 if size < 1 << 16 else 4
    info = size if not width else {1: 24, 2: 25, 4: 26}[width]
    return bytes([BYTES << 5 | info]) + (size.to_bytes(width, "big") if width else b"") + data


@dataclass(frozen=True)
class Sign1:
    """A COSE_Sign1 taken apart; `signed` is the Sig_structure."""

    kid: bytes | None
    payload: bytes
    signature: bytes
    signed: bytes


def sign1(data: bytes) -> Sign1:
    """Take a COSE_Sign1 apart: untagged, Ed25519, nothing in the unprotected header."""
    parts = one(data)
    require(is_a(parts, list) and len(parts) == 4, "not an array of four")
    protected, unprotected, payload, signature = parts
    require(is_a(protected, bytes) and is_a(payload, bytes) and is_a(signature, bytes), "parts")
    require(unprotected == {} and is_a(unprotected, dict), "unprotected header")
    require(len(signature) == 64, "signature length")
    header = one(protected)
    require(is_a(header, dict) and header.get(1) == -19, "algorithm")
    require(set(header) <= {1, 4} and is_a(header.get(4, b""), bytes), "protected header")
    return Sign1(header.get(4), payload, signature, b"\x84\x6aSignature1" + bstr(protected) + b"\x40" + bstr(payload))


SHAPES: dict[str, tuple[type, int | None]] = {
    "v": (int, None),
    "author": (bytes, 16),
    "seq": (int, None),
    "prev": (bytes, 32),
    "hlc": (int, None),
    "kind": (str, None),
    "body": (dict, None),
    "command": (bytes, 16),
    "ckey": (bytes, 16),
    "csig": (bytes, 64),
    "pd": (bytes, 32),
}
MUST = {"v", "author", "seq", "prev", "hlc", "kind", "body"}
LARGEST_ENTRY = 1 << 20


@dataclass(frozen=True)
class Entry:
    """One entry: its id, its envelope and its payload."""

    id: bytes
    envelope: Sign1
    said: dict[str, Any]

    @property
    def clerk_message(self) -> bytes:
        """What the clerk signed: `["YS-clerk-1", payload without csig]`."""
        kept = [raw for name, raw in pairs(self.envelope.payload) if name != "csig"]
        return b"\x82\x6aYS-clerk-1" + bytes([MAP << 5 | len(kept)]) + b"".join(kept)

    def by_device(self, key: bytes) -> bool:
        return ed25519(key, self.envelope.signature, self.envelope.signed)

    def by_clerk(self, key: bytes) -> bool:
        return sha(key)[:16] == self.said.get("ckey") and ed25519(key, self.said["csig"], self.clerk_message)


def pairs(payload: bytes) -> list[tuple[str, bytes]]:
    """Each key of the payload map with the bytes of its pair."""
    _, count, at = head(payload, 0)
    found: list[tuple[str, bytes]] = []
    for _ in range(count):
        start = at
        name, at = item(payload, at, 1)
        _, at = item(payload, at, 1)
        found.append((name, payload[start:at]))
    return found


def entry(data: bytes) -> Entry:
    """Read one entry; its signatures and its place in the chain are judged elsewhere."""
    require(len(data) <= LARGEST_ENTRY, "entry too large")
    envelope = sign1(data)
    said = one(envelope.payload)
    require(is_a(said, dict) and MUST <= set(said) <= set(SHAPES), "payload keys")
    for name, value in said.items():
        kind, size = SHAPES[name]
        require(is_a(value, kind) and (size is None or len(value) == size), f"{name}: type or length")
    require(said["v"] == 1, "version")
    require(envelope.kid == said["author"], "author differs from the header")
    require(said["seq"] >= 1 and 0 <= said["hlc"] < 1 << 64 and 1 <= len(said["kind"]) <= 64, "seq, hlc or kind")
    require(("ckey" in said) == ("csig" in said), "ckey and csig go together")
    require((said["seq"] == 1) == (said["prev"] == bytes(32)), "prev of the first entry is zero, and of no other")
    require(all(is_a(key, str) for key in said["body"]), "body keys")
    return Entry(sha(data), envelope, said)


@dataclass(frozen=True)
class Certificate:
    key: bytes
    site: str
    from_day: int
    to_day: int


def certificate(data: bytes, issuer: bytes) -> Certificate:
    """Read a device certificate by the bureau's issuing key."""
    envelope = sign1(data)
    said = one(envelope.payload)
    require(is_a(said, dict) and set(said) == {1, 2, 3, 4}, "certificate keys")
    require(are([said[n] for n in (1, 2, 3, 4)], bytes, str, int, int), "certificate types")
    require(len(said[1]) == 32 and 0 <= said[3] <= said[4], "certificate values")
    require(ed25519(issuer, envelope.signature, envelope.signed), "certificate signature")
    return Certificate(said[1], said[2], said[3], said[4])
