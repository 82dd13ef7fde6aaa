"""Loans of allowance: two signatures, one hop, the same answer in any order of arrival, and no lie of one side counts."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.books.debits import debits_of
from schemas.books.findings import find_all
from schemas.books.loans import Judged, judged
from schemas.entry.envelope import Entry
from schemas.facts import AllowanceBorrowed, AllowanceGranted, AllowanceLent, AllowanceReturned, ContactNoted
from tests.builders import NOON
from tests.schemas.books.folding import CENTRE, Feed, PlainJudge, Shelf, ShelfReader, a_sale, interleaved

HOUR = 3_600_000
FEN = 60_000
"""What each sale is worth."""


class Street:
    """A lender and a borrower of ten invoices each, both known to the centre to their heads."""

    def __init__(self) -> None:
        self.channel, self.lender, self.borrower = Feed("channel"), Feed("lender"), Feed("borrower")
        for feed in (self.lender, self.borrower):
            self.channel.write(AllowanceGranted(device=feed.author, amount_fen=10 * FEN, count=10, hours=72))
            self.contact(feed, 0)
        self.numbers = iter(range(1, 1_000))

    @property
    def feeds(self) -> list[Feed]:
        return [self.channel, self.lender, self.borrower]

    def contact(self, feed: Feed, held: int | None = None) -> Entry:
        covered = len(feed.entries) if held is None else held
        now = NOON + len(feed.entries) * HOUR
        said = ContactNoted(peer=CENTRE, frontier=b"f" * 32, hlc=now << 16, held=covered, heard_ms=now)
        return feed.write(said, at_ms=now)

    def sell(self, feed: Feed, count: int = 1) -> None:
        for _ in range(count):
            number = next(self.numbers)
            people: Any = {"taxpayer": number.to_bytes(16), "buyer": (number + 5_000).to_bytes(16)}
            feed.write(*a_sale(str(number), exempt=None, **people), at_ms=NOON + len(feed.entries) * HOUR)

    def lend(self, count: int = 4, **changes: Any) -> Entry:
        said = {
            "borrower": self.borrower.author,
            "amount_fen": count * FEN,
            "count": count,
            "grant": 1,
            "after": len(self.borrower.entries),
        }
        return self.lender.write(AllowanceLent(**{**said, **changes}))

    def take(self, loan: Entry, count: int = 4, **changes: Any) -> Entry:
        said = {"loan": loan.id, "lender": self.lender.author, "amount_fen": count * FEN, "count": count}
        return self.borrower.write(AllowanceBorrowed(**{**said, **changes}))

    def give_back(self, loan: Entry, by: int) -> Entry:
        return self.lender.write(AllowanceReturned(loan=loan.id, by=by))

    def shelf(self, *, chance: Random | None = None) -> Shelf:
        entries = [feed.entries for feed in self.feeds]
        return Shelf().fold(interleaved(entries, chance or Random(1)))

    def judged(self) -> Judged:
        shelf = self.shelf()
        return judged(ShelfReader(shelf), PlainJudge(shelf))

    def state(self) -> tuple[str, str | None]:
        (loan,) = self.judged().loans
        return loan.state, loan.reason

    def kinds(self) -> list[str]:
        shelf = self.shelf()
        return [found.kind for found in find_all(ShelfReader(shelf), PlainJudge(shelf))]


def test_a_loan_counts_when_both_have_signed_the_same() -> None:
    street = Street()
    loan = street.lend()
    assert street.state() == ("offered", None)
    street.take(loan)
    assert street.state() == ("counted", None) and street.kinds() == []


def test_the_borrower_may_spend_what_it_borrowed_and_no_more() -> None:
    street = Street()
    street.take(street.lend())
    street.sell(street.borrower, 14)
    assert street.kinds() == []
    street.sell(street.borrower)
    assert street.kinds() == ["allowance_overrun"]


def test_the_lender_may_not_spend_what_it_lent() -> None:
    street = Street()
    street.lend()
    street.sell(street.lender, 6)
    assert street.kinds() == []
    street.sell(street.lender)
    assert street.kinds() == ["allowance_overrun"]


def test_one_that_lends_more_than_it_has_left_lends_nothing() -> None:
    street = Street()
    street.sell(street.lender, 7)
    loan = street.lend(4)
    street.take(loan)
    assert street.state() == ("quarantined", "beyond") and "loan_beyond" in street.kinds()
    street.sell(street.borrower, 11)
    assert "allowance_overrun" in street.kinds()


def test_what_was_borrowed_is_not_lent_on() -> None:
    street = Street()
    street.take(street.lend(10), 10)
    third = Feed("third")
    street.sell(street.borrower, 6)
    on = street.borrower.write(
        AllowanceLent(borrower=third.author, amount_fen=5 * FEN, count=5, grant=2, after=len(third.entries))
    )
    third.write(AllowanceBorrowed(loan=on.id, lender=street.borrower.author, amount_fen=5 * FEN, count=5))
    shelf = street.shelf().fold(third.entries)
    by_id = {loan.lent.entry: loan for loan in judged(ShelfReader(shelf), PlainJudge(shelf)).loans}
    assert by_id[on.id].reason == "beyond"


def test_two_loans_out_of_one_grant_count_together() -> None:
    street = Street()
    first, second = street.lend(6), street.lend(5)
    street.take(first, 6)
    street.take(second, 5)
    reasons = {loan.lent.entry: loan.reason for loan in street.judged().loans}
    assert reasons == {first.id: None, second.id: "beyond"}


@pytest.mark.parametrize(
    ("lie", "reason"),
    [
        (lambda s, loan: s.take(loan, 5), "differs"),
        (lambda s, loan: s.take(loan, lender=b"x" * 16), "not_theirs"),
        (lambda s, loan: s.lender.write(
            AllowanceBorrowed(loan=loan.id, lender=s.lender.author, amount_fen=4 * FEN, count=4)), "not_theirs"),
    ],
)  # fmt: skip
def test_signatures_under_different_things_count_nothing(lie: Any, reason: str) -> None:
    street = Street()
    lie(street, street.lend())
    assert street.state() == ("quarantined", reason) and "loan_unmatched" in street.kinds()


def test_a_lender_without_a_grant_and_one_that_lends_to_itself_lend_nothing() -> None:
    street = Street()
    street.take(street.lend(grant=9))
    assert street.state() == ("quarantined", "not_granted")
    other = Street()
    loan = other.lend(borrower=other.lender.author)
    other.lender.write(AllowanceBorrowed(loan=loan.id, lender=other.lender.author, amount_fen=4 * FEN, count=4))
    assert other.state() == ("quarantined", "self")


def test_a_loan_taken_twice_counts_once_and_one_of_nothing_never() -> None:
    street = Street()
    loan = street.lend()
    street.take(loan)
    street.take(loan)
    street.borrower.write(AllowanceBorrowed(loan=b"n" * 32, lender=street.lender.author, amount_fen=FEN, count=1))
    known = street.judged()
    assert len(known.twice) == len(known.unknown) == 1 and street.kinds().count("loan_unmatched") == 2
    street.sell(street.borrower, 15)
    assert "allowance_overrun" in street.kinds()


def test_an_offer_ends_when_the_centre_comes_between() -> None:
    street = Street()
    loan = street.lend()
    street.sell(street.borrower)
    street.contact(street.borrower)
    assert street.state() == ("ended", None)
    street.take(loan)
    assert street.state() == ("quarantined", "late") and "loan_late" in street.kinds()


def test_the_debit_ends_when_the_centre_covers_what_the_borrower_did_with_it() -> None:
    street = Street()
    loan = street.lend()
    street.take(loan)
    taken = len(street.borrower.entries)
    street.sell(street.borrower, 12)
    street.contact(street.borrower, held=taken)
    assert street.state() == ("counted", None), "twelve sales are still on their way"
    covered = street.contact(street.borrower)
    assert street.state() == ("ended", None)
    street.give_back(loan, covered.seq)
    street.sell(street.lender, 10)
    assert street.kinds() == []


def test_a_debit_that_ends_by_a_lie_stands() -> None:
    street = Street()
    loan = street.lend()
    street.take(loan)
    street.sell(street.borrower)
    street.give_back(loan, len(street.borrower.entries))
    assert [until for _, until in _debits(street)] == [None]
    street.sell(street.lender, 7)
    assert street.kinds() == ["allowance_overrun"]


def test_a_lender_is_believed_while_the_borrowers_feed_is_not_held_so_far() -> None:
    street = Street()
    loan = street.lend()
    said = street.give_back(loan, 99)
    assert [until for _, until in _debits(street)] == [said.seq]


def _debits(street: Street) -> list[Any]:
    shelf = street.shelf()
    return list(debits_of(ShelfReader(shelf), PlainJudge(shelf), street.lender.author))


ACTS = ["lend", "take", "sell_lender", "sell_borrower", "contact_lender", "contact_borrower", "back", "lie"]


def play(street: Street, acts: list[str], chance: Random) -> None:
    """Some acts of two sides, honest or not."""
    loans: list[Entry] = []
    for act in acts:
        match act:
            case "lend":
                loans.append(street.lend(chance.randint(1, 6)))
            case "take" if loans:
                street.take(chance.choice(loans), chance.randint(1, 6))
            case "back" if loans:
                street.give_back(chance.choice(loans), chance.randint(1, 8))
            case "lie":
                street.take(street.lender.entries[0])
            case "sell_lender" | "sell_borrower":
                street.sell(street.lender if act == "sell_lender" else street.borrower, 2)
            case "contact_lender" | "contact_borrower":
                street.contact(street.lender if act == "contact_lender" else street.borrower)
            case _:
                pass


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ACTS), max_size=20), st.integers(0, 10_000), st.integers(0, 10_000))
def test_no_order_of_arrival_changes_what_is_judged(acts: list[str], seed: int, order: int) -> None:
    street = Street()
    play(street, acts, Random(seed))
    told = []
    for chance in (Random(order), Random(order + 1)):
        shelf = street.shelf(chance=chance)
        reader, judge = ShelfReader(shelf), PlainJudge(shelf)
        told.append((judged(reader, judge), find_all(reader, judge)))
    assert told[0] == told[1]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(ACTS), max_size=20), st.integers(0, 10_000))
def test_loans_that_count_never_exceed_what_the_lender_was_granted(acts: list[str], seed: int) -> None:
    street = Street()
    play(street, acts, Random(seed))
    covering = [n for n, entry in enumerate(street.lender.entries, 1) if "contacts.noted/1" in str(entry.body)]
    if len(covering) == 1 and "back" not in acts:
        counted = [loan.lent.count for loan in street.judged().loans if loan.reason is None]
        assert sum(counted) <= 10
