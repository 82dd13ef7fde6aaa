"""Findings 差错: pure queries over the books, one file a check. They change nothing and open nothing by themselves.

A finding's id names the thing, not the finder: centre and site find the same under the same id, in whatever order the
entries came.
"""

from schemas.books.findings import (
    clocks,
    forks,
    gaps,
    incomes,
    loans,
    numbers,
    overruns,
    packs,
    references,
    revoked,
    takings,
    thresholds,
    voids,
)
from schemas.books.findings.finding import Finding, Ref
from schemas.books.findings.reader import Fork, Gap, Judge, Reader

CHECKS = (
    numbers.find,
    incomes.find,
    voids.find,
    thresholds.find,
    gaps.find,
    forks.find,
    revoked.find,
    packs.find,
    clocks.find,
    overruns.find,
    loans.find,
    references.find,
    takings.find,
)
"""Every check, each `(reader, judge) → findings`."""


def find_all(reader: Reader, judge: Judge) -> tuple[Finding, ...]:
    """All that every check finds, each thing once, by kind and id."""
    found = {finding.id: finding for check in CHECKS for finding in check(reader, judge)}
    return tuple(sorted(found.values(), key=lambda finding: (finding.kind, finding.id)))


__all__ = ["CHECKS", "Finding", "Fork", "Gap", "Judge", "Reader", "Ref", "find_all"]
