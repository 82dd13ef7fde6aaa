"""What stands on the customer's slip 凭条, with a QR for each invoice that proves it offline."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from schemas.entry import claim
from schemas.entry.seal import Signer
from schemas.facts import InvoiceIssued
from schemas.money import yuan
from schemas.words import say
from station.print.act import Act
from station.print.figures import instant, masked, with_sign
from station.print.voucher import tax_name

_YEN = "￥"
"""U+FFE5: the sign that receipt printers have."""
_LARGE_MOST = 16
"""Columns of double size that the narrow slip has."""
_SALT = b"YS-slip-salt-1"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a device proves itself with: its key, and its certificate by the bureau as bytes."""

    device: Signer
    certificate: bytes


def slip_values(act: Act, badge: Badge | None, reprint: str = "") -> dict[str, Any]:
    """The values of a slip; without a badge it carries no QR."""
    heading = "print.slip_sale" if act.invoices else "print.slip_collection"
    taxed = [_taxed(act)] if act.voucher else []
    return {
        "heading": say(heading),
        "site_name": act.profile["name"],
        "specimen": say("print.specimen") if act.specimen else "",
        "reprint": reprint,
        "happened_at": instant(act.entry.hlc),
        "site": act.profile["site"],
        "clerk": act.clerk,
        "payer_name": act.payer["name"],
        "payer_id": masked(act.payer["id"]) if act.payer.get("kind") == "natural_person" else act.payer["id"],
        "invoices": [_invoice(act, part) for part in range(len(act.invoices))],
        "taxed": taxed,
        "codes": [_code(act, part, badge) for part in range(len(act.invoices))] if badge else [],
        "entry": act.entry.id.hex()[:12],
    }


def _invoice(act: Act, part: int) -> dict[str, str]:
    invoice = act.invoices[part]
    return {
        "code": invoice.code,
        "number": invoice.number,
        "buyer_name": act.given["invoices"][part]["buyer"]["name"],
        "net": yuan(invoice.net_fen),
        "vat": say("print.exempt") if invoice.exempt else yuan(invoice.vat_fen),
        "total": with_sign(invoice.net_fen + invoice.vat_fen, _YEN),
    }


def _taxed(act: Act) -> dict[str, Any]:
    voucher = act.voucher
    assert voucher is not None
    collected = with_sign(voucher.total_fen, _YEN)
    large = len(collected) < _LARGE_MOST
    return {
        "taxes": _taxes(act),
        "collected": collected if large else "",
        "collected_long": "" if large else collected,
        "payments": [
            {
                "method": say(f"print.method_{payment.method}"),
                "amount": yuan(payment.amount_fen),
                "order_no": payment.order_no,
                "reference": payment.reference or "",
            }
            for payment in act.payments
        ],
        "voucher": f"{voucher.code} {voucher.number}",
    }


def _taxes(act: Act) -> list[dict[str, str]]:
    """What was collected, by tax in the order of the working; late surcharges together."""
    sums: dict[str, int] = {}
    for line in act.quote.get("taxes", []):
        if line["collector"] == "counter" and line["due_fen"]:
            sums[line["tax"]] = sums.get(line["tax"], 0) + line["due_fen"]
    for due in act.dues.dues if act.dues else []:
        sums[due["tax"]] = sums.get(due["tax"], 0) + due["paid_fen"]
    late = sum(due["late_fee_paid_fen"] for due in act.dues.dues) if act.dues else 0
    if late:
        sums["late_fee"] = late
    return [{"name": tax_name(tax), "due": yuan(fen)} for tax, fen in sums.items() if fen]


def _code(act: Act, part: int, badge: Badge) -> dict[str, str]:
    invoice = act.invoices[part]
    salt = _salt(act, part, badge)
    name = act.given["invoices"][part]["buyer"]["name"]
    return {
        "qr": claim.make(_claim(invoice, salt, name), badge.device, badge.certificate),
        "salt": salt,
        "number": invoice.number,
    }


def _claim(invoice: InvoiceIssued, salt: str, buyer: str) -> claim.InvoiceClaim:
    return claim.InvoiceClaim(
        code=invoice.code,
        number=invoice.number,
        on=date.fromisoformat(invoice.on),
        net_fen=invoice.net_fen,
        vat_fen=invoice.vat_fen,
        total_fen=invoice.net_fen + invoice.vat_fen,
        buyer=claim.buyer_hash(salt, buyer),
    )


def _salt(act: Act, part: int, badge: Badge) -> str:
    """The same on every copy, and known only to who holds the slip: from a signature that no one else can make."""
    signed = badge.device.sign(_SALT + act.entry.id + part.to_bytes(2, "big"))
    return base64.b32encode(sha256(signed).digest()).decode("ascii")[: claim.SALT_CHARACTERS]
