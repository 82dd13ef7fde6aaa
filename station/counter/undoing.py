"""Deciding on a collection undone on its day 冲正, a payment method put right, and a refund asked for 退(抵)税申请."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.books import DayRow, LevyRow, PaymentRow, VoucherRow
from schemas.entry.kinds import Posting
from schemas.facts import CollectionReversed, PaymentCorrected, RefundRequested
from schemas.failures import BadInput, Refusal
from schemas.paying import METHODS
from schemas.periods import read_day
from schemas.rules.pack import Pack
from station.counter.acts import CorrectPayment, RequestRefund, ReverseCollection
from station.counter.reddening import undone
from station.counter.refunds import (
    MOST_REASON,
    goes_back_today,
    payee_of,
    require_authorised,
    require_in_drawer,
    require_within,
    shares,
    stage_of,
)
from station.counter.views import require_open
from station.ports import Decision

UNDO_KIND = "counter.collection_undone/1"
METHOD_KIND = "counter.payment_corrected/1"
REFUND_KIND = "counter.refund_requested/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyView:
    """What is known of an act that took money: `entry` is its id, `is_dues` says that it issued no invoice."""

    entry: bytes
    on: str
    is_dues: bool
    day: DayRow | None
    payments: Sequence[PaymentRow]
    voucher: VoucherRow | None
    levies: Sequence[LevyRow]
    postings: tuple[Posting, ...]
    drawer_fen: int
    requested: dict[str, int]
    """Tax → what is asked back already, in fen."""


def decide_undo(command: ReverseCollection, view: MoneyView, authoriser: bytes | None, desk: Pack | None) -> Decision:
    """A collection of dues undone on its day.

    Refusals: `refund.use_void` for a sale with invoices, `refund.undone`, `refund.not_today` once the counter may not pay
    back any more, `refund.*`; BadInput `refund.reason`.
    """
    reason = reason_of(command.reason)
    require_open(view.day, command.on)
    if not view.is_dues:
        raise Refusal("refund.use_void", field="entry")
    if not any(paid.state == "taken" for paid in view.payments):
        raise Refusal("refund.undone", field="entry")
    stage = stage_of(view.on, command.on, view.day, handed_over=command.handed_over)
    if not goes_back_today(stage, view.payments):
        raise Refusal("refund.not_today", field="entry", on=view.on)
    require_authorised(stage, view.payments, desk, command.clerk, command.authoriser)
    require_in_drawer(view.payments, view.drawer_fen)
    fact = CollectionReversed(on=command.on, entry=view.entry, reason=reason, stage=stage, authoriser=authoriser)
    return Decision(
        kind=UNDO_KIND,
        facts=(fact, *undone(command.on, view.voucher, view.payments)),
        postings=tuple((account, -fen) for account, fen in view.postings),
    )


def decide_method(
    command: CorrectPayment, row: PaymentRow | None, today: DayRow | None, its_day: DayRow | None, authoriser: bytes
) -> Decision:
    """A payment that came by another method. After its day's count, cash that was or was not there is in the difference.

    Refusals: `payment.order_unknown`, `payment.not_taken`, `payment.same_method`, `refund.same_person`, `day.closed`;
    BadInput `payment.method_unknown`, `refund.reason`.
    """
    reason = reason_of(command.reason)
    require_open(today, command.on)
    if command.method not in METHODS:
        raise BadInput("payment.method_unknown", field="method", method=command.method)
    if row is None:
        raise Refusal("payment.order_unknown", field="order_no", order_no=command.order_no)
    if row.state != "taken":
        raise Refusal("payment.not_taken", field="order_no", order_no=command.order_no, state=row.state)
    if row.method == command.method:
        raise Refusal("payment.same_method", field="method", method=command.method)
    if command.authoriser == command.clerk:
        raise Refusal("refund.same_person", field="authoriser")
    fact = PaymentCorrected(
        on=command.on,
        order_no=row.order_no,
        was=row.method,
        method=command.method,
        amount_fen=row.amount_fen,
        reason=reason,
        reference=command.reference or None,
        authoriser=authoriser,
    )
    return Decision(kind=METHOD_KIND, facts=(fact,), postings=_moved(fact, its_day))


def _moved(fact: PaymentCorrected, its_day: DayRow | None) -> tuple[Posting, ...]:
    """From one method to the other; a drawer that was counted has told its difference, which is now explained."""
    counted = its_day is not None and its_day.state == "closed" and its_day.difference_fen is not None
    source = "advanced/shortage" if counted and fact.was == "cash" else f"money/{fact.was}"
    target = "held/overage" if counted and fact.method == "cash" else f"money/{fact.method}"
    return ((source, -fact.amount_fen), (target, fact.amount_fen))


def decide_refund(command: RequestRefund, view: MoneyView) -> Decision:
    """An application for taxes back, forwarded to the bureau; the counter pays nothing.

    Refusals: `refund.today` while the counter itself may still undo it, `refund.nothing`; BadInput `refund.reason`,
    `refund.tax`, `refund.payee`.
    """
    reason = reason_of(command.reason)
    if command.arrived_on is not None:
        read_day(command.arrived_on, "arrived_on")
    stage = stage_of(view.on, command.on, view.day, handed_over=True, arrived=command.arrived_on is not None)
    if stage == "same_day" and goes_back_today(stage, view.payments):
        raise Refusal("refund.today", field="entry")
    most = {tax: fen - view.requested.get(tax, 0) for tax, fen in shares(view.levies, 1, 1).items()}
    left = {tax: fen for tax, fen in most.items() if fen > 0}
    taxes = require_within(left if command.taxes is None else command.taxes, left)
    payee = payee_of(command.payee)
    fact = RefundRequested(
        on=command.on, entry=view.entry, taxes=taxes, total_fen=sum(taxes.values()), stage=stage, reason=reason
    )
    return Decision(kind=REFUND_KIND, facts=(fact,), said={"payee": payee} if payee else None)


def reason_of(text: str) -> str:
    """A reason in a few words; BadInput `refund.reason` when it is empty or too long."""
    reason = text.strip()
    if not 1 <= len(reason) <= MOST_REASON or not reason.isprintable():
        raise BadInput("refund.reason", field="reason", most=MOST_REASON)
    return reason
