"""How the facts of the counter's further acts are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any

from schemas.facts import (
    AllowanceBorrowed,
    AllowanceLent,
    CashDeposited,
    CollectionReversed,
    Countersigned,
    DaySupplemented,
    DocumentsAwaited,
    DocumentsSupplied,
    PaymentCorrected,
    RedLetterIssued,
    RefundRequested,
    ServiceRefused,
    ShiftHandedOver,
    VouchersSettled,
)

Plain = Callable[[Any], Any]
Teller = Callable[[dict[str, Any], Any], None]


def tellers(plain: Plain) -> dict[type, Teller]:
    """A teller for each fact; `plain` writes bytes as hex."""

    def whole(answer: dict[str, Any], fact: Any) -> None:
        answer |= {field.name: plain(getattr(fact, field.name)) for field in fields(fact)}

    def red(answer: dict[str, Any], fact: RedLetterIssued) -> None:
        answer |= {
            "on": fact.on,
            "red": {
                "code": fact.code,
                "number": fact.number,
                "source": fact.source,
                "specimen": fact.source == "specimen",
                "net_fen": -fact.net_fen,
                "vat_fen": -fact.vat_fen,
                "total_fen": -fact.net_fen - fact.vat_fen,
            },
            "of": f"{fact.of_code}-{fact.of_number}",
            "of_entry": fact.entry.hex(),
            "reason": fact.reason,
            "money": fact.money,
        }

    def refund(answer: dict[str, Any], fact: RefundRequested) -> None:
        asked = {"taxes": plain(fact.taxes), "total_fen": fact.total_fen, "stage": fact.stage}
        answer |= {"on": fact.on, "refund": {"of_entry": fact.entry.hex(), "reason": fact.reason, **asked}}

    def undone(answer: dict[str, Any], fact: CollectionReversed) -> None:
        answer |= {"on": fact.on, "undone": fact.entry.hex(), "reason": fact.reason, "stage": fact.stage}

    def countersigned(answer: dict[str, Any], fact: Countersigned) -> None:
        answer |= {"on": fact.on, "countersigned": fact.entry.hex()}

    def awaited(answer: dict[str, Any], fact: DocumentsAwaited) -> None:
        answer["documents_awaited"] = plain(fact.kinds)

    def supplied(answer: dict[str, Any], fact: DocumentsSupplied) -> None:
        answer |= {"on": fact.on, "of_entry": fact.entry.hex(), "documents": plain(fact.documents)}

    same = (CashDeposited, DaySupplemented, PaymentCorrected, ServiceRefused, ShiftHandedOver, VouchersSettled)

    def lent(answer: dict[str, Any], fact: AllowanceLent) -> None:
        answer["lent"] = {"to": fact.borrower.hex(), "amount_fen": fact.amount_fen, "count": fact.count}

    def borrowed(answer: dict[str, Any], fact: AllowanceBorrowed) -> None:
        terms = {"amount_fen": fact.amount_fen, "count": fact.count}
        answer["borrowed"] = {"loan": fact.loan.hex(), "from": fact.lender.hex(), **terms}

    return {
        AllowanceLent: lent,
        AllowanceBorrowed: borrowed,
        RedLetterIssued: red,
        RefundRequested: refund,
        CollectionReversed: undone,
        Countersigned: countersigned,
        DocumentsAwaited: awaited,
        DocumentsSupplied: supplied,
        **dict.fromkeys(same, whole),
    }
