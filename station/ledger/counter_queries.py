"""What the counter's further acts read of the ledger, as named functions on a cursor."""

from __future__ import annotations

from schemas.apply import Cursor
from schemas.periods import TaxPeriod


def invoiced_net(cursor: Cursor, taxpayer: bytes, period: TaxPeriod) -> int:
    """What a taxpayer had invoiced in a period, without tax in fen, in every feed that is held; voids left out."""
    sql = """SELECT COALESCE(SUM(net_fen), 0) FROM book_invoice
 WHERE taxpayer = ? AND state = 'issued' AND bound_on BETWEEN ? AND ?"""
    cursor.execute(sql, (taxpayer, period.first.isoformat(), period.last.isoformat()))
    return cursor.fetchone()[0]


def collected(cursor: Cursor, taxpayer: bytes, period: TaxPeriod) -> dict[str, int]:
    """Tax → what was collected of a taxpayer for a period, in fen, in every feed that is held."""
    sql = """SELECT tax, SUM(due_fen) FROM book_levy WHERE taxpayer = ? AND state = 'collected'
 AND period_from >= ? AND period_to <= ? GROUP BY tax"""
    cursor.execute(sql, (taxpayer, period.first.isoformat(), period.last.isoformat()))
    return dict(cursor.fetchall())
