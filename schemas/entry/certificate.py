"""The device certificate: a COSE_Sign1 by the bureau's issuing key over `{1: key, 2: site, 3: from, 4: to}` (days since 1970)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schemas import canonical
from schemas.entry import seal
from schemas.failures import BadInput

PUBLIC_FEED = "authority"
"""`site` of the certificate of the authority's public feed."""
CHANNEL = "channel/"
"""Prefix of `site` in the certificate of a site's channel feed: `channel/420106-P0103`."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Whose key it is, at which site, from which day to which; judged at an entry's proven interval, never at "now"."""

    key: bytes
    site: str
    from_day: int
    to_day: int

    @property
    def author(self) -> bytes:
        """The feed that this key writes."""
        return seal.short_id(self.key)


def issue(certificate: Certificate, issuer: seal.Signer) -> bytes:
    """The signed certificate as bytes."""
    payload = {1: certificate.key, 2: certificate.site, 3: certificate.from_day, 4: certificate.to_day}
    return seal.sign1(canonical.encode(payload), issuer)


def read(data: bytes, issuer: bytes) -> Certificate:
    """The certificate, if `issuer` signed it; BadInput `certificate.shape` or `certificate.issuer` otherwise."""
    certificate = claimed(data)
    if not seal.read_sign1(data, "certificate.shape").by(issuer):
        raise BadInput("certificate.issuer")
    return certificate


def claimed(data: bytes) -> Certificate:
    """What a certificate says, whoever signed it; BadInput `certificate.shape` when it is none."""
    payload: Any = canonical.decode(seal.read_sign1(data, "certificate.shape").payload, "certificate.shape")
    if not (canonical.is_map(payload) and set(payload) == {1, 2, 3, 4}):
        raise BadInput("certificate.shape", reason="keys")
    key, site, from_day, to_day = payload[1], payload[2], payload[3], payload[4]
    shapes = (type(key) is bytes and len(key) == 32, type(site) is str, type(from_day) is int, type(to_day) is int)
    if not all(shapes) or not 0 <= from_day <= to_day:
        raise BadInput("certificate.shape", reason="values")
    return Certificate(key, site, from_day, to_day)
