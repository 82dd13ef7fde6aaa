from __future__ import annotations

import re
from collections import defaultdict
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from central.ports.day import Document, Money, Payment, Site
from central.reconcile.day import site_day
from central.reconcile.journals import beancount, hledger
from central.reconcile.match import match
from central.reconcile.run import CityDay
from tests.central.reconcile.sides import DAY, FEED, document, money, payment, refund, sides
from tests.central.reconcile.test_match import CASES, DOCUMENTS, LINES, PAYMENTS, apart

SITE = Site(site="420106-P0103", kind="post", name="样例", district="420106", devices=(FEED,))
POSTING = re.compile(r"^ {4}(\S+) {4}(-?[\d.]+) CNY(?: = (-?[\d.]+) CNY)?$", re.MULTILINE)


def city(*things: Document | Payment | Money) -> CityDay:
    return CityDay(DAY, (site_day(SITE, DAY, (), match(sides(*things)), 0),))


def holds(journal: str) -> bool:
    """Whether every transaction adds up and every asserted balance is what the postings come to."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for block in journal.split("\n\n"):
        postings = POSTING.findall(block)
        if sum(Decimal(amount) for _, amount, _ in postings):
            return False
        for account, amount, asserted in postings:
            sums[account] += Decimal(amount)
            if asserted and sums[account] != Decimal(asserted):
                return False
    return True


@pytest.mark.parametrize("case", CASES)
def test_every_case_makes_a_journal_that_holds(case: str) -> None:
    given_sides, _ = CASES[case]
    day = CityDay(DAY, (site_day(SITE, DAY, (), match(given_sides), 0),))
    assert holds(hledger(day))


@given(st.lists(DOCUMENTS | PAYMENTS | LINES, max_size=12).map(apart))
def test_any_day_makes_a_journal_that_holds(things: list[Document | Payment | Money]) -> None:
    assert holds(hledger(city(*things)))


def test_a_changed_figure_makes_a_journal_that_does_not_hold() -> None:
    journal = hledger(city(document(1, 8640), payment(1, 8640), money(1, 8640), money(2, 900), refund(2, 300)))
    assert holds(journal)
    for figure in {
        amount for _, amount, asserted in POSTING.findall(journal) for amount in (amount, asserted) if amount
    }:
        if figure != "0.00":
            assert not holds(journal.replace(f" {figure} CNY", f" {Decimal(figure) + 1} CNY", 1))


def test_what_is_owed_to_the_treasury_is_the_sum_of_the_vouchers_whatever_arrived() -> None:
    journal = hledger(city(document(1, 8640), payment(1, 8640), document(2, 700), payment(2, 700, method="cash")))
    assert "    liabilities:treasury:420106-P0103    0.00 CNY = -93.40 CNY\n" in journal
    assert "    equity:difference:420106-P0103:missing_at_bank    0.00 CNY = 86.40 CNY\n" in journal
    assert "    assets:counter:420106-P0103:cash    0.00 CNY = 7.00 CNY\n" in journal


def test_beancount_spells_its_accounts_and_asserts_the_next_morning() -> None:
    journal = beancount(city(document(1, 8640), payment(1, 8640), money(1, 8600)))
    assert f"{DAY} open Equity:Difference:420106-P0103:Amount-differs CNY\n" in journal
    assert "2026-09-19 balance Liabilities:Treasury:420106-P0103  -86.40 ~ 0 CNY\n" in journal
    accounts = re.findall(r"(?:open|balance) (\S+)", journal)
    assert all(re.fullmatch(r"(?:Assets|Liabilities|Equity)(?::[A-Z0-9][A-Za-z0-9-]*)+", name) for name in accounts)


def test_an_empty_day_is_an_empty_journal() -> None:
    assert hledger(CityDay(DAY, ())) == ""
