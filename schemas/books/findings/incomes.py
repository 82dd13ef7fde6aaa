"""The same income invoiced twice 同一收入重复开票: same payer, buyer and amount within thirty days, in different acts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import day_of, grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.invoices import InvoiceRow
from schemas.money import plain_yuan

KIND = "income_twice"
DAYS = 30


def find(reader: Reader, judge: Judge) -> Iterator[Finding]:
    """A hint: each pair that no contract number tells apart. Voided invoices are no income."""
    rows = [row for row in reader.alike(InvoiceRow, "taxpayer", "buyer", "net_fen") if row.state == "issued"]
    for group in grouped(rows, lambda row: (row.taxpayer, row.buyer, row.net_fen)).values():
        ordered = sorted(group, key=lambda row: (row.on, row.entry, row.code, row.number))
        for one, other in combinations(ordered, 2):
            if _near(one, other) and _same_contract(one, other, judge):
                yield _finding(one, other)


def _near(one: InvoiceRow, other: InvoiceRow) -> bool:
    first, second = day_of(one.on), day_of(other.on)
    if one.entry == other.entry or first is None or second is None:
        return False
    return abs((second - first).days) <= DAYS


def _same_contract(one: InvoiceRow, other: InvoiceRow, judge: Judge) -> bool:
    """Two contract numbers that differ are two incomes; one that is missing proves nothing."""
    named = judge.contract_of(one.entry), judge.contract_of(other.entry)
    return None in named or named[0] == named[1]


def _finding(one: InvoiceRow, other: InvoiceRow) -> Finding:
    key = sorted([[row.entry, row.code, row.number] for row in (one, other)])
    figures = {
        "first": f"{one.code}-{one.number}",
        "second": f"{other.code}-{other.number}",
        "amount": plain_yuan(one.net_fen),
    }
    return Finding(KIND, tuple(key), refs((one.owner, one.seq), (other.owner, other.seq)), figures)
