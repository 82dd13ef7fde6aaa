"""Deciding on a void 作废: this month, all copies in hand; what happens to the tax is said before it happens."""

from __future__ import annotations

from schemas.books import InvoiceRow
from schemas.entry.kinds import Posting
from schemas.facts import InvoiceVoided, PaymentReversed, VoucherVoided
from schemas.failures import BadInput, Refusal
from schemas.rules.pack import Pack
from station.counter.commands import VoidInvoice
from station.counter.refunds import (
    goes_back_today,
    payee_of,
    refund_of,
    require_authorised,
    require_in_drawer,
    shares,
    stage_of,
    still_to_ask,
)
from station.counter.views import VoidView, require_open
from station.ports import Decision

KIND = "counter.void/1"


def decide_void(command: VoidInvoice, view: VoidView, authoriser: bytes | None, desk: Pack | None = None) -> Decision:
    """The facts of a void; where the tax does not go back today, the payer's application for it stands in the same act.

    Refusals: `void.unknown`, `void.already`, `void.other_month`, `void.platform`, `void.reddened`, `refund.*`, `day.closed`;
    BadInput `void.reason`, `refund.payee`.
    """
    require_open(view.day, command.on)
    payee = payee_of(command.payee or {})
    row = _require_voidable(command, view)
    stage = stage_of(row.on, command.on, view.day, handed_over=command.handed_over)
    back = _money_back(row, view, stage)
    require_authorised(stage, view.payments if back else (), desk, command.clerk, command.authoriser)
    if back:
        require_in_drawer(view.payments, view.drawer_fen)
    share = shares(view.levies, row.net_fen + row.vat_fen, view.sale_gross_fen)
    asked = {} if back else still_to_ask(share, shares(view.levies, 1, 1), view.requested)
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
        facts=(voided, *voucher, *back, *refund_of(command.on, row.entry, asked, stage, voided.reason)),
        postings=_reversed(view.postings) if back else (),
        said={"payee": payee} if payee and asked else None,
    )


def _require_voidable(command: VoidInvoice, view: VoidView) -> InvoiceRow:
    row = view.invoice
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
    if view.reddened:
        raise Refusal("void.reddened", field="invoice")
    return row


def _money_back(row: InvoiceRow, view: VoidView, stage: str) -> tuple[PaymentReversed, ...]:
    """Money goes back only as the refund table has it, and only when the invoice is its sale's only one."""
    if view.sisters != 1 or not goes_back_today(stage, view.payments):
        return ()
    return tuple(
        PaymentReversed(on=row.on, order_no=paid.order_no, method=paid.method, amount_fen=paid.amount_fen)
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
