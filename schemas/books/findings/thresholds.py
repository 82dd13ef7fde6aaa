"""A threshold reached by several sites together 合并计算后超过起征点: each sale was below it by what its site knew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from schemas.books.assessments import AssessmentRow
from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import day_of, grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.invoices import InvoiceRow
from schemas.books.taxpayers import TaxpayerDayRow
from schemas.money import plain_yuan
from schemas.periods import PeriodKind, TaxPeriod, period_of
from schemas.rules.vocabulary import EXEMPT_BY_LIMIT

KIND = "threshold_together"
COUNTED: tuple[PeriodKind, ...] = ("day", "month", "quarter")


def find(reader: Reader, judge: Judge) -> Iterator[Finding]:
    """For each taxpayer whom more than one feed has served, each period in which nobody saw the whole."""
    by_taxpayer = grouped(reader.alike(TaxpayerDayRow, "taxpayer"), lambda row: row.taxpayer)
    for taxpayer, days in by_taxpayer.items():
        if len({row.owner for row in days if row.count}) > 1:
            yield from _of(taxpayer, days, _standing(reader, taxpayer), judge)


def _standing(reader: Reader, taxpayer: bytes) -> list[AssessmentRow]:
    """The workings whose invoices are not all void."""
    issued = {(row.owner, row.seq) for row in reader.rows(InvoiceRow, taxpayer=taxpayer, state="issued")}
    return [row for row in reader.rows(AssessmentRow, taxpayer=taxpayer) if (row.owner, row.seq) in issued]


def _of(
    taxpayer: bytes, days: Sequence[TaxpayerDayRow], sales: Sequence[AssessmentRow], judge: Judge
) -> Iterator[Finding]:
    sold = [(on, row.gross_fen) for row in days if (on := day_of(row.on))]
    bound = [(on, sale) for sale in sales if (on := day_of(sale.bound_on))]
    for counted in COUNTED:
        for period in sorted({period_of(counted, on) for on, _ in bound}, key=str):
            inside = [sale for on, sale in bound if on in period]
            total = sum(gross_fen for on, gross_fen in sold if on in period)
            if len({sale.owner for sale in inside}) > 1 and _unseen(counted, inside, total, judge):
                yield _finding(taxpayer, counted, period, inside, total)


def _unseen(counted: PeriodKind, sales: Sequence[AssessmentRow], total: int, judge: Judge) -> bool:
    """Whether no sale was told of the whole, and one was exempt that with all others before it would not be."""
    if max(_prior(sale, counted) + sale.gross_fen for sale in sales) >= total:
        return False
    return any(
        judge.exempt_with(sale.entry, counted, total - sale.gross_fen) is False
        for sale in sales
        if sale.exempt in EXEMPT_BY_LIMIT
    )


def _prior(sale: AssessmentRow, counted: PeriodKind) -> int:
    return {"day": sale.day_fen, "month": sale.month_fen, "quarter": sale.quarter_fen}[counted]


def _finding(
    taxpayer: bytes, counted: PeriodKind, period: TaxPeriod, sales: Sequence[AssessmentRow], total: int
) -> Finding:
    known = max(_prior(sale, counted) + sale.gross_fen for sale in sales)
    figures = {"period": str(period), "total": plain_yuan(total), "known": plain_yuan(known)}
    evidence = refs(*((sale.owner, sale.seq) for sale in sales))
    return Finding(KIND, (taxpayer, counted, period.first.isoformat()), evidence, figures)
