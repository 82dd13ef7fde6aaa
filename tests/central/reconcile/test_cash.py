"""Cash goes by its deposit: the first fen taken is the first deposited, and the bank's line tells of the whole slip."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.ports.day import Deposit, Drawers, Money, Sides
from central.reconcile.classes import Class
from central.reconcile.match import Match, match
from tests.central.reconcile.sides import DAY, FEED, document, money, payment, refund, sides

NEXT = "2026-09-19"
SPOKEN = frozenset({("bank", DAY), ("bank", NEXT)})


def deposit(fen: int, upto: int, seq: int = 90, **other: Any) -> Deposit:
    said = {"slip_no": f"{seq:08d}", "bag_no": "B1", "amount_fen": fen, "upto_fen": upto, "signed": True}
    return Deposit(**{"feed": FEED, "seq": seq, "on": DAY, **said, **other})


def credit(fen: int, slip: int = 90, **other: Any) -> Money:
    return money(1, fen, slip, channel="bank", order_no="", document_no=f"{slip:08d}", on=NEXT, **other)


def cash_day(*fen: int) -> Sides:
    return sides(*(thing for n, one in enumerate(fen, 1) for thing in (document(n, one), cash(n, one))))


def cash(seq: int, fen: int) -> Any:
    return payment(seq, fen, method="cash")


def drawers(*things: Deposit | Money, before: int = 0, today: str = NEXT, **other: Any) -> Drawers:
    made = Drawers(
        before={FEED: before},
        deposits=tuple(thing for thing in things if isinstance(thing, Deposit)),
        bank=tuple(thing for thing in things if isinstance(thing, Money)),
        tails={FEED: "P0103"},
        days={FEED: 1},
        today=today,
    )
    return replace(made, **other)


def classes(day: Sides, held: Drawers, covered: frozenset[tuple[str, str]] = frozenset()) -> list[tuple[Class, int]]:
    found = match(replace(day, drawers=held, covered=covered))
    return [(one.kind, one.money_fen) for one in found]


CASES: dict[str, tuple[Drawers, list[tuple[Class, int]]]] = {
    "told by the bank": (drawers(deposit(300, 300), credit(300)), [(Class.MATCHED, 100), (Class.MATCHED, 200)]),
    "deposited, the bank silent": (drawers(deposit(300, 300)), [(Class.IN_TRANSIT, 0), (Class.IN_TRANSIT, 0)]),
    "still in the drawer": (drawers(), [(Class.IN_TRANSIT, 0), (Class.IN_TRANSIT, 0)]),
    "past its deadline": (drawers(today="2026-09-20"), [(Class.LATE, 0), (Class.LATE, 0)]),
    "one slip for a part": (
        drawers(deposit(100, 100), credit(100), today="2026-09-20"),
        [(Class.MATCHED, 100), (Class.LATE, 0)],
    ),
    "two slips": (
        drawers(deposit(150, 150), deposit(150, 300, 91), credit(150), credit(150, 91)),
        [(Class.MATCHED, 100), (Class.MATCHED, 200)],
    ),
    "the bank counted less": (
        drawers(deposit(300, 300), credit(290)),
        [(Class.MATCHED, 100), (Class.AMOUNT_DIFFERS, 190)],
    ),
    "cash of earlier days is deposited first": (
        drawers(deposit(400, 400), credit(400), before=300, today="2026-09-20"),
        [(Class.MATCHED, 100), (Class.LATE, 0)],
    ),
    "as much as a drawer may hold is due at once, and not late on its day": (
        drawers(today=DAY, limits={FEED: 300}),
        [(Class.IN_TRANSIT, 0), (Class.IN_TRANSIT, 0)],
    ),
    "what is due at once is late the next day": (
        drawers(today=NEXT, limits={FEED: 300}, days={}),
        [(Class.LATE, 0), (Class.LATE, 0)],
    ),
    "a fen below the limit waits for its days": (
        drawers(today=NEXT, limits={FEED: 301}),
        [(Class.IN_TRANSIT, 0), (Class.IN_TRANSIT, 0)],
    ),
    "cash of earlier days fills the drawer": (
        drawers(deposit(100, 100, on=DAY), before=150, today=NEXT, limits={FEED: 350}),
        [(Class.LATE, 0), (Class.LATE, 0)],
    ),
    "what went to the bank that day does not": (
        drawers(deposit(150, 150, on=DAY), before=150, today=NEXT, limits={FEED: 350}),
        [(Class.IN_TRANSIT, 0), (Class.IN_TRANSIT, 0)],
    ),
    "no agreement, no deadline": (
        drawers(today="2027-01-01", days={}),
        [(Class.IN_TRANSIT, 0), (Class.IN_TRANSIT, 0)],
    ),
    "without the slip's number, by site, day and amount": (
        drawers(deposit(300, 300), credit(300, 7, note="代征税款 YS P0103 20260918")),
        [(Class.MATCHED, 100), (Class.MATCHED, 200)],
    ),
    "an amount alone is no match": (
        drawers(deposit(300, 300), credit(300, 7)),
        [(Class.IN_TRANSIT, 0), (Class.IN_TRANSIT, 0)],
    ),
    "two lines that fit give no match": (
        drawers(deposit(300, 300), credit(300, 7, note="P0103"), credit(300, 8, note="P0103")),
        [(Class.IN_TRANSIT, 0), (Class.IN_TRANSIT, 0)],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_cash_ends_in_the_class_of_its_deposit(name: str) -> None:
    held, wants = CASES[name]
    assert classes(cash_day(100, 200), held) == wants


def test_a_deposit_that_the_bank_never_told_of_is_missing_at_the_bank() -> None:
    held = drawers(deposit(300, 300))
    assert classes(cash_day(300), held, SPOKEN) == [(Class.MISSING_AT_BANK, 0)]


def test_a_void_voucher_stands_before_its_deposit() -> None:
    day = sides(document(1, 300, void=True), cash(1, 300))
    assert classes(day, drawers(deposit(300, 300), credit(300))) == [(Class.VOID_PAID, 300)]


METHODS = ("cash", "wechat")
sales = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from(METHODS), st.booleans(), st.sampled_from((-1, 0, 0, 1))), max_size=8
)


@given(sales, st.lists(st.integers(1, 5), max_size=3), st.lists(st.booleans(), min_size=3, max_size=3))
def test_every_amount_of_a_day_ends_in_exactly_one_class(
    sold: list[tuple[int, str, bool, int]], slips: list[int], told: list[bool]
) -> None:
    things: list[Any] = []
    for seq, (fen, method, paid, off) in enumerate(sold, 1):
        things += [document(seq, fen * 100), payment(seq, fen * 100, method=method)]
        if method == "wechat" and paid:
            things.append(money(seq, fen * 100 + off))
        if method == "wechat" and off < 0 and paid:
            things.append(refund(seq, 5))
    held: list[Deposit | Money] = []
    upto = 0
    for place, (fen, known) in enumerate(zip(slips, told, strict=False)):
        upto += fen * 100
        held.append(deposit(fen * 100, upto, 90 + place))
        if known:
            held.append(credit(fen * 100, 90 + place))
    day = sides(*things)
    found = match(replace(day, drawers=drawers(*held)))
    assert places(found) == {(one.feed, one.order_no): 1 for one in day.payments}
    assert sum(one.document_fen for one in found) == sum(one.total_fen for one in day.documents)
    assert sum(one.payment_fen for one in found) == sum(one.amount_fen for one in day.payments)
    wechat = [line for one in found if one.deposit is None for line in one.money if line.channel == "wechat"]
    assert sorted((line.row, line.kind) for line in wechat) == sorted((line.row, line.kind) for line in day.money)


def places(found: tuple[Match, ...]) -> Mapping[tuple[bytes, str], int]:
    counted: dict[tuple[bytes, str], int] = {}
    for one in found:
        assert one.payment is not None
        key = (one.payment.feed, one.payment.order_no)
        counted[key] = counted.get(key, 0) + 1
    return counted
