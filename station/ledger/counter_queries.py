"""What the counter's further acts read of the ledger, as named functions on a cursor."""

from __future__ import annotations

from schemas.apply import Cursor
from schemas.books import LevyRow, ReddenedRow, RedRow, RefundRow
from schemas.periods import TaxPeriod
from station.ledger.queries import rows


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


def levies_of(cursor: Cursor, device: bytes, seq: int) -> list[LevyRow]:
    """The tax lines of one entry."""
    return rows(cursor, LevyRow, "owner = ? AND seq = ? ORDER BY part", device, seq)


def reddened(cursor: Cursor, device: bytes, entry: bytes, code: str, number: str) -> ReddenedRow | None:
    """How much of an invoice was taken back by red letters."""
    where = "owner = ? AND entry = ? AND code = ? AND number = ?"
    return next(iter(rows(cursor, ReddenedRow, where, device, entry, code, number)), None)


def red_letters(cursor: Cursor, device: bytes, first: str, last: str) -> list[RedRow]:
    """The red letters of the days from `first` to `last`."""
    return rows(cursor, RedRow, 'owner = ? AND "on" BETWEEN ? AND ? ORDER BY seq', device, first, last)


def refunds_of(cursor: Cursor, device: bytes, entry: bytes) -> list[RefundRow]:
    """The refunds that were asked for of one entry."""
    return rows(cursor, RefundRow, "owner = ? AND of_entry = ? ORDER BY seq, part", device, entry)


def refunds(cursor: Cursor, device: bytes, first: str, last: str) -> list[RefundRow]:
    """The refunds that were asked for on the days from `first` to `last`."""
    return rows(cursor, RefundRow, 'owner = ? AND "on" BETWEEN ? AND ? ORDER BY seq, part', device, first, last)
