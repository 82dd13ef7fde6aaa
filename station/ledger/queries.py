"""Everything that is read of the ledger, as named functions on a cursor; they return rows of `schemas.books`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from schemas.apply import Cursor
from schemas.books import (
    AllowanceRow,
    AllowanceSourceRow,
    AsideRow,
    ClerkRow,
    ContactRow,
    DayRow,
    FieldRow,
    InvoiceRow,
    LevyRow,
    NoteRow,
    NumbersRow,
    PaymentRow,
    ReissueRow,
    RollRow,
    SiteRow,
    SupersededRow,
    VoucherRow,
)
from schemas.books.records import standing
from schemas.books.shelf import Row
from schemas.books.staged import columns
from station.ledger import lineage

Found = TypeVar("Found", bound=Row)


OWN = "owner IN (SELECT ?1 UNION SELECT owner FROM lineage WHERE device = ?1)"
"""This device, and the closed feeds from which it goes on (`station.ledger.lineage`)."""


@dataclass(frozen=True, slots=True)
class BlockLeft:
    """A block of numbers granted to this device, the next number of it, and the numbers behind that are set aside."""

    row: NumbersRow
    next: int
    holes: frozenset[int] = frozenset()

    @property
    def count(self) -> int:
        """How many numbers can still be drawn."""
        return self.row.last - self.next + 1 - len(self.holes)


def rows(cursor: Cursor, book: type[Found], where: str, *values: object) -> list[Found]:
    """Rows of one book by a condition on its columns."""
    names = ", ".join(f'"{name}"' for name in columns(book))
    cursor.execute(f"SELECT {names} FROM book_{book.BOOK} WHERE {where}", values)
    return [book(*found) for found in cursor.fetchall()]


def site(cursor: Cursor, code: str) -> SiteRow | None:
    """The registration of a site."""
    return next(iter(rows(cursor, SiteRow, "site = ?", code)), None)


def clerks(cursor: Cursor, device: bytes) -> list[ClerkRow]:
    """The people of this device, in the order of their appointment."""
    return rows(cursor, ClerkRow, "owner = ? ORDER BY seq", device)


def blocks_left(cursor: Cursor, device: bytes, stock: str) -> list[BlockLeft]:
    """Blocks granted to this device that have numbers left, the oldest first."""
    cursor.execute("SELECT block, last FROM book_numbers_used WHERE owner = ?", (device,))
    used = dict(cursor.fetchall())
    granted = rows(cursor, NumbersRow, "device = ? AND stock = ? ORDER BY owner, seq, block", device, stock)
    aside = rows(cursor, AsideRow, "owner = ? AND stock = ?", device, stock)
    left = [_left(row, max(row.first, used.get(row.block, 0) + 1), aside) for row in granted]
    return [block for block in left if block.next <= block.row.last]


def _left(row: NumbersRow, next_: int, aside: Sequence[AsideRow]) -> BlockLeft:
    """What is left of a block from `next_` on; it begins at a number that can be drawn."""
    spans = (range(max(gone.first, next_), min(gone.last, row.last) + 1) for gone in aside if gone.code == row.code)
    holes = {number for span in spans for number in span}
    while next_ in holes:
        holes.remove(next_)
        next_ += 1
    return BlockLeft(row, next_, frozenset(holes))


def granted(cursor: Cursor, device: bytes) -> list[NumbersRow]:
    """All blocks granted to this device, the oldest first."""
    return rows(cursor, NumbersRow, "device = ? ORDER BY owner, seq, block", device)


def drawn_to(cursor: Cursor, device: bytes, block: str) -> int:
    """The last number of a block that was drawn; 0 for none."""
    cursor.execute("SELECT last FROM book_numbers_used WHERE owner = ? AND block = ?", (device, block))
    found = cursor.fetchone()
    return found[0] if found else 0


def rolls(cursor: Cursor, device: bytes) -> list[RollRow]:
    """All loads of forms into printers, in order."""
    return rows(cursor, RollRow, "owner = ? ORDER BY seq, part", device)


def asides(cursor: Cursor, device: bytes, stock: str, code: str) -> list[AsideRow]:
    """Blank forms of one code that were set aside."""
    return rows(cursor, AsideRow, "owner = ? AND stock = ? AND code = ? ORDER BY seq, part", device, stock, code)


def reissues(cursor: Cursor, device: bytes, entry: bytes) -> list[ReissueRow]:
    """How the papers of one sale went from form to form, in order."""
    return rows(cursor, ReissueRow, "owner = ? AND entry = ? ORDER BY seq, part", device, entry)


def invoices_with(cursor: Cursor, device: bytes, code: str) -> list[InvoiceRow]:
    """All invoices of one code."""
    return rows(cursor, InvoiceRow, "owner = ? AND code = ? ORDER BY number", device, code)


def vouchers_with(cursor: Cursor, device: bytes, code: str) -> list[VoucherRow]:
    """All vouchers of one code 字轨."""
    return rows(cursor, VoucherRow, "owner = ? AND code = ? ORDER BY number", device, code)


def red_numbers(cursor: Cursor, device: bytes, code: str) -> list[str]:
    """The numbers of a code that red letters stand on."""
    cursor.execute("SELECT number FROM book_red WHERE owner = ? AND code = ?", (device, code))
    return [found[0] for found in cursor.fetchall()]


def voucher(cursor: Cursor, device: bytes, code: str, number: str) -> VoucherRow | None:
    """One voucher of this device."""
    return next(iter(rows(cursor, VoucherRow, "owner = ? AND code = ? AND number = ?", device, code, number)), None)


def allowance(cursor: Cursor, device: bytes) -> AllowanceRow | None:
    """The newest allowance of this device."""
    return next(iter(rows(cursor, AllowanceRow, "device = ? ORDER BY seq DESC LIMIT 1", device)), None)


def allowance_sources(cursor: Cursor, row: AllowanceRow) -> dict[str, int]:
    """The bounds that an allowance sets for single number sources, in fen."""
    where = "device = ? AND owner = ? AND seq = ?"
    return {
        found.source: found.amount_fen
        for found in rows(cursor, AllowanceSourceRow, where, row.device, row.owner, row.seq)
    }


def issued_after(cursor: Cursor, device: bytes, seq: int) -> list[tuple[str, int, int]]:
    """For each number source: how many invoices a feed has issued behind `seq`, and their net sum in fen."""
    sql = "SELECT source, COUNT(*), SUM(net_fen) FROM book_invoice"
    sql += " WHERE owner = ? AND seq > ? AND state NOT IN ('spoiled', 'lost') GROUP BY source"
    cursor.execute(sql, (device, seq))
    return cursor.fetchall()


def contacts(cursor: Cursor, author: bytes) -> list[ContactRow]:
    """The contacts that stand in a feed, in order."""
    return rows(cursor, ContactRow, "owner = ? ORDER BY seq, part", author)


def newest_contacts(cursor: Cursor, author: bytes, most: int) -> list[ContactRow]:
    """The last contacts that stand in a feed, the newest first."""
    return rows(cursor, ContactRow, "owner = ? ORDER BY seq DESC, part DESC LIMIT ?", author, most)


def field_values(cursor: Cursor, record: str) -> dict[str, tuple[FieldRow, ...]]:
    """The values that stand in a shared record, by field."""
    return standing(rows(cursor, FieldRow, "record = ?", record), rows(cursor, SupersededRow, "record = ?", record))


def note_updates(cursor: Cursor, record: str) -> list[NoteRow]:
    """The updates of a note, of every feed that is held."""
    return rows(cursor, NoteRow, "record = ? ORDER BY owner, seq, part", record)


def note_records(cursor: Cursor, begins: str) -> list[tuple[str, int]]:
    """The notes whose names begin so, by name, each with the number of its updates."""
    sql = "SELECT record, COUNT(*) FROM book_note WHERE substr(record, 1, ?) = ? GROUP BY record ORDER BY record"
    cursor.execute(sql, (len(begins), begins))
    return cursor.fetchall()


def field_records(cursor: Cursor, begins: str) -> list[str]:
    """The shared records whose names begin so, by name."""
    sql = "SELECT DISTINCT record FROM book_field WHERE substr(record, 1, ?) = ? ORDER BY record"
    cursor.execute(sql, (len(begins), begins))
    return [found[0] for found in cursor.fetchall()]


def day(cursor: Cursor, device: bytes, on: str) -> DayRow | None:
    """One business day of this device, with what it goes on from."""
    return lineage.one_day(device, rows(cursor, DayRow, f'{OWN} AND "on" = ?', device, on))


def open_days(cursor: Cursor, device: bytes) -> list[DayRow]:
    """Business days that are not closed, the newest first."""
    found = rows(cursor, DayRow, f"{OWN} AND state = 'open'", device)
    days = [day(cursor, device, on) for on in sorted({row.on for row in found}, reverse=True)]
    return [row for row in days if row is not None and row.state == "open"]


def sold(cursor: Cursor, taxpayer: bytes, first: date, last: date) -> int:
    """What a taxpayer had invoiced from the first day to the last, gross in fen, in every feed that is held."""
    sql = 'SELECT COALESCE(SUM(gross_fen), 0) FROM book_taxpayer_day WHERE taxpayer = ? AND "on" BETWEEN ? AND ?'
    cursor.execute(sql, (taxpayer, first.isoformat(), last.isoformat()))
    return cursor.fetchone()[0]


def invoice(cursor: Cursor, device: bytes, code: str, number: str) -> InvoiceRow | None:
    """One invoice of this device."""
    found = rows(cursor, InvoiceRow, f"{OWN} AND code = ? AND number = ?", device, code, number)
    return lineage.nearest(cursor, device, found)


def invoices_of(cursor: Cursor, author: bytes, seq: int) -> list[InvoiceRow]:
    """The invoices issued by one entry, each on the form on which it stands now."""
    return rows(
        cursor,
        InvoiceRow,
        "owner = ? AND seq = ? AND state NOT IN ('spoiled', 'lost') ORDER BY code, number",
        author,
        seq,
    )


def invoices_on(cursor: Cursor, device: bytes, on: str) -> list[InvoiceRow]:
    """The invoices of one business day."""
    return rows(cursor, InvoiceRow, f'{OWN} AND "on" = ? ORDER BY seq, code, number', device, on)


def vouchers_on(cursor: Cursor, device: bytes, on: str) -> list[VoucherRow]:
    """The tax vouchers of one business day."""
    return rows(cursor, VoucherRow, f'{OWN} AND "on" = ? ORDER BY seq', device, on)


def voucher_of(cursor: Cursor, device: bytes, entry: bytes) -> VoucherRow | None:
    """The tax voucher of one entry, on the form on which it stands now."""
    where = f"{OWN} AND entry = ? AND state NOT IN ('spoiled', 'lost')"
    return next(iter(rows(cursor, VoucherRow, where, device, entry)), None)


def levies_on(cursor: Cursor, device: bytes, on: str) -> list[LevyRow]:
    """The tax lines of one business day."""
    return rows(cursor, LevyRow, f'{OWN} AND "on" = ? ORDER BY seq, part', device, on)


def payment(cursor: Cursor, device: bytes, order_no: str) -> PaymentRow | None:
    """One payment by its order number."""
    return lineage.nearest(cursor, device, rows(cursor, PaymentRow, f"{OWN} AND order_no = ?", device, order_no))


def payments_on(cursor: Cursor, device: bytes, on: str) -> list[PaymentRow]:
    """The payments of one business day, whatever became of them."""
    found = rows(cursor, PaymentRow, f'{OWN} AND "on" = ? ORDER BY order_no', device, on)
    return lineage.last_of(cursor, device, found, lambda row: row.order_no)


def payments_of(cursor: Cursor, device: bytes, seq: int) -> list[PaymentRow]:
    """The payments of one entry."""
    return rows(cursor, PaymentRow, "owner = ? AND seq = ? ORDER BY order_no", device, seq)


def unsettled(cursor: Cursor, device: bytes) -> list[PaymentRow]:
    """Payments that wait for an answer: 待支付, 待确认, and 成功 without its sale."""
    found = rows(
        cursor, PaymentRow, f"{OWN} AND state IN ('pending', 'unknown', 'succeeded') ORDER BY order_no", device
    )
    return [row for row in found if payment(cursor, device, row.order_no) == row]


def balances(cursor: Cursor, device: bytes, until: str) -> dict[str, int]:
    """What stands on each account up to and with a day, in fen."""
    sql = f'SELECT account, SUM(fen) FROM book_balance WHERE {OWN} AND "on" <= ? GROUP BY account ORDER BY account'
    cursor.execute(sql, (device, until))
    return dict(cursor.fetchall())


def numbered(cursor: Cursor, text: str) -> list[bytes]:
    """The entries of every feed that is held which issued the invoice or voucher `CODE-NUMBER`."""
    code, dash, number = text.rpartition("-")
    if not dash:
        return []
    sql = " UNION ".join(
        f"SELECT entry FROM book_{book} WHERE owner IN (SELECT author FROM feed) AND code = ?1 AND number = ?2"
        for book in ("invoice", "voucher")
    )
    cursor.execute(sql, (code, number))
    return [found[0] for found in cursor.fetchall()]


def papers_of(cursor: Cursor, seq: int) -> list[dict[str, Any]]:
    """The print jobs of one entry of this device."""
    cursor.execute("SELECT job, paper, part, copy, state, reason FROM paper WHERE seq = ? ORDER BY job", (seq,))
    names = ("job", "paper", "part", "copy", "state", "reason")
    return [dict(zip(names, found, strict=True)) for found in cursor.fetchall()]


def order_count(cursor: Cursor, device: bytes, stem: str) -> int:
    """The highest count used in order numbers that begin so."""
    sql = "SELECT MAX(order_no) FROM book_payment WHERE owner = ? AND order_no >= ? AND order_no < ?"
    cursor.execute(sql, (device, stem, stem + ":"))
    last = cursor.fetchone()[0]
    return int(last[len(stem) :]) if last else 0
