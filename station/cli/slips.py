"""A slip's QR judged with no network and no ledger."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from schemas.entry import certificate, claim, seal
from schemas.failures import BadInput, Breach
from station.cli.streams import read_bytes


def verify_slip(text: str | None, image: str | None, issuer: str | None) -> dict[str, Any]:
    """What the slip says and whether it holds.

    Without the bureau's key only the device's signature is judged, and the answer says so. A copy looks the same as the
    paper that it was taken from; voids and revocations are not known here.
    """
    if (text is None) == (image is None):
        raise BadInput("cli.one_of", field="qr", names="--qr, --image")
    said = text.strip() if text is not None else _read_image(image or "")
    if issuer is not None:
        verified = claim.verify(said, _key(issuer))
        return _told(verified.claim, verified.certificate, issuer_checked=True)
    stated, signed, certified = claim.parse(said)
    device = certificate.claimed(certified)
    if signed.kid != device.author or not signed.by(device.key):
        raise Breach("claim.altered")
    return _told(stated, device, issuer_checked=False)


def _told(stated: claim.Claim, device: certificate.Certificate, *, issuer_checked: bool) -> dict[str, Any]:
    said = {field.name: getattr(stated, field.name) for field in fields(stated)}
    plain = {
        name: value.hex() if isinstance(value, bytes) else str(value) if name == "on" else value
        for name, value in said.items()
    }
    return {
        "valid": True,
        "issuer_checked": issuer_checked,
        "site": device.site,
        "device": seal.short_id(device.key).hex(),
        "kind": "invoice" if isinstance(stated, claim.InvoiceClaim) else "closing",
        **plain,
    }


def _key(text: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise BadInput("cli.issuer", field="issuer")
    return key


def _read_image(name: str) -> str:
    """The QR text in a picture; BadInput `cli.no_qr` when none of ours is found."""
    from station.print.reading import read_qr

    found = read_qr(read_bytes(name, bytes))
    if found is None:
        raise BadInput("cli.no_qr", field="image")
    return found
