"""One invoice voided twice 重复作废."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.incidents import VoidRow

KIND = "void_twice"


def find(reader: Reader, _judge: Judge) -> Iterator[Finding]:
    """The books follow the first; whoever said the second believed that something else was true."""
    rows = reader.alike(VoidRow, "issued", "code", "number")
    for (issued, code, number), said in grouped(rows, lambda row: (row.issued, row.code, row.number)).items():
        evidence = refs(*((row.owner, row.seq) for row in said))
        yield Finding(KIND, (issued, code, number), evidence, {"number": f"{code}-{number}", "count": len(said)})
