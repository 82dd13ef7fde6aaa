"""More issued alone than was allowed 超出离线额度.

Only what the feeds themselves prove: behind a contact that it notes, more invoices or more money than any allowance ever
granted, with what it had borrowed then and without what it had lent. What came before the first contact, or within the time in which a second one need not be noted, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.books.assessments import AssessmentRow
from schemas.books.contacts import ContactRow
from schemas.books.debits import debits_of
from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.grants import AllowanceRow
from schemas.books.invoices import MOVED, InvoiceRow
from schemas.books.loans import Loan, judged
from schemas.money import plain_yuan

KIND = "allowance_overrun"
APART_MS = 10 * 60_000
"""A contact is noted at most once in this time."""
_NEVER = 1 << 62


def find(reader: Reader, judge: Judge) -> Iterator[Finding]:
    """For each device that was granted anything, each stretch between two noted contacts with the centre."""
    loans = [loan for loan in judged(reader, judge).loans if loan.taken is not None and loan.reason is None]
    for device, grants in grouped(reader.rows(AllowanceRow), lambda row: row.device).items():
        contacts = sorted(
            (row for row in reader.rows(ContactRow, owner=device) if judge.refills(row.peer)), key=lambda row: row.seq
        )
        if contacts:
            most = max(row.count for row in grants), max(row.amount_fen for row in grants)
            yield from _of(reader, device, _Bound(reader, judge, device, loans, most), contacts)


class _Bound:
    """What a device may have out at each place of its feed: the grant, what it borrowed, less what it lent."""

    def __init__(
        self, reader: Reader, judge: Judge, device: bytes, loans: Sequence[Loan], most: tuple[int, int]
    ) -> None:
        self._most = most
        self._taken = [loan.taken for loan in loans if loan.taken and loan.taken.owner == device]
        self._debits = list(debits_of(reader, judge, device))

    def exceeded(self, alone: Sequence[InvoiceRow], contact: ContactRow) -> bool:
        """Whether at any of these invoices more was out than might be."""
        fen = 0
        for count, row in enumerate(sorted(alone, key=lambda row: row.seq), start=1):
            fen += row.net_fen
            taken = [loan for loan in self._taken if contact.held < loan.seq < row.seq]
            debits = [lent for lent, until in self._debits if lent.seq < row.seq and (until is None or until > row.seq)]
            more = sum(one.count for one in taken) - sum(one.count for one in debits)
            more_fen = sum(one.amount_fen for one in taken) - sum(one.amount_fen for one in debits)
            if count > self._most[0] + more or fen > self._most[1] + more_fen:
                return True
        return False


def _of(reader: Reader, device: bytes, bound: _Bound, contacts: Sequence[ContactRow]) -> Iterator[Finding]:
    at_ms = {row.seq: row.at_ms for row in reader.rows(AssessmentRow, owner=device)}
    invoices = [row for row in reader.rows(InvoiceRow, owner=device) if row.state not in MOVED]
    ends = [later.seq for _, later in pairwise(contacts)] + [_NEVER]
    for contact, end in zip(contacts, ends, strict=True):
        since = max(contact.heard_ms, at_ms.get(contact.seq, 0)) + APART_MS
        alone = [
            row
            for row in invoices
            if contact.held < row.seq and contact.seq <= row.seq < end and at_ms.get(row.seq, 0) > since
        ]
        if bound.exceeded(alone, contact):
            yield _finding(device, contact, alone)


def _finding(device: bytes, contact: ContactRow, alone: Sequence[InvoiceRow]) -> Finding:
    figures = {"count": len(alone), "amount": plain_yuan(sum(row.net_fen for row in alone))}
    places = [(device, contact.seq), *((device, row.seq) for row in alone)]
    return Finding(KIND, (device, contact.seq), refs(*places), figures)
