"""Deciding on a void 作废: this month, all copies in hand; what happens to the tax is said before it happens."""

from __future__ import annotations

from schemas.books import InvoiceRow
from schemas.entry.kinds import Posting
from schemas.facts import InvoiceVoided, PaymentReversed, VoucherVoided
from schemas.failures import BadInput, Refusal
from station.counter.commands import VoidInvoice
from station.counter.views import VoidView, require_open
from station.ports import Decision

KIND = "counter.void/1"


def decide_void(command: VoidInvoice, view: VoidView, authoriser: bytes | None) -> Decision:
    """The facts of a void.

    Refusals: `void.unknown`, `void.already`, `void.other_month`, `void.platform`, `day.closed`; BadInput `void.reason`.
    """
    require_open(view.day, command.on)
    row = _require_voidable(command, view.invoice)
    back = _money_back(command, row, view)
    voided = InvoiceVoided(
        on=command.on,
        entry=row.entry,
        code=row.code,
        number=row.number,
        reason=command.reason.strip(),
        money=_money_word(view, bool(back)),
        authoriser=authoriser,
    )
    voucher = _voucher(command, view) if back else ()
    return Decision(
        kind=KIND,
        facts=(voided, *voucher, *back),
        postings=_reversed(view.postings) if back else (),
    )


def _require_voidable(command: VoidInvoice, row: InvoiceRow | None) -> InvoiceRow:
    if not command.reason.strip():
        raise BadInput("void.reason", field="reason")
    if row is None:
        raise Refusal("void.unknown", field="invoice", invoice=f"{command.code}-{command.number}")
    if row.state != "issued":
        raise Refusal("void.already", field="invoice", on=row.voided_on)
    if row.source == "platform_request":
        raise Refusal("void.platform", field="invoice")
    if row.on[:7] != command.on[:7] or command.on < row.on:
        raise Refusal("void.other_month", field="invoice", month=row.on[:7])
    return row


def _money_back(command: VoidInvoice, row: InvoiceRow, view: VoidView) -> tuple[PaymentReversed, ...]:
    """Money goes back only on the day it came, and only when the invoice is its sale's only one."""
    if row.on != command.on or view.sisters != 1:
        return ()
    return tuple(
        PaymentReversed(on=command.on, order_no=paid.order_no, method=paid.method, amount_fen=paid.amount_fen)
        for paid in view.payments
        if paid.state == "taken"
    )


def _money_word(view: VoidView, back: bool) -> str:
    if back:
        return "reversed"
    return "refund" if view.payments else "none"


def _voucher(command: VoidInvoice, view: VoidView) -> tuple[VoucherVoided, ...]:
    row = view.voucher
    if row is None:
        return ()
    return (VoucherVoided(on=command.on, code=row.code, number=row.number, total_fen=row.total_fen),)


def _reversed(postings: tuple[Posting, ...]) -> tuple[Posting, ...]:
    return tuple((account, -fen) for account, fen in postings)
