"""The book of loans 额度借贷 as each side's feed tells it; whether a loan counts is judged over both (`schemas.books.loans`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.facts import AllowanceBorrowed, AllowanceLent, AllowanceReturned


@dataclass(frozen=True, slots=True)
class LentRow:
    """What a lender signed: net amount in fen, count, to whom; `entry` is the loan's id."""

    BOOK: ClassVar[str] = "lent"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    entry: bytes
    borrower: bytes
    amount_fen: int
    count: int
    grant: int
    after: int


@dataclass(frozen=True, slots=True)
class BorrowedRow:
    """What a borrower signed: whose loan, and how much, in fen and invoices."""

    BOOK: ClassVar[str] = "borrowed"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    loan: bytes
    lender: bytes
    amount_fen: int
    count: int


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """The lender says that a loan's debit has ended, by the contact at `by` in the borrower's feed."""

    BOOK: ClassVar[str] = "returned"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    loan: bytes
    by: int


def fold(act: Act, shelf: Shelf) -> None:
    """Each as it was said."""
    entry = act.entry
    for part, fact in enumerate(act.facts):
        place = (act.owner, entry.seq, part)
        match fact:
            case AllowanceLent():
                lent = (fact.borrower, fact.amount_fen, fact.count, fact.grant, fact.after)
                shelf.add(LentRow(*place, entry.id, *lent))
            case AllowanceBorrowed():
                shelf.add(BorrowedRow(*place, fact.loan, fact.lender, fact.amount_fen, fact.count))
            case AllowanceReturned():
                shelf.add(ReturnedRow(*place, fact.loan, fact.by))
            case _:
                pass
