"""How long a loan of allowance 额度借贷 may be taken and used, and when its debit ends: by the borrower's noted contacts alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from schemas.books.contacts import ContactRow
from schemas.books.lending import BorrowedRow, LentRow
from schemas.books.shelf import AnyRow
from schemas.entry.admit import Head


class Rows(Protocol):
    """Rows and heads that are held; findings' `Reader` is one."""

    def rows(self, book: type[AnyRow], **equal: object) -> Iterable[AnyRow]:
        """The rows of a book whose columns have these values."""
        ...

    def heads(self) -> Mapping[bytes, Head]:
        """The head of each feed held."""
        ...


class Grants(Protocol):
    """Who refills, and whose grants are all held; findings' `Judge` is one."""

    def refills(self, peer: bytes) -> bool:
        """Whether this peer's frontier refills an allowance."""
        ...

    def knows_grants(self, device: bytes) -> bool:
        """Whether every grant to this device is held."""
        ...


def contacts_of(reader: Rows, judge: Grants, device: bytes) -> list[ContactRow]:
    """The contacts with the centre that a device noted, in order."""
    rows = (row for row in reader.rows(ContactRow, owner=device) if judge.refills(row.peer))
    return sorted(rows, key=lambda row: (row.seq, row.part))


def is_late(lent: LentRow, seq: int, contacts: Sequence[ContactRow]) -> bool:
    """Whether the centre covered the borrower's feed behind the offer before the loan was taken at `seq`."""
    return any(row.seq < seq and row.held > lent.after for row in contacts)


def ended(lent: LentRow, taken: BorrowedRow | None, contacts: Sequence[ContactRow]) -> int | None:
    """The place in the borrower's feed by which a debit has ended; None while it stands.

    Not taken: the first contact behind the offer. Taken: the centre holds all that was written before the first contact
    that covers the taking.
    """
    if taken is None:
        return next((row.seq for row in contacts if row.held > lent.after), None)
    first = next((row for row in contacts if row.held >= taken.seq), None)
    return next((row.seq for row in contacts if first and row.seq >= first.seq and row.held >= first.seq - 1), None)


def place(row: LentRow | BorrowedRow) -> tuple[bytes, int, int]:
    """Where a row stands: rows in this order are in the same order for everybody."""
    return row.owner, row.seq, row.part
