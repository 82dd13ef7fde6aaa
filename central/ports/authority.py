"""What the registry needs of the store: the authority's pen, and the registers it reads before it writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from schemas.books import AllowanceRow, NumbersRow
from schemas.entry.admit import Head
from schemas.entry.certificate import Certificate
from schemas.entry.envelope import Entry
from schemas.facts import SiteRegistered


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """An enrolment code as it is kept: its hash, the site it is for, its end; once used, by whom and with what answer."""

    digest: bytes
    site: str
    until_ms: int
    author: bytes | None = None
    answer: bytes | None = None
    succeeds: bytes | None = None
    """The device from which the new one goes on, where the code is for a succession."""


class Authority(Protocol):
    """The authority's pen, within one transaction: what is written is on the disk when the transaction has ended."""

    @property
    def issuer(self) -> bytes:
        """The public key of the bureau's issuing key."""
        ...

    @property
    def author(self) -> bytes:
        """The author of the public feed."""
        ...

    def publish(self, kind: str, facts: Sequence[Any]) -> Entry:
        """Write an entry into the public feed."""
        ...

    def tell(self, site: str, kind: str, facts: Sequence[Any]) -> Entry:
        """Write an entry into a site's channel."""
        ...

    def channel(self, site: str) -> bytes:
        """The author of a site's channel; it is opened when it does not stand yet."""
        ...

    def certify(self, certified: Certificate) -> bytes:
        """A device certificate by the issuing key."""
        ...

    def city(self, box: bytes) -> dict[str, Any]:
        """The city's key of the epoch, sealed to a device's box key: `{"epoch", "sealed"}`."""
        ...


class Register(Protocol):
    """What the authority has registered and granted, as its own feeds say."""

    def site(self, site: str) -> SiteRegistered | None:
        """A site of the roster."""
        ...

    def devices(self, site: str) -> tuple[bytes, ...]:
        """The authors of a site's devices, in the order of their enrolment."""
        ...

    def blocks(self, stock: str, code: str) -> tuple[NumbersRow, ...]:
        """All blocks granted of one stock and code, whomever to."""
        ...

    def head(self, author: bytes) -> Head | None:
        """The head held of a feed or branch, or None."""
        ...

    def granted(self, device: bytes) -> tuple[NumbersRow, ...]:
        """All blocks granted to a device, in the order of their granting."""
        ...

    def allowance(self, device: bytes) -> AllowanceRow | None:
        """The newest allowance granted to a device."""
        ...

    def sources(self, allowance: AllowanceRow) -> dict[str, int]:
        """The bounds that an allowance sets for single number sources, in fen."""
        ...

    def revoked(self) -> frozenset[bytes]:
        """The devices that are out of service."""
        ...

    def growing(self, device: bytes) -> tuple[bytes, ...]:
        """The branches of a device's feed that may still grow; the feed alone, where it never parted."""
        ...


class Codes(Protocol):
    """Enrolment codes: each is used once."""

    def keep(self, code: Code) -> None:
        """Keep a new code."""
        ...

    def find(self, digest: bytes) -> Code | None:
        """The code with this hash."""
        ...

    def use(self, code: Code, author: bytes, at_ms: int, answer: bytes) -> None:
        """Note that a code has been used; a second use of one code fails."""
        ...
