"""What the centre's books hold of quota households: acts by record, invoices by month, collections by period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from central.store.database import Database
from schemas.acts import Act
from schemas.apply import Cursor
from schemas.books.acts import ActRow, act_of
from schemas.books.staged import columns
from schemas.periods import TaxPeriod, period_of

Invoiced = Mapping[tuple[bytes, str], int]
"""(household, month as `YYYY-MM`) → net sales in 分."""
Collected = Mapping[tuple[bytes, str, str], dict[str, int]]
"""(household, first day, last day) → tax → 分."""


def quota_records(database: Database, cursor: Cursor) -> Iterator[tuple[str, list[Act]]]:
    """The acts on every quota, record by record."""
    names = ", ".join(f'"{name}"' for name in columns(ActRow))
    sql = f"SELECT {names} FROM book_act WHERE record >= ? AND record < ? ORDER BY record"
    cursor.execute(database.sql(sql), ("quota/", "quota0"))
    rows = (ActRow(*map(_plain, found)) for found in cursor.fetchall())
    for record, acts in groupby(rows, key=lambda row: row.record):
        yield record, [act_of(row, "") for row in acts]


def invoiced(database: Database, cursor: Cursor) -> Invoiced:
    """Net sales that stand, by household and month."""
    sql = """SELECT taxpayer, substr(bound_on, 1, 7), SUM(net_fen) FROM book_invoice
 WHERE state = 'issued' GROUP BY taxpayer, substr(bound_on, 1, 7)"""
    cursor.execute(database.sql(sql))
    return {(bytes(taxpayer), month): int(fen) for taxpayer, month, fen in cursor.fetchall()}


def collected(database: Database, cursor: Cursor) -> Collected:
    """Taxes collected, by household and period."""
    sql = """SELECT taxpayer, period_from, period_to, tax, SUM(due_fen) FROM book_levy
 WHERE state = 'collected' GROUP BY taxpayer, period_from, period_to, tax"""
    cursor.execute(database.sql(sql))
    found: dict[tuple[bytes, str, str], dict[str, int]] = {}
    for taxpayer, first, last, tax, fen in cursor.fetchall():
        found.setdefault((bytes(taxpayer), first, last), {})[tax] = int(fen)
    return found


def month_of(sales: Invoiced, person: bytes, first: date) -> int:
    """Net sales of a household in a month."""
    return sales.get((person, f"{first:%Y-%m}"), 0)


def period_sums(taken: Collected, person: bytes, period: TaxPeriod) -> dict[str, int]:
    """Taxes collected of a household for a period, those of its months included."""
    spans = {(period.first, period.last)}
    first = period.first
    while first <= period.last:
        month = period_of("month", first)
        spans.add((month.first, month.last))
        first = date.fromordinal(month.last.toordinal() + 1)
    sums: dict[str, int] = {}
    for start, end in spans:
        for tax, fen in taken.get((person, start.isoformat(), end.isoformat()), {}).items():
            sums[tax] = sums.get(tax, 0) + fen
    return sums


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
