"""Judging loans of allowance 额度借贷 over both feeds: which count, which are set aside, which have ended.

A loan has two signatures, the lender's first, and goes one hop: it is lent of the lender's own grant alone. It may be
taken and used until the centre covers the borrower's feed; the debit ends when the centre holds all that was written
until then. Everything is worked out from rows, so the order in which feeds arrive plays no part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.books.debits import debits_of
from schemas.books.grants import AllowanceRow
from schemas.books.invoices import MOVED, InvoiceRow
from schemas.books.lending import BorrowedRow, LentRow
from schemas.books.loan_terms import Grants, Rows, contacts_of, ended, is_late, place


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan as both feeds tell it; `reason` says why it is set aside, `ended` where in the borrower's feed the debit ends."""

    lent: LentRow
    taken: BorrowedRow | None
    reason: str | None
    ended: int | None

    @property
    def state(self) -> str:
        """`quarantined`, `ended`, `counted` or `offered`."""
        if self.reason is not None:
            return "quarantined"
        if self.ended is not None:
            return "ended"
        return "counted" if self.taken is not None else "offered"


@dataclass(frozen=True, slots=True)
class Judged:
    """All loans, and what was taken of no loan that is held."""

    loans: tuple[Loan, ...]
    unknown: tuple[BorrowedRow, ...]
    twice: tuple[BorrowedRow, ...]


def judged(reader: Rows, judge: Grants) -> Judged:
    """Every loan that is held, in the order of its id."""
    taken: dict[bytes, list[BorrowedRow]] = {}
    for row in sorted(reader.rows(BorrowedRow), key=place):
        taken.setdefault(row.loan, []).append(row)
    lent: dict[bytes, LentRow] = {}
    for row in sorted(reader.rows(LentRow), key=place):
        lent.setdefault(row.entry, row)
    loans = tuple(_loan(reader, judge, lent[entry], taken.get(entry, [])) for entry in sorted(lent))
    unknown = tuple(row for loan, rows in sorted(taken.items()) if loan not in lent for row in rows)
    used = {loan.taken for loan in loans}
    twice = tuple(row for loan, rows in sorted(taken.items()) if loan in lent for row in rows if row not in used)
    return Judged(loans, unknown, twice)


def _loan(reader: Rows, judge: Grants, lent: LentRow, taken: Sequence[BorrowedRow]) -> Loan:
    contacts = contacts_of(reader, judge, lent.borrower)
    first = next((row for row in taken if row.owner == lent.borrower), None)
    late = first is not None and is_late(lent, first.seq, contacts)
    end = ended(lent, first if first and not late else None, contacts)
    other = first or next(iter(taken), None)
    reason = (_differs(lent, other) if other else None) or ("late" if late else None) or _beyond(reader, judge, lent)
    return Loan(lent, other, reason, end)


def _differs(lent: LentRow, taken: BorrowedRow) -> str | None:
    """Why the two signatures are not under one thing."""
    if lent.borrower == lent.owner:
        return "self"
    if (taken.owner, taken.lender) != (lent.borrower, lent.owner):
        return "not_theirs"
    return None if (taken.amount_fen, taken.count) == (lent.amount_fen, lent.count) else "differs"


def _beyond(reader: Rows, judge: Grants, lent: LentRow) -> str | None:
    """Whether a lender had so much of its own; where its grants are not held nobody says so."""
    if min(lent.amount_fen, lent.count) < 0:
        return "beyond"
    grants = [row for row in reader.rows(AllowanceRow, device=lent.owner) if row.seq == lent.grant]
    if not grants:
        return "not_granted" if judge.knows_grants(lent.owner) else None
    amount, count = _out(reader, judge, lent)
    return None if any(amount <= row.amount_fen and count <= row.count for row in grants) else "beyond"


def _out(reader: Rows, judge: Grants, lent: LentRow) -> tuple[int, int]:
    """What of a lender's grant was out when it had lent: issued and not covered, and lent, this loan among it."""
    contacts = contacts_of(reader, judge, lent.owner)
    held = max((row.held for row in contacts if row.seq <= lent.seq), default=0)
    issued = [
        row.net_fen
        for row in reader.rows(InvoiceRow, owner=lent.owner)
        if held < row.seq < lent.seq and row.state not in MOVED
    ]
    debits = [row for row, until in debits_of(reader, judge, lent.owner) if _stands(row, until, lent)]
    return sum(issued) + sum(row.amount_fen for row in debits), len(issued) + sum(row.count for row in debits)


def _stands(row: LentRow, until: int | None, at: LentRow) -> bool:
    """Whether a debit of the same grant stood when `at` was written, that one among them."""
    return row.grant == at.grant and row.seq <= at.seq and (until is None or until > at.seq)
