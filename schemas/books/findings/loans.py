"""Loans of allowance that do not count 额度借贷待查: lent beyond a grant, taken too late, or two signatures that do not meet."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.reader import Judge, Reader
from schemas.books.loans import Loan, judged
from schemas.money import plain_yuan

BEYOND, LATE, UNMATCHED = "loan_beyond", "loan_late", "loan_unmatched"
_KINDS = {"beyond": BEYOND, "not_granted": BEYOND, "late": LATE}


def find(reader: Reader, judge: Judge) -> Iterator[Finding]:
    """Each loan that is set aside, and each taking of no loan or of one that was taken before."""
    known = judged(reader, judge)
    for loan in known.loans:
        if loan.reason is not None:
            yield _of(loan, _KINDS.get(loan.reason, UNMATCHED))
    for row in (*known.unknown, *known.twice):
        figures = {"count": row.count, "amount": plain_yuan(row.amount_fen)}
        yield Finding(UNMATCHED, (row.loan, row.owner, row.seq), refs((row.owner, row.seq)), figures)


def _of(loan: Loan, kind: str) -> Finding:
    lent, taken = loan.lent, loan.taken
    places = [(lent.owner, lent.seq), *([(taken.owner, taken.seq)] if taken else [])]
    figures = {"count": lent.count, "amount": plain_yuan(lent.amount_fen)}
    return Finding(kind, (lent.entry,), refs(*places), figures)
