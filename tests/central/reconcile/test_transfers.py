"""Transfers go by the bank's own line, and never by an amount alone; planted differences are named exactly."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from central.ports.day import Drawers, Money, Sides
from central.ports.statement import Kind
from central.reconcile.classes import Class
from central.reconcile.match import match
from tests.central.reconcile.sides import DAY, FEED, document, money, order, payment, sides

NEXT = "2026-09-19"
SPOKEN = frozenset({("bank", DAY), ("bank", NEXT)})


def line(fen: int, row: int = 50, **other: Any) -> Money:
    """A bank line that bears the first payment's order number in its note."""
    return money(1, fen, row, **{"channel": "bank", "order_no": "", "note": f"税款 {order(1)}", **other})


def back(fen: int, row: int = 60, **other: Any) -> Money:
    """The same amount gone back from the account."""
    return line(fen, row, kind=Kind.REFUNDED, on=NEXT, **other)


def a_day(*bank: Money, covered: frozenset[tuple[str, str]] = SPOKEN, void: bool = False, **paid: Any) -> Sides:
    held = Drawers(before={}, deposits=(), bank=bank, tails={FEED: "P0103"}, days={}, today=NEXT)
    things = document(1, 500, void=void), payment(1, 500, method="transfer", **paid)
    return replace(sides(*things, covered=covered), drawers=held)


def back_on(day: str) -> dict[str, Any]:
    return {"state": "reversed", "reversed_on": day, "void": True}


CASES: dict[str, tuple[Sides, Class, int]] = {
    "by our order number": (a_day(line(500)), Class.MATCHED, 500),
    "by the number on the customer's receipt": (
        a_day(line(500, note="", reference="R77"), reference="R77"),
        Class.MATCHED,
        500,
    ),
    "not by an amount alone": (a_day(line(500, note="货款")), Class.MISSING_AT_BANK, 0),
    "the bank has not spoken": (a_day(covered=frozenset()), Class.IN_TRANSIT, 0),
    "the bank has spoken of the day alone": (a_day(covered=frozenset({("bank", DAY)})), Class.IN_TRANSIT, 0),
    "the bank has spoken, and not of it": (a_day(), Class.MISSING_AT_BANK, 0),
    "the bank has less": (a_day(line(480)), Class.AMOUNT_DIFFERS, 480),
    "sent twice": (a_day(line(500), line(500, 51)), Class.DUPLICATE, 1000),
    "gone back, and nobody booked it": (a_day(line(500), back(500)), Class.REFUND_NOT_BOOKED, 0),
    "reversed at the counter, and gone back": (a_day(line(500), back(500), **back_on(DAY)), Class.REFUNDED, 0),
    "reversed at the counter, still on the account": (a_day(line(500), **back_on(DAY)), Class.VOID_PAID, 500),
    "gone back twice": (a_day(line(500), back(500), back(500, 61), **back_on(DAY)), Class.AMOUNT_DIFFERS, -500),
    "a number of years ago": (a_day(line(500, on="2025-09-18")), Class.MISSING_AT_BANK, 0),
}


@pytest.mark.parametrize("name", CASES)
def test_a_transfer_is_told_by_the_bank(name: str) -> None:
    day, kind, fen = CASES[name]
    (found,) = match(day)
    assert (found.kind, found.money_fen) == (kind, fen)


def test_a_line_is_given_to_one_transfer_only() -> None:
    day = a_day(line(500, reference="R77"))
    second = payment(2, 500, method="transfer", reference="R77")
    found = match(replace(day, payments=(*day.payments, second), documents=(*day.documents, document(2, 500))))
    assert [one.kind for one in found] == [Class.MATCHED, Class.MISSING_AT_BANK]
