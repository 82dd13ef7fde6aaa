"""One number on two papers 重号: two feeds issued the same invoice or voucher number."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.invoices import InvoiceRow
from schemas.books.vouchers import VoucherRow

KIND = "number_twice"


def find(reader: Reader, _judge: Judge) -> Iterator[Finding]:
    """Within one feed the books take a number once; across feeds nobody can prevent it, so it is found."""
    for stock, book in (("invoice", InvoiceRow), ("voucher", VoucherRow)):
        for (code, number), rows in grouped(
            reader.alike(book, "code", "number"), lambda row: (row.code, row.number)
        ).items():
            if len({row.owner for row in rows}) > 1:
                evidence = refs(*((row.owner, row.seq) for row in rows))
                figures = {"number": f"{code}-{number}", "count": len(rows)}
                yield Finding(KIND, (stock, code, number), evidence, figures)
