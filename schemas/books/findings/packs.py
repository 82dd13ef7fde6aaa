"""A rule pack that did not cover the sale's day, or that nobody knows 政策包过期或不明."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.assessments import AssessmentRow
from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader

UNKNOWN = "pack_unknown"
EXPIRED = "pack_expired"


def find(reader: Reader, judge: Judge) -> Iterator[Finding]:
    """One for each feed and pack, with all sales that it concerns."""
    for (owner, pack), sales in grouped(reader.rows(AssessmentRow), lambda row: (row.owner, row.pack)).items():
        days = judge.days_of(pack)
        beyond = [row for row in sales if days is None or not days[0] <= row.bound_on <= days[1]]
        if beyond:
            evidence = refs(*((row.owner, row.seq) for row in beyond))
            figures = {"pack": pack.hex()[:16], "count": len(beyond)}
            yield Finding(UNKNOWN if days is None else EXPIRED, (owner, pack), evidence, figures)
