"""Documents, payments and money for the tests, in few words; all data synthetic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from central.ports.day import Document, Money, Payment, Sides
from central.ports.statement import Kind, State

FEED = bytes(16)
DAY = "2026-09-18"
COVERED = frozenset({("wechat", DAY)})


def order(number: int) -> str:
    """An order number of ours."""
    return f"YSP0103000020260918{number:06d}"


def document(seq: int, fen: int, **other: Any) -> Document:
    """A voucher."""
    made = Document(feed=FEED, seq=seq, on=DAY, code="样缴", number=f"{seq:07d}", total_fen=fen, void=False)
    return replace(made, **other)


def payment(seq: int, fen: int, **other: Any) -> Payment:
    """A payment taken by WeChat under the order number of its seq."""
    made = Payment(
        feed=FEED,
        seq=seq,
        on=DAY,
        order_no=order(seq),
        method="wechat",
        amount_fen=fen,
        reference="",
        state="taken",
        reversed_on="",
    )
    return replace(made, **other)


def money(seq: int, fen: int, row: int = 0, **other: Any) -> Money:
    """A line of the WeChat bill, paid and settled."""
    made = Money(
        file=bytes(32),
        row=row or seq,
        channel="wechat",
        on=DAY,
        at=f"{DAY}T10:00:00+08:00",
        terminal="",
        order_no=order(seq),
        reference=f"42{seq:026d}",
        refund_no="",
        kind=Kind.PAID,
        state=State.SETTLED,
        amount_fen=fen,
    )
    return replace(made, **other)


def refund(seq: int, fen: int, **other: Any) -> Money:
    """A refund's line under the order number of the payment."""
    return money(seq, fen, **{"row": 1000 + seq, "kind": Kind.REFUNDED, "refund_no": f"R{seq}", **other})


def sides(*things: Document | Payment | Money, covered: frozenset[tuple[str, str]] = COVERED) -> Sides:
    """The three sides, sorted from what is named."""
    return Sides(
        documents=tuple(thing for thing in things if isinstance(thing, Document)),
        payments=tuple(thing for thing in things if isinstance(thing, Payment)),
        money=tuple(thing for thing in things if isinstance(thing, Money)),
        covered=covered,
    )
