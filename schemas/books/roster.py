"""Sites, devices, people and revocations."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.entry.seal import short_id
from schemas.facts import ClerkAppointed, DeviceEnrolled, DeviceRevoked, SiteRegistered


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site 网点 as the authority registered it."""

    BOOK: ClassVar[str] = "site"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "site")
    owner: bytes
    site: str
    kind: str
    name: str
    district: str
    authority: str
    authority_code: str
    collecting_unit: str


@dataclass(frozen=True, slots=True)
class DeviceRow:
    """A device by the first entry of its own feed."""

    BOOK: ClassVar[str] = "device"
    KEY: ClassVar[tuple[str, ...]] = ("owner",)
    owner: bytes
    key: bytes
    box: bytes
    certificate: bytes


@dataclass(frozen=True, slots=True)
class ClerkRow:
    """A person's key at a site; the newest appointment of a clerk's id counts for signing in, each key for ever."""

    BOOK: ClassVar[str] = "clerk"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "ckey")
    owner: bytes
    ckey: bytes
    clerk: str
    name: str
    role: str
    key: bytes
    seq: int


@dataclass(frozen=True, slots=True)
class RevocationRow:
    """A device revoked 吊销, with the last place that still counts."""

    BOOK: ClassVar[str] = "revocation"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "device")
    owner: bytes
    device: bytes
    seq: int
    last_seq: int
    head: bytes
    reason: str


def fold(act: Act, shelf: Shelf) -> None:
    """Registrations as they come; the later one of a key replaces the earlier."""
    for fact in act.facts:
        row = _row(act, fact)
        if row is not None:
            shelf.get(type(row), *(getattr(row, name) for name in row.KEY))
            shelf.put(row)


def _row(act: Act, fact: Any) -> SiteRow | DeviceRow | ClerkRow | RevocationRow | None:
    match fact:
        case SiteRegistered():
            return SiteRow(act.owner, **{field.name: getattr(fact, field.name) for field in fields(fact)})
        case DeviceEnrolled():
            return DeviceRow(act.owner, fact.key, fact.box, fact.certificate)
        case ClerkAppointed():
            return ClerkRow(act.owner, short_id(fact.key), fact.clerk, fact.name, fact.role, fact.key, act.entry.seq)
        case DeviceRevoked():
            return RevocationRow(act.owner, fact.device, act.entry.seq, fact.last_seq, fact.head, fact.reason)
        case _:
            return None
