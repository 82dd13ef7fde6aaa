"""The one law of admission to a feed, on bytes only: the same for sender and receiver, station and centre.

Everything that passes joins the chain, whatever it says; rights, allowances and balance are judged by folds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

from schemas.canonical import is_list, is_map
from schemas.entry import certificate, seal
from schemas.entry.envelope import NO_ENTRY, Entry
from schemas.failures import BadInput

ENROLLED = "device.enrolled/1"
"""Kind and fact of a feed's first entry."""


class Verdict(Enum):
    """What admission says of one entry."""

    ADMITTED = "admitted"
    EARLY = "early"
    KNOWN = "known"
    FORKED = "forked"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry that a holder has of a feed."""

    seq: int
    id: bytes


EMPTY = Head(0, NO_ENTRY)
"""The head of a feed of which nothing is held."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a feed's first entry says of its device."""

    key: bytes
    box: bytes
    certificate: certificate.Certificate


def admit(entry: Entry, head: Head, device_key: bytes, *, held: bytes | None = None) -> Verdict:
    """Judge one entry against the head held of its feed; `held` is the id held at the entry's own seq, if any."""
    if entry.seq <= head.seq:
        if entry.id == held:
            return Verdict.KNOWN
        return Verdict.FORKED if entry.signed_by(device_key) else Verdict.REFUSED
    if not entry.signed_by(device_key):
        return Verdict.REFUSED
    if entry.seq > head.seq + 1:
        return Verdict.EARLY
    return Verdict.ADMITTED if entry.prev == head.id else Verdict.REFUSED


def enrolment(entry: Entry, issuer: bytes) -> Enrolment:
    """What a first entry says of its device; BadInput `admit.enrolment` or a certificate's fault when it does not hold."""
    if entry.seq != 1 or entry.kind != ENROLLED:
        raise BadInput("admit.enrolment", reason="not a first entry")
    said = _enrolled(entry.body)
    key, box, signed = said.get("key"), said.get("box"), said.get("certificate")
    if not (isinstance(key, bytes) and isinstance(box, bytes) and isinstance(signed, bytes) and len(box) == 32):
        raise BadInput("admit.enrolment", reason="fact")
    certified = certificate.read(signed, issuer)
    if certified.key != key or seal.short_id(key) != entry.author:
        raise BadInput("admit.enrolment", reason="key, author and certificate differ")
    if not entry.signed_by(key):
        raise BadInput("admit.enrolment", reason="signature")
    return Enrolment(key, box, certified)


def _enrolled(body: dict[str, Any]) -> dict[str, Any]:
    facts: list[Any] = body.get("facts") or []
    for fact in facts:
        if is_list(fact) and len(fact) == 2 and fact[0] == ENROLLED and is_map(fact[1]):
            return fact[1]
    raise BadInput("admit.enrolment", reason="no fact")
