"""One entry 分录 as bytes and as a value. One act is one entry; its id is the SHA-256 of its bytes.

The bytes are an untagged COSE_Sign1 with protected header `{1: -19, 4: author}` over a payload map (docs/formats/entry.md).
`read` takes bytes to an `Entry` and refuses every spelling but one; `compose` and `seal` make them. What a body says is
judged elsewhere (`kinds`, folds); who may write is judged in `admit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Any, TypeAlias

from schemas import canonical
from schemas.entry import seal
from schemas.failures import BadInput

VERSION = 1
NO_ENTRY = bytes(32)
"""`prev` of a feed's first entry."""
MOST_BYTES = 1 << 20
"""The largest entry, 1 MiB: 500 invoices of 100 lines fit."""

Body: TypeAlias = dict[str, Any]

_HEAD = bytes.fromhex("8455a201320450")
_HEAD_END = len(_HEAD) + 16
_ORDER = ("v", "pd", "hlc", "seq", "body", "ckey", "csig", "kind", "prev", "author", "command")
"""The payload's keys in deterministic order: shorter first, then by bytes."""
_NAMES = {name: canonical.encode(name) for name in _ORDER}
_COMMITS = _NAMES["v"] + canonical.encode(VERSION) + _NAMES["pd"] + b"\x58\x20"
"""How a payload goes on behind its count where it commits to a block: `v` and `pd` come first."""
_COMMITS_BEFORE = len(_COMMITS) + 7
"""Behind the header the longest wrapping takes six bytes, the count one."""
_SHAPES: dict[str, tuple[type, int | None]] = {
    "v": (int, None),
    "pd": (bytes, 32),
    "hlc": (int, None),
    "seq": (int, None),
    "body": (dict, None),
    "ckey": (bytes, 16),
    "csig": (bytes, 64),
    "kind": (str, None),
    "prev": (bytes, 32),
    "author": (bytes, 16),
    "command": (bytes, 16),
}
_REQUIRED = frozenset({"v", "author", "seq", "prev", "hlc", "kind", "body"})


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that is well formed; nothing is said yet about signatures, chain or meaning."""

    id: bytes
    data: bytes
    author: bytes
    seq: int
    prev: bytes
    hlc: int
    kind: str
    body: Body
    command: bytes | None
    ckey: bytes | None
    csig: bytes | None
    pd: bytes | None

    def signed_by(self, device_key: bytes) -> bool:
        """Whether the device with this raw public key signed these bytes."""
        return seal.holds(device_key, self.data[-64:], _signed_part(self.author, self.payload))

    def clerk_signed_by(self, clerk_key: bytes) -> bool:
        """Whether the clerk with this raw public key signed the payload, `csig` left out."""
        if self.csig is None or self.ckey != seal.short_id(clerk_key):
            return False
        return seal.holds(clerk_key, self.csig, clerk_message(_without_csig(self)))

    @property
    def payload(self) -> bytes:
        """The payload map as bytes."""
        return _payload(self.data)


@dataclass(frozen=True, slots=True)
class Carried:
    """An entry that is held and carried on: its bytes, its place, and what it commits to. Nothing in it is judged again."""

    author: bytes
    seq: int
    id: bytes
    data: bytes

    @property
    def pd(self) -> bytes | None:
        """The commitment to its personal block; None when it has none."""
        start = self.data.find(_COMMITS, _HEAD_END, _HEAD_END + _COMMITS_BEFORE)
        return self.data[start + len(_COMMITS) : start + len(_COMMITS) + 32] if start >= 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """All that an entry says before it is signed."""

    author: bytes
    seq: int
    prev: bytes
    hlc: int
    kind: str
    body: Body
    command: bytes | None = None
    pd: bytes | None = None


def seal_entry(draft: Draft, device: seal.Signer, clerk: seal.Signer | None = None) -> Entry:
    """Sign a draft, first by the clerk if a person acted, then by the device."""
    parts: dict[str, Any] = {
        "v": VERSION,
        "pd": draft.pd,
        "hlc": draft.hlc,
        "seq": draft.seq,
        "kind": draft.kind,
        "prev": draft.prev,
        "author": draft.author,
        "command": draft.command,
    }
    encoded = {name: canonical.encode(value) for name, value in parts.items() if value is not None}
    encoded["body"] = canonical.encode(draft.body)
    csig = None
    if clerk is not None:
        encoded["ckey"] = seal.byte_string(clerk.id)
        csig = clerk.sign(clerk_message(_spliced(encoded)))
        encoded["csig"] = seal.byte_string(csig)
    payload = _spliced(encoded)
    head = _HEAD + draft.author + b"\xa0" + seal.byte_string(payload)
    data = head + b"\x58\x40" + device.sign(_signed_part(draft.author, payload))
    assert len(data) <= MOST_BYTES, "an entry grew past its bound"
    return Entry(
        id=sha256(data).digest(),
        data=data,
        author=draft.author,
        seq=draft.seq,
        prev=draft.prev,
        hlc=draft.hlc,
        kind=draft.kind,
        body=draft.body,
        command=draft.command,
        ckey=clerk.id if clerk else None,
        csig=csig,
        pd=draft.pd,
    )


def read(data: bytes) -> Entry:
    """The entry that these bytes spell; BadInput `entry.shape` or `entry.payload` for any other bytes."""
    if len(data) > MOST_BYTES:
        raise BadInput("entry.shape", reason="too long")
    payload_bytes = _payload(data)
    payload = canonical.decode(payload_bytes, "entry.payload")
    if not canonical.is_map(payload):
        raise BadInput("entry.payload", reason="not a map")
    fields: dict[str, Any] = dict(payload)
    _judge(fields)
    if fields["author"] != data[len(_HEAD) : _HEAD_END]:
        raise BadInput("entry.payload", reason="author differs from the header")
    return Entry(
        id=sha256(data).digest(),
        data=data,
        author=fields["author"],
        seq=fields["seq"],
        prev=fields["prev"],
        hlc=fields["hlc"],
        kind=fields["kind"],
        body=fields["body"],
        command=fields.get("command"),
        ckey=fields.get("ckey"),
        csig=fields.get("csig"),
        pd=fields.get("pd"),
    )


def author_said(data: bytes) -> bytes:
    """The author that an entry's header names, before anything is judged; empty for bytes that begin as no entry does."""
    return data[len(_HEAD) : _HEAD_END] if data.startswith(_HEAD) else b""


def clerk_message(payload_without_csig: bytes) -> bytes:
    """What a clerk signs: the deterministic CBOR of `["YS-clerk-1", payload without csig]`."""
    return b"\x82\x6aYS-clerk-1" + payload_without_csig


def _judge(fields: dict[str, Any]) -> None:
    """Known keys of the right type and length, a known version, sane counts."""
    if not _REQUIRED <= set(fields) <= set(_SHAPES):
        raise BadInput("entry.payload", reason="keys")
    for name, value in fields.items():
        kind, size = _SHAPES[name]
        if type(value) is not kind or (size is not None and len(value) != size):
            raise BadInput("entry.payload", reason=name)
    if fields["v"] != VERSION:
        raise BadInput("entry.payload", reason="v")
    if fields["seq"] < 1 or not 0 <= fields["hlc"] < 1 << 64 or not 1 <= len(fields["kind"]) <= 64:
        raise BadInput("entry.payload", reason="seq, hlc or kind")
    if ("ckey" in fields) != ("csig" in fields):
        raise BadInput("entry.payload", reason="ckey and csig go together")
    if (fields["seq"] == 1) != (fields["prev"] == NO_ENTRY):
        raise BadInput("entry.payload", reason="prev")
    if any(type(key) is not str for key in fields["body"]):
        raise BadInput("entry.payload", reason="body")


def _payload(data: bytes) -> bytes:
    """The payload between the fixed head and the signature, each part where it must stand."""
    if not (data.startswith(_HEAD) and data[_HEAD_END : _HEAD_END + 1] == b"\xa0"):
        raise BadInput("entry.shape", reason="header")
    wrapped, tail = data[_HEAD_END + 1 : -66], data[-66:-64]
    width = {0x58: 2, 0x59: 3, 0x5A: 5}.get(wrapped[0] if wrapped else 0, 1)
    payload = wrapped[width:]
    if tail != b"\x58\x40" or wrapped != seal.byte_string(payload):
        raise BadInput("entry.shape", reason="payload or signature")
    return payload


def _signed_part(author: bytes, payload: bytes) -> bytes:
    return b"\x84\x6aSignature1" + _HEAD[1:] + author + b"\x40" + seal.byte_string(payload)


def _spliced(encoded: dict[str, bytes]) -> bytes:
    """The payload map from parts that are encoded already."""
    present = [name for name in _ORDER if name in encoded]
    return bytes((0xA0 | len(present),)) + b"".join(_NAMES[name] + encoded[name] for name in present)


def _without_csig(entry: Entry) -> bytes:
    """The payload map with `csig` cut out and its count lowered by one; only `kind` and what follows stand behind it."""
    payload = entry.payload
    behind = {"kind": entry.kind, "prev": entry.prev, "author": entry.author, "command": entry.command}
    tail = sum(len(_NAMES[name]) + len(canonical.encode(value)) for name, value in behind.items() if value is not None)
    end = len(payload) - tail
    return bytes((payload[0] - 1,)) + payload[1 : end - len(_NAMES["csig"]) - 66] + payload[end:]
