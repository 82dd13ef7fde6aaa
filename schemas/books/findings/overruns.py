"""More issued alone than was allowed 超出离线额度.

Only what the feed itself proves: behind a contact that it notes, more invoices or more money than any allowance ever
granted. What came before the first contact, or within the time in which a second one need not be noted, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from schemas.books.assessments import AssessmentRow
from schemas.books.contacts import ContactRow
from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.grants import AllowanceRow
from schemas.books.invoices import MOVED, InvoiceRow
from schemas.money import plain_yuan

KIND = "allowance_overrun"
APART_MS = 10 * 60_000
"""A contact is noted at most once in this time."""
_NEVER = 1 << 62


def find(reader: Reader, judge: Judge) -> Iterator[Finding]:
    """For each device that was granted anything, each stretch between two noted contacts with the centre."""
    for device, grants in grouped(reader.rows(AllowanceRow), lambda row: row.device).items():
        contacts = sorted(
            (row for row in reader.rows(ContactRow, owner=device) if judge.refills(row.peer)), key=lambda row: row.seq
        )
        if contacts:
            yield from _of(reader, device, grants, contacts)


def _of(
    reader: Reader, device: bytes, grants: Sequence[AllowanceRow], contacts: Sequence[ContactRow]
) -> Iterator[Finding]:
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
        if _beyond(alone, grants):
            yield _finding(device, contact, alone)


def _beyond(alone: Sequence[InvoiceRow], grants: Sequence[AllowanceRow]) -> bool:
    most = max(row.count for row in grants), max(row.amount_fen for row in grants)
    return len(alone) > most[0] or sum(row.net_fen for row in alone) > most[1]


def _finding(device: bytes, contact: ContactRow, alone: Sequence[InvoiceRow]) -> Finding:
    figures = {"count": len(alone), "amount": plain_yuan(sum(row.net_fen for row in alone))}
    places = [(device, contact.seq), *((device, row.seq) for row in alone)]
    return Finding(KIND, (device, contact.seq), refs(*places), figures)
