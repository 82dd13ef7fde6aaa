"""What the counter's further acts read of the ledger, as named functions on a cursor."""

from __future__ import annotations

from schemas.apply import Cursor
from schemas.books import (
    AsideRow,
    AwaitedRow,
    CountersignRow,
    DayRow,
    DepositRow,
    HandoverRow,
    InvoiceRow,
    LevyRow,
    PaymentRow,
    ReddenedRow,
    RedRow,
    RefundRow,
    RefusalRow,
    SettlementRow,
    SupplementRow,
    VoucherRow,
)
from schemas.periods import TaxPeriod
from station.ledger.queries import OWN, rows


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
    return rows(cursor, RedRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY seq', device, first, last)


def red_letters_of(cursor: Cursor, device: bytes, entry: bytes) -> list[RedRow]:
    """The red letters against the invoices of one entry."""
    return rows(cursor, RedRow, f"{OWN} AND of_entry = ? ORDER BY seq", device, entry)


def refunds_of(cursor: Cursor, device: bytes, entry: bytes) -> list[RefundRow]:
    """The refunds that were asked for of one entry."""
    return rows(cursor, RefundRow, f"{OWN} AND of_entry = ? ORDER BY seq, part", device, entry)


def refunds(cursor: Cursor, device: bytes, first: str, last: str) -> list[RefundRow]:
    """The refunds that were asked for on the days from `first` to `last`."""
    return rows(cursor, RefundRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY seq, part', device, first, last)


def countersigns(cursor: Cursor, device: bytes, entry: bytes) -> list[CountersignRow]:
    """The second signatures under an entry."""
    return rows(cursor, CountersignRow, f"{OWN} AND entry = ? ORDER BY seq", device, entry)


def handovers_waiting(cursor: Cursor, device: bytes) -> list[HandoverRow]:
    """Hand-overs that their receiver has not signed."""
    where = f"{OWN} AND entry NOT IN (SELECT entry FROM book_countersign WHERE {OWN}) ORDER BY seq"
    return rows(cursor, HandoverRow, where, device)


def deposits(cursor: Cursor, device: bytes, first: str, last: str) -> list[DepositRow]:
    """The deposits of the days from `first` to `last`."""
    return rows(cursor, DepositRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY seq', device, first, last)


def deposits_unsettled(cursor: Cursor, device: bytes) -> list[DepositRow]:
    """The deposits since the last settlement."""
    where = f"""{OWN} AND (owner = ?1 OR NOT EXISTS (SELECT 1 FROM book_settlement WHERE owner = ?1))
 AND seq > (SELECT COALESCE(MAX(seq), 0) FROM book_settlement s WHERE s.owner = book_deposit.owner) ORDER BY owner, seq"""
    return rows(cursor, DepositRow, where, device)


def settlements(cursor: Cursor, device: bytes) -> list[SettlementRow]:
    """All settlements, in order."""
    return rows(cursor, SettlementRow, f"{OWN} ORDER BY seq", device)


def supplements(cursor: Cursor, device: bytes, of: str) -> list[SupplementRow]:
    """What was said later of a closed day."""
    return rows(cursor, SupplementRow, f"{OWN} AND of = ? ORDER BY seq", device, of)


def days(cursor: Cursor, device: bytes, first: str, last: str) -> list[DayRow]:
    """The business days from `first` to `last` that anything was done on."""
    return rows(cursor, DayRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY "on"', device, first, last)


def vouchers_between(cursor: Cursor, device: bytes, first: str, last: str) -> list[VoucherRow]:
    """The vouchers of the days from `first` to `last`."""
    return rows(cursor, VoucherRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY code, number', device, first, last)


def payments_between(cursor: Cursor, device: bytes, first: str, last: str) -> list[PaymentRow]:
    """The payments of the days from `first` to `last`, whatever became of them."""
    return rows(cursor, PaymentRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY order_no', device, first, last)


def first_voucher_on(cursor: Cursor, device: bytes, after: str) -> str | None:
    """The first day behind `after` on which a voucher was issued."""
    cursor.execute(f'SELECT MIN("on") FROM book_voucher WHERE {OWN} AND "on" > ?', (device, after))
    return cursor.fetchone()[0]


def last_closed(cursor: Cursor, device: bytes) -> str | None:
    """The newest day that is closed."""
    cursor.execute(f"SELECT MAX(\"on\") FROM book_day WHERE {OWN} AND state = 'closed'", (device,))
    return cursor.fetchone()[0]


def cash_moves(cursor: Cursor, device: bytes, until: str) -> list[tuple[str, int]]:
    """By day up to `until`: what moved in the drawer, without floats, in fen."""
    sql = f"""SELECT "on", SUM(fen) FROM book_balance
 WHERE {OWN} AND "on" <= ? AND account IN ('money/cash', 'float/site') GROUP BY "on" ORDER BY 1"""
    cursor.execute(sql, (device, until))
    return cursor.fetchall()


def to_countersign(cursor: Cursor, device: bytes) -> list[tuple[str, str, bytes]]:
    """What waits for a second signature: kind, day, entry; hand-overs, deposits and settlements."""
    parts = " UNION ALL ".join(
        f"""SELECT '{book}', "on", entry FROM book_{book} WHERE {OWN}
 AND entry NOT IN (SELECT entry FROM book_countersign WHERE {OWN})"""
        for book in ("handover", "deposit", "settlement")
    )
    cursor.execute(f"{parts} ORDER BY 2, 1", (device,))
    return cursor.fetchall()


def invoices_between(cursor: Cursor, device: bytes, first: str, last: str) -> list[InvoiceRow]:
    """The invoices of the days from `first` to `last`, in the order of their acts."""
    return rows(cursor, InvoiceRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY seq, code, number', device, first, last)


def levies_between(cursor: Cursor, device: bytes, first: str, last: str) -> list[LevyRow]:
    """The tax lines of the days from `first` to `last`, in the order of their acts."""
    return rows(cursor, LevyRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY seq, part', device, first, last)


def refusals(cursor: Cursor, device: bytes, first: str, last: str) -> list[RefusalRow]:
    """The requests that were not taken on the days from `first` to `last`."""
    return rows(cursor, RefusalRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY seq, part', device, first, last)


def asides_between(cursor: Cursor, device: bytes, first: str, last: str) -> list[AsideRow]:
    """Blank forms that were set aside on the days from `first` to `last`."""
    return rows(cursor, AsideRow, f'{OWN} AND "on" BETWEEN ? AND ? ORDER BY seq, part', device, first, last)


def cash_between(cursor: Cursor, device: bytes, first: str, last: str) -> tuple[int, int]:
    """What came into the drawer for the treasury and what left it on these days, in fen."""
    sql = f"""SELECT COALESCE(SUM(CASE WHEN fen > 0 THEN fen ELSE 0 END), 0), COALESCE(SUM(CASE WHEN fen < 0 THEN -fen ELSE 0 END), 0)
 FROM (SELECT SUM(fen) AS fen FROM book_balance WHERE {OWN} AND "on" BETWEEN ? AND ?
 AND account IN ('money/cash', 'float/site') GROUP BY "on")"""
    cursor.execute(sql, (device, first, last))
    return cursor.fetchone()


def drawn(cursor: Cursor, device: bytes) -> dict[str, int]:
    """Block → the last number drawn of it."""
    cursor.execute("SELECT block, last FROM book_numbers_used WHERE owner = ?", (device,))
    return dict(cursor.fetchall())


def further_copies(cursor: Cursor, first: int, last: int) -> int:
    """How many further copies 补打 of the papers of the entries from `first` to `last` were asked for."""
    cursor.execute("SELECT COUNT(*) FROM paper WHERE copy > 1 AND seq BETWEEN ? AND ?", (first, last))
    return cursor.fetchone()[0]


def awaited_of(cursor: Cursor, device: bytes, entry: bytes) -> list[AwaitedRow]:
    """The documents that a sale waited for, or waits for still."""
    return rows(cursor, AwaitedRow, f"{OWN} AND entry = ? ORDER BY kind", device, entry)


def awaited(cursor: Cursor, device: bytes) -> list[AwaitedRow]:
    """All documents that are still to come, the oldest first."""
    return rows(cursor, AwaitedRow, f"{OWN} AND state = 'awaited' ORDER BY seq, kind", device)


def same_sales(
    cursor: Cursor, taxpayer: bytes, buyer: bytes, gross_fen: int, first: str, last: str
) -> list[InvoiceRow]:
    """Invoices of the same payer to the same buyer for the same sum, in every feed that is held; voids left out."""
    where = """taxpayer = ? AND buyer = ? AND net_fen + vat_fen = ? AND "on" BETWEEN ? AND ? AND state = 'issued' ORDER BY seq"""
    return rows(cursor, InvoiceRow, where, taxpayer, buyer, gross_fen, first, last)
