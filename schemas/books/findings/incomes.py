"""The same income invoiced twice 同一收入重复开票: same payer, buyer and amount within thirty days, in different acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import day_of, grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.invoices import InvoiceRow
from schemas.money import plain_yuan

KIND = "income_twice"
DAYS = 30


def find(reader: Reader, judge: Judge) -> Iterator[Finding]:
    """A hint: each invoice with the last one before it that no contract number tells apart. Voided invoices are no income."""
    rows = [row for row in reader.alike(InvoiceRow, "taxpayer", "buyer", "net_fen") if row.state == "issued"]
    for group in grouped(rows, lambda row: (row.taxpayer, row.buyer, row.net_fen)).values():
        yield from _of(group, judge)


def _of(group: Sequence[InvoiceRow], judge: Judge) -> Iterator[Finding]:
    """One act after another; all that is remembered is the last invoice under each contract number."""
    last: dict[str | None, tuple[date, InvoiceRow]] = {}
    for (on, entry), act in sorted(grouped(group, lambda row: (row.on, row.entry)).items()):
        day = day_of(on)
        if day is None:
            continue
        contract = judge.contract_of(entry)
        before = _before(last, contract)
        ordered = sorted(act, key=lambda row: (row.code, row.number, row.owner))
        if before is not None and (day - before[0]).days <= DAYS:
            yield from (_finding(before[1], row) for row in ordered)
        last[contract] = (day, ordered[-1])


def _before(last: dict[str | None, tuple[date, InvoiceRow]], contract: str | None) -> tuple[date, InvoiceRow] | None:
    """The last invoice that may be the same income: two contract numbers that differ are two incomes, a missing one proves nothing."""
    likely = last.values() if contract is None else [last[name] for name in (contract, None) if name in last]
    return max(likely, key=lambda one: (one[0], one[1].entry, one[1].code, one[1].number), default=None)


def _finding(earlier: InvoiceRow, later: InvoiceRow) -> Finding:
    """Named by the later one: what else may still come before it changes the evidence alone."""
    figures = {
        "first": f"{earlier.code}-{earlier.number}",
        "second": f"{later.code}-{later.number}",
        "amount": plain_yuan(later.net_fen),
    }
    evidence = refs((earlier.owner, earlier.seq), (later.owner, later.seq))
    return Finding(KIND, (later.entry, later.code, later.number), evidence, figures)
