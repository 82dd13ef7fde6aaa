"""Contact with another holder, written down so that later entries are provably younger than it 联络记录."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactNoted:
    """What a peer last signed 对方进度: SHA-256 of its frontier, the frontier's clock, how far it held this feed.

    `heard_ms` is what this device's own clock said when it came, in milliseconds since 1970.
    """

    NAME: ClassVar[str] = "contacts.noted/1"
    peer: bytes
    frontier: bytes
    hlc: int
    held: int
    heard_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CentreMissed:
    """The centre could not be reached when this was written 断网记录, and where the way broke off.

    `place` is `computer`, `lan`, `line`, `centre` or `everything`; `since_ms` when it was first seen, `seen_ms` now, both by
    this device's own clock, in milliseconds since 1970.
    """

    NAME: ClassVar[str] = "contacts.missed/1"
    place: str
    since_ms: int
    seen_ms: int
