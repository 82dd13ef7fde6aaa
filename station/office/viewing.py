"""Gathering what a decision may look at: rows of the ledger into the counter's views."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from schemas.application import Application, Taxpayer
from schemas.apply import Cursor
from schemas.books import InvoiceRow, PaymentRow
from schemas.entry.kinds import facts_of, postings_of
from schemas.facts import RefundRequested
from schemas.failures import Refusal
from schemas.identifiers import normalise
from schemas.identifiers.resident_id import read_resident_id_15
from schemas.keep import Feeds
from schemas.periods import period_of
from schemas.rules.case import obligation_day
from schemas.rules.prior import Prior
from station.counter.allowances import Allowance
from station.counter.cash import undeposited
from station.counter.commands import VoidInvoice
from station.counter.views import DayView, NumberBlock, SaleView, VoidView
from station.ledger import counter_queries, lineage, queries
from station.ledger.ledger import Ledger
from station.office import watching

NOBODY = "-"
"""What stands for a buyer without an id in a body."""


def sale_view(
    ledger: Ledger, cursor: Cursor, on: str, taxpayer: Taxpayer, intent: str | None, application: Application | None
) -> SaleView:
    """What is known when an act takes money or numbers."""
    person = ledger.refer(person_key(taxpayer))
    stem = order_stem(ledger, on)
    return SaleView(
        profile=ledger.profile,
        day=queries.day(cursor, ledger.author, on),
        prior=prior_of(cursor, person, application) if application else Prior(),
        year_gross_fen=year_of(cursor, person, application) if application else 0,
        taxpayer=person,
        buyers=buyers_of(ledger, application) if application else (),
        invoices=blocks(ledger, cursor, "invoice"),
        vouchers=blocks(ledger, cursor, "voucher"),
        orders=queries.order_count(cursor, ledger.author, stem),
        order_stem=stem,
        intent=_intent(ledger, cursor, intent),
        allowance=watching.allowance(ledger, cursor) if application else Allowance(),
        cash=undeposited(counter_queries.cash_moves(cursor, ledger.author, on)),
    )


def person_key(taxpayer: Taxpayer) -> str:
    """The one form of a taxpayer's id: an old identity number is the new one of the same person."""
    number = normalise(taxpayer.id)
    is_old = taxpayer.kind == "natural_person" and taxpayer.id_type in (None, "idno15") and len(number) == 15
    return read_resident_id_15(number).text if is_old else number


def prior_of(cursor: Cursor, person: bytes, application: Application) -> Prior:
    """The earlier sales of the day, month and quarter in every feed held; never less than what was said."""
    bound = obligation_day(application)
    periods = [period_of(kind, bound) for kind in ("day", "month", "quarter")]
    day, month, quarter = (queries.sold(cursor, person, period.first, period.last) for period in periods)
    said = Prior.from_application(application)
    return Prior(
        max(day, said.day_gross_fen),
        max(month, said.month_gross_fen),
        max(quarter, said.quarter_gross_fen),
        said.at_most,
    )


def year_of(cursor: Cursor, person: bytes, application: Application) -> int:
    """What was issued before in the calendar year, gross in fen, in every feed held."""
    on = application.on
    return queries.sold(cursor, person, date(on.year, 1, 1), on)


def void_view(ledger: Ledger, cursor: Cursor, command: VoidInvoice) -> VoidView:
    """What is known of an invoice that is to be voided."""
    row = queries.invoice(cursor, ledger.author, command.code, command.number)
    day = queries.day(cursor, ledger.author, command.on)
    if row is None:
        return VoidView(day=day, invoice=None, sisters=0)
    if row.owner not in lineage.written_here(cursor, ledger.author):
        raise Refusal("succeed.closed_feed", field="invoice", number=row.number)
    entry = Feeds(cursor).by_id(row.entry)
    assert entry is not None, "a row's entry is held"
    sisters = queries.invoices_of(cursor, row.owner, row.seq)
    return VoidView(
        day=day,
        invoice=row,
        sisters=len(sisters),
        payments=queries.payments_of(cursor, ledger.author, row.seq),
        voucher=queries.voucher_of(cursor, ledger.author, row.entry),
        postings=postings_of(entry.body) or (),
        levies=counter_queries.levies_of(cursor, ledger.author, row.seq),
        sale_gross_fen=gross(sisters),
        drawer_fen=drawer(ledger, cursor, command.on),
        reddened=counter_queries.reddened(cursor, ledger.author, row.entry, row.code, row.number) is not None,
        requested=requested(ledger, cursor, row.entry),
    )


def day_view(ledger: Ledger, cursor: Cursor, on: str) -> DayView:
    """What the books say of one business day."""
    device = ledger.author
    taken = [row for row in queries.payments_on(cursor, device, on) if row.state == "taken"]
    totals: dict[str, int] = {}
    for row in taken:
        totals[row.method] = totals.get(row.method, 0) + row.amount_fen
    vouchers = [row for row in queries.vouchers_on(cursor, device, on) if row.state == "issued"]
    levies = [row for row in queries.levies_on(cursor, device, on) if row.state == "collected"]
    return DayView(
        day=queries.day(cursor, device, on),
        totals=totals,
        vouchers_fen=sum(row.total_fen for row in vouchers),
        taxes_fen=sum(row.due_fen + row.late_fee_fen for row in levies),
        drawer_fen=queries.balances(cursor, device, on).get("money/cash", 0),
        unsettled=queries.unsettled(cursor, device),
    )


def drawer(ledger: Ledger, cursor: Cursor, on: str) -> int:
    """The cash that should be in the drawer, in fen."""
    return queries.balances(cursor, ledger.author, on).get("money/cash", 0)


def requested(ledger: Ledger, cursor: Cursor, entry: bytes) -> dict[str, int]:
    """Tax → what was asked back of an entry before, in fen."""
    sums: dict[str, int] = {}
    for row in counter_queries.refunds_of(cursor, ledger.author, entry):
        asked = Feeds(cursor).by_id(row.entry)
        for fact in facts_of(asked.body) if asked else ():
            if isinstance(fact, RefundRequested) and fact.entry == entry:
                for tax, fen in fact.taxes.items():
                    sums[tax] = sums.get(tax, 0) + fen
    return sums


def gross(invoices: list[InvoiceRow]) -> int:
    """What a sale's invoices come to with tax, in fen, voids among them."""
    return sum(row.net_fen + row.vat_fen for row in invoices) or 1


def order_stem(ledger: Ledger, on: str) -> str:
    """The part of an order number 商户订单号 that is the same all day: `YS`, site, device, date."""
    site = ledger.profile["site"].split("-")[-1]
    return f"YS{site}{ledger.author[:2].hex().upper()}{on.replace('-', '')}"


def buyers_of(ledger: Ledger, application: Application) -> tuple[bytes, ...]:
    """How a body refers to the buyers of an application."""
    buyers = (invoice.buyer for invoice in application.invoices)
    return tuple(ledger.refer(normalise(buyer.id) if buyer.id else NOBODY + buyer.name) for buyer in buyers)


def blocks(ledger: Ledger, cursor: Cursor, stock: str) -> Sequence[NumberBlock]:
    """What is left of the blocks of one stock, the oldest first."""
    return [
        NumberBlock(
            block=left.row.block,
            source=left.row.source,
            code=left.row.code,
            next=left.next,
            last=left.row.last,
            width=left.row.width,
            holes=left.holes,
        )
        for left in queries.blocks_left(cursor, ledger.author, stock)
    ]


def _intent(ledger: Ledger, cursor: Cursor, order_no: str | None) -> PaymentRow | None:
    if order_no is None:
        return None
    row = queries.payment(cursor, ledger.author, order_no)
    if row is None:
        raise Refusal("payment.order_unknown", field="intent", order_no=order_no)
    return row
