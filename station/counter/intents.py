"""Deciding on payment intents: money is asked for once, and never again while the answer is unknown."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.books import PaymentRow
from schemas.books.payments import OPEN, may_follow
from schemas.facts import PaymentIntended, PaymentResolved
from schemas.failures import BadInput, Refusal
from schemas.money import in_range
from schemas.paying import AWAITED
from station.counter.commands import IntendPayment, SettleIntent
from station.ports import Decision

INTEND_KIND = "counter.payment_intended/1"
RESOLVE_KIND = "counter.payment_resolved/1"
OUTCOMES = ("succeeded", "failed", "unknown", "cancelled")


def decide_intend(command: IntendPayment, order_no: str, earlier: Sequence[PaymentRow]) -> Decision:
    """Money is going to be asked for. Refusal `payment.unsettled` while an earlier try for the same act is open."""
    if command.method not in AWAITED:
        raise BadInput("payment.method", field="method", method=command.method)
    if not in_range(command.amount_fen, "amount_fen"):
        raise BadInput("payment.zero", field="amount_fen")
    for row in earlier:
        if row.purpose == command.for_command.bytes and row.state in (*OPEN, "succeeded"):
            raise Refusal("payment.unsettled", field="intent", order_no=row.order_no, state=row.state)
    fact = PaymentIntended(
        on=command.on,
        order_no=order_no,
        method=command.method,
        amount_fen=command.amount_fen,
        purpose=command.for_command.bytes,
    )
    return Decision(kind=INTEND_KIND, facts=(fact,))


def decide_resolve(command: SettleIntent, row: PaymentRow | None) -> Decision:
    """How it ended. Refusal `payment.order_unknown`, `payment.order_done`; BadInput `payment.outcome`."""
    if command.outcome not in OUTCOMES:
        raise BadInput("payment.outcome", field="outcome", outcome=command.outcome)
    if row is None:
        raise Refusal("payment.order_unknown", field="order_no", order_no=command.order_no)
    if not may_follow(row.state, command.outcome):
        raise Refusal("payment.order_done", field="order_no", order_no=command.order_no, state=row.state)
    fact = PaymentResolved(
        on=command.on, order_no=command.order_no, outcome=command.outcome, reference=command.reference or None
    )
    return Decision(kind=RESOLVE_KIND, facts=(fact,))
