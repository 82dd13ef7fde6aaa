"""One payment under two sales 同一支付流水重复使用: the same channel's number in two feeds."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.payments import PaymentRow

KIND = "reference_twice"
_NO_MONEY = ("pending", "failed", "cancelled")


def find(reader: Reader, _judge: Judge) -> Iterator[Finding]:
    """Money that came once and stands in two feeds."""
    rows = [row for row in reader.alike(PaymentRow, "method", "reference") if row.state not in _NO_MONEY]
    for (method, reference), paid in grouped(rows, lambda row: (row.method, row.reference or "")).items():
        if len({row.owner for row in paid}) > 1:
            evidence = refs(*((row.owner, row.seq) for row in paid))
            yield Finding(KIND, (method, reference), evidence, {"reference": reference, "count": len(paid)})
