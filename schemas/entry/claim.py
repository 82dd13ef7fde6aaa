"""What a slip's QR proves, with no network and no ledger: `YS1:` of one invoice, `YS2:` of a closed day.

The text is a prefix and the Base45 of a CBOR sequence of two: a COSE_Sign1 claim by the device (header 4 names it)
and the device's certificate by the bureau's issuing key (docs/formats/slip.md). A copy looks the same as the paper
it was taken from, and nothing here knows of voids or revocations.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any, TypeAlias

from schemas import canonical
from schemas.entry import base45, certificate, seal
from schemas.entry.certificate import Certificate
from schemas.failures import BadInput, Breach, Failure, Refusal

INVOICE = "YS1:"
CLOSING = "YS2:"
MOST_BYTES = 330
"""The largest claim with its certificate: it fits a QR of version 17 with error correction Q."""
SALT_CHARACTERS = 8
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceClaim:
    """One invoice as its slip states it; amounts in fen, `code` empty for 数电票, `buyer` as `buyer_hash` gives it."""

    code: str
    number: str
    on: date
    net_fen: int
    vat_fen: int
    total_fen: int
    buyer: bytes

    def payload(self) -> dict[int, Any]:
        """The payload map of the contract."""
        amounts = {4: self.net_fen, 5: self.vat_fen, 6: self.total_fen}
        return {1: self.code, 2: self.number, 3: _yyyymmdd(self.on), **amounts, 7: self.buyer}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingClaim:
    """A closed day 日结 as its slip states it: feed, last seq, head, count of entries, takings by method in fen."""

    feed: bytes
    seq: int
    head: bytes
    count: int
    on: date
    takings: dict[str, int]

    def payload(self) -> dict[int, Any]:
        """The payload map of the contract."""
        return {1: self.feed, 2: self.seq, 3: self.head, 4: self.count, 5: _yyyymmdd(self.on), 6: self.takings}


Claim: TypeAlias = InvoiceClaim | ClosingClaim


@dataclass(frozen=True, slots=True)
class Verified:
    """A claim that holds: what is stated, by which device of which site."""

    claim: Claim
    certificate: Certificate


def buyer_hash(salt: str, printed_name: str) -> bytes:
    """The salted hash of the buyer as printed: SHA-256(salt ‖ UTF-8 of the name), first 16 bytes."""
    assert len(salt) == SALT_CHARACTERS and salt.isascii()
    return sha256(salt.encode("ascii") + printed_name.encode("utf-8")).digest()[:16]


def make(claim: Claim, device: seal.Signer, signed_certificate: bytes) -> str:
    """The text of the QR; Refusal `claim.too_long` when claim and certificate pass 330 bytes."""
    data = seal.sign1(canonical.encode(claim.payload()), device, device.id) + signed_certificate
    if len(data) > MOST_BYTES:
        raise Refusal("claim.too_long", size=len(data), most=MOST_BYTES)
    return (INVOICE if isinstance(claim, InvoiceClaim) else CLOSING) + base45.encode(data)


def parse(text: str) -> tuple[Claim, seal.Signed, bytes]:
    """Claim, its signature not yet judged, and certificate as bytes; BadInput `claim.shape` for any other text."""
    prefix = text[:4]
    if prefix not in (INVOICE, CLOSING):
        raise BadInput("claim.shape", reason="prefix")
    data = base45.decode(text[4:], "claim.shape")
    if len(data) > MOST_BYTES:
        raise BadInput("claim.shape", reason="too long")
    parts = list(canonical.sequence(data, "claim.shape"))
    if len(parts) != 2:
        raise BadInput("claim.shape", reason="not two parts")
    (_, first), (_, second) = parts
    signed = seal.read_sign1(first, "claim.shape")
    seal.read_sign1(second, "claim.shape")
    payload: Any = canonical.decode(signed.payload, "claim.shape")
    return (_invoice(payload) if prefix == INVOICE else _closing(payload)), signed, second


def verify(text: str, issuer: bytes) -> Verified:
    """The claim, if device and bureau signed it.

    BadInput `claim.shape` for text that is none of ours, Refusal `claim.not_ours` for a certificate of another bureau,
    Breach `claim.altered` when the signature doesn't hold, Refusal `claim.outside_certificate` for a day on which the
    device had no certificate.
    """
    claim, signed, signed_certificate = parse(text)
    try:
        device = certificate.read(signed_certificate, issuer)
    except Failure:
        raise Refusal("claim.not_ours") from None
    if signed.kid != device.author or not signed.by(device.key):
        raise Breach("claim.altered")
    if not device.from_day <= claim.on.toordinal() - _EPOCH <= device.to_day:
        raise Refusal("claim.outside_certificate", on=claim.on.isoformat())
    return Verified(claim, device)


def _invoice(payload: Any) -> InvoiceClaim:
    fields = _fields(payload, (str, str, int, int, int, int, bytes))
    code, number, day, net_fen, vat_fen, total_fen, buyer = fields
    if len(buyer) != 16:
        raise BadInput("claim.shape", reason="buyer")
    amounts = {"net_fen": net_fen, "vat_fen": vat_fen, "total_fen": total_fen}
    return InvoiceClaim(code=code, number=number, on=_date(day), buyer=buyer, **amounts)


def _closing(payload: Any) -> ClosingClaim:
    feed, seq, head, count, day, takings = _fields(payload, (bytes, int, bytes, int, int, dict))
    if len(feed) != 16 or len(head) != 32:
        raise BadInput("claim.shape", reason="feed or head")
    if any(type(method) is not str or type(fen) is not int for method, fen in takings.items()):
        raise BadInput("claim.shape", reason="takings")
    return ClosingClaim(feed=feed, seq=seq, head=head, count=count, on=_date(day), takings=takings)


def _fields(payload: Any, kinds: tuple[type, ...]) -> list[Any]:
    """The values under 1, 2, 3 …, each of its type."""
    if type(payload) is not dict or payload.keys() != set(range(1, len(kinds) + 1)):
        raise BadInput("claim.shape", reason="keys")
    values: list[Any] = [payload[key] for key in range(1, len(kinds) + 1)]
    if [type(value) for value in values] != list(kinds):
        raise BadInput("claim.shape", reason="values")
    return values


def _yyyymmdd(on: date) -> int:
    return on.year * 10_000 + on.month * 100 + on.day


def _date(yyyymmdd: int) -> date:
    year, rest = divmod(yyyymmdd, 10_000)
    try:
        return date(year, *divmod(rest, 100))
    except (ValueError, OverflowError):
        raise BadInput("claim.shape", reason="day") from None
