"""Deciding on a red letter 红字发票: Σ red ≤ the original; what happens to the tax is said in the same act."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from schemas.books import DayRow, InvoiceRow, LevyRow, PaymentRow, ReddenedRow, VoucherRow
from schemas.entry.kinds import Posting
from schemas.facts import PaymentReversed, RedLetterIssued, VoucherVoided
from schemas.failures import BadInput, Refusal
from schemas.money import plain_yuan
from schemas.rules.pack import Pack
from schemas.rules.rates import nearest
from station.counter.acts import IssueRedLetter
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
from station.counter.views import NumberBlock, draw, require_open
from station.ports import Decision

KIND = "counter.red_letter/1"
REASONS = ("wrong", "returned", "stopped", "discount")
"""开票有误 · 销货退回 · 服务中止 · 销售折让."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RedView:
    """What is known of the invoice and its sale; `sisters` counts the sale's invoices, itself among them."""

    day: DayRow | None
    sale_day: DayRow | None
    invoice: InvoiceRow | None
    reddened: ReddenedRow | None
    sisters: int
    payments: Sequence[PaymentRow] = ()
    voucher: VoucherRow | None = None
    levies: Sequence[LevyRow] = ()
    postings: tuple[Posting, ...] = ()
    blocks: Sequence[NumberBlock] = ()
    drawer_fen: int = 0
    sale_gross_fen: int = 1
    requested: Mapping[str, int] = field(default_factory=dict[str, int])


def decide_red(command: IssueRedLetter, view: RedView, authoriser: bytes, desk: Pack | None) -> Decision:
    """The facts of a red letter.

    Refusals: `red.unknown`, `red.void`, `red.nothing_left`, `red.before`, `refund.*`, `numbers.exhausted`, `day.closed`;
    BadInput `red.reason`, `red.amount`, `refund.payee`.
    """
    require_open(view.day, command.on)
    payee = payee_of(command.payee or {})
    row = _require_red(command, view)
    net, vat = _amounts(command, row, view)
    whole = view.reddened is None and (net, vat) == (row.net_fen, row.vat_fen)
    stage = stage_of(row.on, command.on, view.sale_day, handed_over=command.handed_over)
    back = whole and view.sisters == 1 and goes_back_today(stage, view.payments)
    require_authorised(stage, view.payments if back else (), desk, command.clerk, command.authoriser)
    if back:
        require_in_drawer(view.payments, view.drawer_fen)
    share = shares(view.levies, net + vat, view.sale_gross_fen)
    asked = {} if back else still_to_ask(share, shares(view.levies, 1, 1), view.requested)
    number = draw(view.blocks, 1, "invoice")[0]
    red = RedLetterIssued(
        on=command.on,
        source=number.source,
        code=number.code,
        number=number.number,
        block=number.block,
        entry=row.entry,
        of_code=row.code,
        of_number=row.number,
        net_fen=net,
        vat_fen=vat,
        reason=command.reason,
        money="reversed" if back else "refund" if asked else "none",
        authoriser=authoriser,
    )
    return Decision(
        kind=KIND,
        facts=(
            red,
            *(undone(command.on, view.voucher, view.payments) if back else ()),
            *refund_of(red.on, red.entry, asked, stage, red.reason),
        ),
        postings=tuple((account, -fen) for account, fen in view.postings) if back else (),
        said={"payee": payee} if payee and asked else None,
    )


def undone(
    on: str, voucher: VoucherRow | None, payments: Sequence[PaymentRow]
) -> tuple[VoucherVoided | PaymentReversed, ...]:
    """The voucher void, and each payment back by the way it came."""
    void = (
        (VoucherVoided(on=on, code=voucher.code, number=voucher.number, total_fen=voucher.total_fen),)
        if voucher
        else ()
    )
    back = (
        PaymentReversed(on=on, order_no=paid.order_no, method=paid.method, amount_fen=paid.amount_fen)
        for paid in payments
        if paid.state == "taken"
    )
    return (*void, *back)


def _require_red(command: IssueRedLetter, view: RedView) -> InvoiceRow:
    row = view.invoice
    if command.reason not in REASONS:
        raise BadInput("red.reason", field="reason", reason=command.reason)
    if row is None:
        raise Refusal("red.unknown", field="invoice", invoice=f"{command.code}-{command.number}")
    if row.state != "issued":
        raise Refusal("red.void", field="invoice", on=row.voided_on or row.on)
    if command.on < row.on:
        raise Refusal("red.before", field="on", on=row.on)
    return row


def _amounts(command: IssueRedLetter, row: InvoiceRow, view: RedView) -> tuple[int, int]:
    """Net and VAT that are taken back: all that is left, or the share of the gross amount asked for."""
    gone = view.reddened
    net, vat = row.net_fen - (gone.net_fen if gone else 0), row.vat_fen - (gone.vat_fen if gone else 0)
    if net + vat == 0:
        raise Refusal("red.nothing_left", field="gross_fen")
    gross = net + vat if command.gross_fen is None else command.gross_fen
    if type(gross) is not int or not 0 < gross <= net + vat:
        raise BadInput("red.amount", field="gross_fen", most=plain_yuan(net + vat))
    part = nearest(vat * gross, net + vat)
    return gross - part, part
