"""A lender's debits 出借额度: what stands against its own grant, and where it rightly says that one has ended."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.lending import BorrowedRow, LentRow, ReturnedRow
from schemas.books.loan_terms import Grants, Rows, contacts_of, ended, is_late, place


def debits_of(reader: Rows, judge: Grants, lender: bytes) -> Iterator[tuple[LentRow, int | None]]:
    """What a device lent, and where in its own feed it rightly says that the debit has ended."""
    said: dict[bytes, list[ReturnedRow]] = {}
    for row in reader.rows(ReturnedRow, owner=lender):
        said.setdefault(row.loan, []).append(row)
    for lent in reader.rows(LentRow, owner=lender):
        right = [row.seq for row in said.get(lent.entry, []) if returned_rightly(reader, judge, lent, row)]
        yield lent, min(right, default=None)


def returned_rightly(reader: Rows, judge: Grants, lent: LentRow, said: ReturnedRow) -> bool:
    """Whether the borrower's feed proves the end; a feed that is not held so far is given the benefit of the doubt."""
    head = reader.heads().get(lent.borrower)
    if head is None or head.seq < said.by:
        return True
    contacts = [row for row in contacts_of(reader, judge, lent.borrower) if row.seq <= said.by]
    rows = sorted(reader.rows(BorrowedRow, owner=lent.borrower, loan=lent.entry), key=place)
    taken = next((row for row in rows if row.seq <= said.by and not is_late(lent, row.seq, contacts)), None)
    return ended(lent, taken, contacts) is not None
