from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.ports.day import Document, Money, Payment, Sides
from central.ports.statement import Kind, State
from central.reconcile.classes import Class
from central.reconcile.match import match
from tests.central.reconcile.sides import document, money, order, payment, refund, sides

NOTHING: frozenset[tuple[str, str]] = frozenset()
CASES: dict[str, tuple[Sides, list[tuple[Class, int]]]] = {
    "equal on three sides": (sides(document(1, 86), payment(1, 86), money(1, 86)), [(Class.MATCHED, 0)]),
    "no line on a day with a statement": (sides(document(1, 86), payment(1, 86)), [(Class.MISSING_AT_BANK, -86)]),
    "no line and no statement": (
        sides(document(1, 86), payment(1, 86), covered=NOTHING),
        [(Class.IN_TRANSIT, 0)],
    ),
    "cash waits for its deposit": (
        sides(document(1, 86), payment(1, 86, method="cash")),
        [(Class.IN_TRANSIT, 0)],
    ),
    "a line that no ledger knows": (sides(money(1, 86)), [(Class.MISSING_IN_LEDGER, 86)]),
    "an unknown line that went back": (sides(money(1, 86), refund(1, 86)), [(Class.REFUNDED, 0)]),
    "more than was booked": (sides(document(1, 86), payment(1, 86), money(1, 90)), [(Class.AMOUNT_DIFFERS, 4)]),
    "less than was booked": (sides(document(1, 86), payment(1, 86), money(1, 80)), [(Class.AMOUNT_DIFFERS, -6)]),
    "a voucher for another sum": (sides(document(1, 80), payment(1, 86), money(1, 86)), [(Class.AMOUNT_DIFFERS, 6)]),
    "paid twice": (sides(document(1, 86), payment(1, 86), money(1, 86), money(1, 86, 9)), [(Class.DUPLICATE, 86)]),
    "paid twice and once given back": (
        sides(document(1, 86), payment(1, 86), money(1, 86), money(1, 86, 9), refund(1, 86)),
        [(Class.MATCHED, 0)],
    ),
    "void and given back": (
        sides(document(1, 86, void=True), payment(1, 86, state="reversed"), money(1, 86), refund(1, 86)),
        [(Class.REFUNDED, 0)],
    ),
    "void and still paid": (
        sides(document(1, 86, void=True), payment(1, 86, state="reversed", reversed_on="2026-09-18"), money(1, 86)),
        [(Class.VOID_PAID, 86)],
    ),
    "void, the refund still on its way": (
        sides(
            document(1, 86, void=True),
            payment(1, 86, state="reversed", reversed_on="2026-09-18"),
            money(1, 86),
            refund(1, 86, state=State.PENDING),
        ),
        [(Class.IN_TRANSIT, 0)],
    ),
    "void, the day of the refund not yet told": (
        sides(document(1, 86, void=True), payment(1, 86, state="reversed", reversed_on="2026-09-19"), money(1, 86)),
        [(Class.IN_TRANSIT, 0)],
    ),
    "void voucher, payment stands": (
        sides(document(1, 86, void=True), payment(1, 86), money(1, 86)),
        [(Class.VOID_PAID, 86)],
    ),
    "given back behind the ledger": (
        sides(document(1, 86), payment(1, 86), money(1, 86), refund(1, 86)),
        [(Class.REFUND_NOT_BOOKED, -86)],
    ),
    "a refund that failed moves nothing": (
        sides(document(1, 86), payment(1, 86), money(1, 86), refund(1, 86, state=State.FAILED)),
        [(Class.MATCHED, 0)],
    ),
    "money for an intent without a sale": (
        sides(payment(1, 86, state="unknown"), money(1, 86)),
        [(Class.PAID_NOT_ISSUED, 86)],
    ),
    "nobody knows how it ended": (sides(payment(1, 86, state="unknown")), [(Class.UNCONFIRMED, 0)]),
    "an intent that failed is no money": (sides(payment(1, 86, state="failed")), []),
    "a failed intent, paid and given back": (
        sides(payment(1, 86, state="failed"), money(1, 86), refund(1, 86)),
        [(Class.REFUNDED, 0)],
    ),
    "a voucher without any payment": (sides(document(1, 86)), [(Class.ISSUED_NOT_PAID, -86)]),
    "a void voucher without payment": (sides(document(1, 86, void=True)), []),
    "one order number in two ledgers": (
        sides(
            document(1, 86),
            payment(1, 86),
            document(1, 86, feed=b"\1" * 16),
            payment(1, 86, feed=b"\1" * 16),
            money(1, 86),
        ),
        [(Class.MATCHED, 0), (Class.DUPLICATE, -86)],
    ),
    "one sale by cash and by phone": (
        sides(document(1, 100), payment(1, 14, method="cash", order_no="C1"), payment(1, 86), money(1, 86)),
        [(Class.IN_TRANSIT, 0), (Class.MATCHED, 0)],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_each_amount_ends_in_its_class(case: str) -> None:
    given_sides, wants = CASES[case]
    assert [(one.kind, one.difference_fen) for one in match(given_sides)] == wants


def test_the_channels_own_number_matches_where_ours_does_not() -> None:
    line = money(1, 86, order_no="POS-77")
    (one,) = match(sides(document(1, 86), payment(1, 86, reference=line.reference), line))
    assert (one.kind, one.basis) == (Class.MATCHED, "reference")


def test_an_amount_that_stands_once_matches_a_line_under_a_foreign_number() -> None:
    (one,) = match(sides(document(1, 86), payment(1, 86), money(1, 86, order_no="POS-77")))
    assert (one.kind, one.basis) == (Class.MATCHED, "amount")


def test_an_amount_never_matches_a_line_that_bears_another_number_of_ours() -> None:
    found = match(sides(document(1, 86), payment(1, 86), money(2, 86)))
    assert sorted(one.kind for one in found) == [Class.MISSING_AT_BANK, Class.MISSING_IN_LEDGER]


def test_an_amount_that_stands_twice_matches_nothing() -> None:
    lines = (money(1, 86, order_no="POS-77"), money(2, 86, order_no="POS-78"))
    found = match(sides(document(1, 86), payment(1, 86), *lines))
    assert sorted(one.kind for one in found) == [Class.MISSING_AT_BANK, *[Class.MISSING_IN_LEDGER] * 2]


def test_a_difference_says_what_it_is_based_on() -> None:
    (one,) = match(sides(document(1, 86), payment(1, 86), money(1, 90)))
    assert (one.basis, one.document_fen, one.payment_fen, one.money_fen) == ("order", 86, 86, 90)


NUMBERS = st.integers(1, 4)
FEN = st.integers(1, 3)
STATES = st.sampled_from(["taken", "reversed", "pending", "succeeded", "failed", "unknown", "cancelled"])
DOCUMENTS = st.builds(lambda n, fen, void: document(n, fen, void=void), NUMBERS, FEN, st.booleans())
PAYMENTS = st.builds(
    lambda n, fen, state, method: payment(n, fen, state=state, method=method, reversed_on="2026-09-18"),
    NUMBERS,
    FEN,
    STATES,
    st.sampled_from(["wechat", "cash"]),
)
LINES = st.builds(
    lambda n, fen, kind, state, foreign: money(
        n, fen, kind=kind, state=state, order_no=f"F{n}" if foreign else order(n)
    ),
    NUMBERS,
    FEN,
    st.sampled_from(Kind),
    st.sampled_from(State),
    st.booleans(),
)


def apart(things: list[Document | Payment | Money]) -> list[Document | Payment | Money]:
    """One document and one payment a number, every line in a row of its own."""
    found: dict[object, Document | Payment | Money] = {}
    for place, thing in enumerate(things):
        if isinstance(thing, Money):
            found[place] = money(
                1, thing.amount_fen, place + 1, order_no=thing.order_no, kind=thing.kind, state=thing.state
            )
        else:
            found[(type(thing), thing.seq)] = thing
    return list(found.values())


@given(st.lists(DOCUMENTS | PAYMENTS | LINES, max_size=12).map(apart))
def test_every_amount_ends_in_exactly_one_class(things: list[Document | Payment | Money]) -> None:
    whole = sides(*things)
    found = match(whole)
    assert sorted(line.row for one in found for line in one.money) == sorted(line.row for line in whole.money)
    assert sum(one.money_fen for one in found) == sum(line.moved_fen for line in whole.money)
    taken = [p for p in whole.payments if p.state == "taken"]
    assert sum(one.payment_fen for one in found) == sum(p.amount_fen for p in taken)
    assert sum(one.document_fen for one in found) == sum(d.total_fen for d in whole.documents if not d.void)
    assert len({id(one.payment) for one in found if one.payment}) == len([one for one in found if one.payment])


@given(st.lists(DOCUMENTS | PAYMENTS | LINES, max_size=12).map(apart))
def test_what_is_settled_is_equal_on_three_sides(things: list[Document | Payment | Money]) -> None:
    for one in match(sides(*things)):
        if one.kind is Class.MATCHED:
            assert one.document_fen == one.payment_fen == one.money_fen > 0
        if one.kind is Class.REFUNDED:
            assert one.document_fen == one.payment_fen == one.money_fen == 0
