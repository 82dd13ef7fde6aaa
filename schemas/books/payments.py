"""The book of payments 收款台账: what was asked for, how it ended, what was taken and paid back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import PaymentCorrected, PaymentIntended, PaymentResolved, PaymentReversed, PaymentTaken


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment by its own order number 商户订单号; the amount in fen.

    `state`: `pending` 待支付 · `succeeded` 成功 · `failed` 失败 · `unknown` 待确认 · `cancelled` 已撤销 ·
    `taken` (its sale stands) · `reversed` 冲正. `seq` is the place of the sale once it is taken, before that of the intent.
    """

    BOOK: ClassVar[str] = "payment"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "order_no")
    owner: bytes
    order_no: str
    seq: int
    on: str
    method: str
    amount_fen: int
    reference: str | None
    purpose: bytes | None
    state: str
    reversed_on: str | None


OPEN = ("pending", "unknown")
"""States in which nobody may ask for the money again."""
_AFTER = {"pending": {"succeeded", "failed", "unknown", "cancelled"}, "unknown": {"succeeded", "failed", "cancelled"}}


def fold(act: Act, shelf: Shelf) -> None:
    """Each order number lives once and moves forward only."""
    for part, fact in enumerate(act.facts):
        match fact:
            case PaymentIntended():
                row = _row(act, fact, "pending", None, fact.purpose)
                ok = _fresh(shelf, row)
            case PaymentResolved():
                ok = _resolved(act, shelf, fact)
            case PaymentTaken():
                ok = _taken(act, shelf, fact)
            case PaymentReversed():
                ok = _reversed(act, shelf, fact)
            case PaymentCorrected():
                ok = _corrected(act, shelf, fact)
            case _:
                continue
        if not ok:
            set_aside(act, shelf, part, "payment_order")


def may_follow(state: str, outcome: str) -> bool:
    """Whether a payment in `state` may end as `outcome`."""
    return outcome in _AFTER.get(state, set())


def _row(
    act: Act, fact: PaymentIntended | PaymentTaken, state: str, reference: str | None, purpose: bytes | None
) -> PaymentRow:
    return PaymentRow(
        act.owner, fact.order_no, act.entry.seq, fact.on, fact.method, fact.amount_fen, reference, purpose, state, None
    )


def _fresh(shelf: Shelf, row: PaymentRow) -> bool:
    if shelf.get(PaymentRow, row.owner, row.order_no) is not None:
        return False
    shelf.put(row)
    return True


def _resolved(act: Act, shelf: Shelf, fact: PaymentResolved) -> bool:
    row = shelf.get(PaymentRow, act.owner, fact.order_no)
    if row is None or not may_follow(row.state, fact.outcome):
        return False
    shelf.put(replace(row, state=fact.outcome, reference=fact.reference or row.reference))
    return True


def _taken(act: Act, shelf: Shelf, fact: PaymentTaken) -> bool:
    row = shelf.get(PaymentRow, act.owner, fact.order_no)
    if row is None:
        return _fresh(shelf, _row(act, fact, "taken", fact.reference, None))
    if row.state != "succeeded" or (row.method, row.amount_fen) != (fact.method, fact.amount_fen):
        return False
    shelf.put(replace(row, state="taken", seq=act.entry.seq, on=fact.on, reference=fact.reference or row.reference))
    return True


def _reversed(act: Act, shelf: Shelf, fact: PaymentReversed) -> bool:
    row = shelf.get(PaymentRow, act.owner, fact.order_no)
    if row is None or row.state != "taken" or row.amount_fen != fact.amount_fen:
        return False
    shelf.put(replace(row, state="reversed", reversed_on=fact.on))
    return True


def _corrected(act: Act, shelf: Shelf, fact: PaymentCorrected) -> bool:
    """The method that it was taken by in truth 支付方式更正; the sale and its amount stand."""
    row = shelf.get(PaymentRow, act.owner, fact.order_no)
    if row is None or row.state != "taken" or (row.method, row.amount_fen) != (fact.was, fact.amount_fen):
        return False
    shelf.put(replace(row, method=fact.method, reference=fact.reference))
    return True
