"""Deciding on an application 代开: working, money, numbers and voucher, all in one act or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from schemas.application import Application
from schemas.assessment import assess
from schemas.entry.kinds import Posting
from schemas.facts import InvoiceIssued, PaymentTaken, VoucherIssued
from schemas.failures import Refusal
from schemas.rules.answer import Quote
from schemas.rules.counter import voucher_for as kind_of_voucher
from schemas.rules.intake import refusals
from schemas.rules.pack import Pack
from station.counter.allowances import require_allowed
from station.counter.documents import awaited, vouched_for
from station.counter.money import money_postings, payments_for, require_acceptable, taken
from station.counter.views import Number, SaleView, draw, require_open
from station.ports import Decision

KIND = "counter.sale/1"
CASH_RECEIPT = "cash_receipt"


def decide_issue(
    application: Application, view: SaleView, pack: Pack, desk: Pack, authoriser: bytes | None = None
) -> Decision:
    """The facts of a sale: taxed by the pack of its tax-obligation day, taken in by the `desk` pack of its business day.

    `authoriser` has seen a document that no reader could read.

    Refusals: `day.closed`, `identity.authoriser`, whatever the rules refuse, `payment.*`, `numbers.exhausted`, `allowance.*`.
    """
    on = application.on.isoformat()
    require_open(view.day, on)
    for refusal in refusals(application, desk, view.profile["kind"], view.year_gross_fen):
        raise refusal
    vouched = vouched_for(application, authoriser)
    assessed, quote = assess(application, view.prior, pack, view.taxpayer)
    payments = payments_for(application.payments, quote.total_fen)
    require_acceptable(payments, application.on, view, desk)
    money = taken(payments, on, view)
    numbers = draw(view.invoices, len(application.invoices), "invoice")
    invoices = _invoices(on, view, quote, numbers)
    require_allowed(view.allowance, invoices, view.profile["authority"])
    voucher = voucher_for(application.on, view, money, desk)
    return Decision(
        kind=KIND,
        facts=(assessed, *invoices, *voucher, *money, *vouched, *awaited(application, desk, view.profile["kind"])),
        postings=(*money_postings(money), *_owed(quote)),
        said={"application": as_given(application)},
        pack=pack.digest,
    )


def voucher_for(
    on: date, view: SaleView, money: Sequence[PaymentTaken], desk: Pack | None
) -> tuple[VoucherIssued, ...]:
    """The tax voucher 税收票证 for money taken, of the kind that the pack gives to site and channel; none for no money.

    Refusal `payment.voucher_mixed` where the channels call for different kinds. What is owed is collected without a
    pack at hand too: then it is the receipt 税收缴款书(税务收现专用) of every entrusted collector.
    """
    total_fen = sum(paid.amount_fen for paid in money)
    if not total_fen:
        return ()
    site = view.profile["kind"]
    kinds = {kind_of_voucher(desk, on, site, paid.method) if desk else CASH_RECEIPT for paid in money}
    if len(kinds) > 1:
        raise Refusal("payment.voucher_mixed", field="payments")
    number = draw(view.vouchers, 1, "voucher")[0]
    return (
        VoucherIssued(
            on=on.isoformat(),
            voucher=kinds.pop(),
            code=number.code,
            number=number.number,
            total_fen=total_fen,
            block=number.block,
            source=number.source,
        ),
    )


def _invoices(on: str, view: SaleView, quote: Quote, numbers: list[Number]) -> tuple[InvoiceIssued, ...]:
    return tuple(
        InvoiceIssued(
            on=on,
            source=number.source,
            code=number.code,
            number=number.number,
            net_fen=worked.net_fen,
            vat_fen=worked.vat_fen,
            rate=quote.rate,
            exempt=quote.exempt,
            taxpayer=view.taxpayer,
            buyer=buyer,
            block=number.block,
        )
        for number, worked, buyer in zip(numbers, quote.invoices, view.buyers, strict=True)
    )


def _owed(quote: Quote) -> tuple[Posting, ...]:
    due: dict[str, int] = {}
    for line in quote.taxes:
        if line.collector == "counter":
            due[line.tax] = due.get(line.tax, 0) + line.due_fen
    return tuple((f"owed/{tax}", -fen) for tax, fen in due.items())


def as_given(application: Application) -> dict[str, Any]:
    """The application as it was given, for the personal block; prior sums are the ledger's own matter."""
    return application.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"prior"})
