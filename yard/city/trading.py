"""A site's day as it is written and as the other side sees it, with whatever is planted; and the case that must come of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from schemas.facts import (
    CashDeposited,
    DayClosed,
    InvoiceIssued,
    PaymentIntended,
    PaymentResolved,
    PaymentTaken,
    VoucherIssued,
    VoucherVoided,
)
from yard.city.bills import Money
from yard.city.plan import CASH_EVERY, SHORT_FEN
from yard.city.site import Site

CODE = "样缴"
_PERSON = b"t" * 16
PLANTED = 900_000
"""Order counts from here on belong to what is planted."""


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """A case that must stand: whose, of which day and class, documents and money in fen."""

    site: str
    day: str
    kind: str
    document_fen: int
    money_fen: int


def trade(site: Site, on: str, at_ms: int, sales: int, planted: str, money: Money) -> list[Due]:
    """Write the day; what must come of it."""
    for count in range(1, sales + 1):
        _sale(site, on, at_ms, site.order(on, count), 10_000 + 7 * count + site.number, "wechat", money)
    due = [] if planted in ("", "drawer") else [_plant(site, on, at_ms, planted, money)]
    if site.number % CASH_EVERY == 0 and planted not in ("deposit_short", "deposit_missing"):
        _deposited(site, on, at_ms, money, 0)
    difference = -500 if planted == "drawer" else 0
    site.write(
        "counter.close/1",
        [DayClosed(on=on, totals={}, vouchers_fen=0, taxes_fen=0, cash_fen=0, difference_fen=difference)],
        at_ms,
    )
    return [*due, Due(site.code, on, "drawer", 0, difference)] if difference else due


def _plant(site: Site, on: str, at_ms: int, kind: str, money: Money) -> Due:
    order, fen = site.order(on, PLANTED), 50_000 + site.number
    document, seen, told = fen, fen, kind
    if kind == "missing_at_bank":
        _sale(site, on, at_ms, order, fen, "wechat")
        seen = 0
    elif kind == "missing_in_ledger":
        money.paid.append((order, fen, 1))
        document = 0
    elif kind == "amount_differs":
        _sale(site, on, at_ms, order, fen, "wechat")
        seen = fen - SHORT_FEN
        money.paid.append((order, seen, 1))
    elif kind == "duplicate":
        _sale(site, on, at_ms, order, fen, "wechat", money)
        money.paid.append((order, fen, 2))
        seen = 2 * fen
    elif kind == "void_paid":
        number = _sale(site, on, at_ms, order, fen, "wechat", money)
        site.write("counter.void/1", [VoucherVoided(on=on, code=CODE, number=number, total_fen=fen)], at_ms)
        document = 0
    elif kind == "paid_not_issued":
        asked = PaymentIntended(on=on, order_no=order, method="wechat", amount_fen=fen, purpose=_PERSON)
        site.write("counter.intent/1", [asked], at_ms)
        site.write("counter.resolve/1", [PaymentResolved(on=on, order_no=order, outcome="succeeded")], at_ms)
        money.paid.append((order, fen, 1))
        document = 0
    elif kind == "issued_not_paid":
        _sale(site, on, at_ms, "", fen, "")
        seen = 0
    elif kind == "refund_not_booked":
        _sale(site, on, at_ms, order, fen, "wechat", money)
        money.back.append((order, fen))
        seen = 0
    elif kind == "late":
        _sale(site, on, at_ms, order, fen, "cash")
        seen = 0
    else:
        short = SHORT_FEN if kind == "deposit_short" else None
        document = _deposited(site, on, at_ms, money, short)
        told, seen = ("missing_at_bank", 0) if short is None else ("amount_differs", document - short)
    return Due(site.code, on, told, document, seen)


def _sale(site: Site, on: str, at_ms: int, order: str, fen: int, method: str, money: Money | None = None) -> str:
    """One sale: invoice, voucher, and its payment where there is one; the voucher's number."""
    number = f"{site.written:08d}"
    facts: list[Any] = [
        InvoiceIssued(
            on=on,
            source="specimen",
            code="样",
            number=number,
            net_fen=fen * 100,
            vat_fen=fen,
            rate="0.01",
            taxpayer=_PERSON,
            buyer=_PERSON,
            block="i",
        ),
        VoucherIssued(on=on, voucher="cash_receipt", code=CODE, number=number, total_fen=fen, block="v"),
    ]
    if not method:
        site.write("counter.sale/1", facts, at_ms)
        return number
    facts.append(PaymentTaken(on=on, order_no=order, method=method, amount_fen=fen))
    site.write("counter.sale/1", facts, at_ms, ((f"money/{method}", fen), ("owed/vat", -fen)))
    if money is not None:
        money.paid.append((order, fen, 1))
    return number


def _deposited(site: Site, on: str, at_ms: int, money: Money, short_fen: int | None) -> int:
    """The day's one cash sale, deposited; the bank counts `short_fen` less, or is silent where there is none. The fen booked."""
    fen, slip = 20_000 + site.number, f"{site.number + 1:04d}{on[5:7]}{on[8:]}"
    _sale(site, on, at_ms, site.order(on, PLANTED - 1), fen, "cash")
    papers = {"slip_no": slip, "bag_no": "B1", "seal_no": "S1"}
    fact = CashDeposited(on=on, amount_fen=fen, counted=[[fen, 1]], reviewer=_PERSON, **papers)
    site.write("counter.deposit/1", [fact], at_ms, (("deposited/bank", fen), ("money/cash", -fen)))
    if short_fen is not None:
        money.deposits.append((slip, fen - short_fen))
    return fen
