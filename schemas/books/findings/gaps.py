"""Entries that exist and are not held 缺号: somebody has signed for more of a feed than has come."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader

KIND = "gap"


def find(reader: Reader, _judge: Judge) -> Iterator[Finding]:
    """Named by the first place that is missing; how much is missing may still grow."""
    for (author, held), told in grouped(reader.gaps(), lambda gap: (gap.author, gap.held)).items():
        most = max(gap.told for gap in told)
        yield Finding(KIND, (author, held + 1), refs((author, held)), {"first": held + 1, "last": most})
