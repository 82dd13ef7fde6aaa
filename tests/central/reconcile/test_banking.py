"""What a bank line is: a channel's gross, its net with the fee taken off, a remittance; and what reaches the treasury."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from central.ports.day import Clearing, Money, Remittance
from central.ports.statement import Kind
from central.reconcile.banking import arrivals, explained, settlements
from central.reconcile.classes import Class
from tests.central.reconcile.sides import DAY, money

CLEARING = Clearing(channel="pos", account="8984", on=DAY, gross_fen=34_450, fee_fen=50)
WHOLE_WEEK = frozenset(("bank", f"2026-09-{day}") for day in range(18, 24))
REMITTED = Remittance(
    site="420106-P0103", number="3420", first=DAY, last=DAY, made_on="2026-09-19", count=2, total_fen=1_000
)


def came(fen: int, on: str = "2026-09-19", **other: Any) -> Money:
    return money(1, fen, channel="bank", order_no="", on=on, **other)


@pytest.mark.parametrize(
    ("line", "covered", "kind", "difference"),
    [
        (came(34_450), frozenset(), Class.MATCHED, 0),
        (came(34_400), frozenset(), Class.FEE_NETTED, -50),
        (came(34_000), frozenset(), Class.IN_TRANSIT, 0),
        (came(34_000), WHOLE_WEEK, Class.MISSING_AT_BANK, -34_450),
        (came(34_450, "2026-09-30"), frozenset(), Class.IN_TRANSIT, 0),
    ],
)
def test_a_clearing_day_is_settled_by_its_gross(line: Money, covered: Any, kind: Class, difference: int) -> None:
    (found,) = settlements([CLEARING], [line], covered)
    assert (found.kind, found.difference_fen) == (kind, difference)


def test_a_bank_line_settles_one_day_only() -> None:
    found = settlements([CLEARING, CLEARING], [came(34_450)], frozenset())
    assert [one.kind for one in found] == [Class.MATCHED, Class.IN_TRANSIT]


def test_two_days_of_one_sum_are_settled_in_their_order() -> None:
    later = replace(CLEARING, on="2026-09-20")
    found = settlements([later, CLEARING], [came(34_450, "2026-09-21"), came(34_450, row=9)], frozenset())
    assert [(one.clearing.on, one.line and one.line.on) for one in found] == [
        (DAY, "2026-09-19"),
        (later.on, "2026-09-21"),
    ]


def test_a_net_that_came_is_not_passed_over_for_the_gross_of_the_next_day() -> None:
    later = replace(CLEARING, on="2026-09-19")
    found = settlements([CLEARING, later], [came(34_400), came(34_450, "2026-09-20", row=9)], frozenset())
    assert [one.kind for one in found] == [Class.FEE_NETTED, Class.MATCHED]


def test_every_bank_line_is_told_for_what_it_is() -> None:
    paid, out, stray = came(34_450), came(1_000, row=7, kind=Kind.REFUNDED, note="汇总解缴 3420"), came(5, row=8)
    settled = settlements([CLEARING], [paid], frozenset())
    told = explained([paid, out, stray], {}, settled, [REMITTED], {})
    assert [(one.what, one.of) for one in told] == [
        ("settlement", f"pos 8984 {DAY}"),
        ("remittance", "3420"),
        ("unknown", ""),
    ]


def arrived(*fen: int, number: str = "3420") -> list[Money]:
    return [
        money(1, one, row, channel="treasury", order_no="", reference=number, on="2026-09-21")
        for row, one in enumerate(fen, 1)
    ]


@pytest.mark.parametrize(
    ("lines", "today", "kind"),
    [
        (arrived(500, 500), "2026-09-21", Class.MATCHED),
        (arrived(500, 400), "2026-09-21", Class.AMOUNT_DIFFERS),
        ([], "2026-09-21", Class.IN_TRANSIT),
        ([], "2026-09-25", Class.LATE),
    ],
)
def test_a_remittance_has_arrived_when_all_its_lines_have(lines: list[Money], today: str, kind: Class) -> None:
    (found,), stray = arrivals([REMITTED], lines, {REMITTED.site: 5}, today)
    assert (found.kind, stray) == (kind, ())


def test_one_number_may_stand_for_several_sites() -> None:
    other = Remittance(site="x", number="3420", first=DAY, last=DAY, made_on=DAY, count=1, total_fen=500)
    found, _ = arrivals([REMITTED, other], arrived(1_000, 500), {}, DAY)
    assert [one.kind for one in found] == [Class.MATCHED, Class.MATCHED]


def test_what_arrived_without_a_remittance_is_told() -> None:
    _, stray = arrivals([REMITTED], arrived(7, number="9999"), {}, DAY)
    assert [line.amount_fen for line in stray] == [7]
