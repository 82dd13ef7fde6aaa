"""日结单: what came in by method, which taxes, which vouchers and invoices, the drawer, and whether it all agrees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.books.invoices import InvoiceRow
from schemas.books.reports.report import Section, section
from schemas.books.reports.source import Source
from schemas.sheets import Cell

OPEN = ("pending", "unknown", "succeeded")


def day_sheet(source: Source) -> tuple[Section, ...]:
    """The sections of the day sheet."""
    return (
        section("receipts", _RECEIPTS, _receipts(source)),
        section("taxes", _TAXES, _taxes(source)),
        section("vouchers", _VOUCHERS, _vouchers(source)),
        section("invoices", _INVOICES, _invoices(source)),
        section("drawer", _DRAWER, _drawer(source)),
        section("pieces", ("denomination_fen", "pieces_count", "amount_fen"), _pieces(source)),
        section("balance", _BALANCE, (_balance(source),)),
        section(
            "supplements",
            ("on", "note", "difference_fen"),
            ((r.on, r.note, r.difference_fen) for r in source.supplements),
        ),
    )


_RECEIPTS = (
    "method",
    "receipts_count",
    "due_fen",
    "reversed_count",
    "reversed_fen",
    "open_count",
    "open_fen",
    "received_fen",
)
_TAXES = ("tax", "levy_item", "lines_count", "base_fen", "before_fen", "relief_fen", "paid_fen", "late_fee_fen")
_VOUCHERS = ("voucher", "code", "first_number", "last_number", "all_count", "issued_count", "voided_count", "total_fen")
_INVOICES = (
    "kind", "code", "first_number", "last_number", "blue_count", "voided_count", "red_count", "spoiled_count", "net_fen", "vat_fen", "gross_fen",
)  # fmt: skip
_DRAWER = (
    "drawer_before_fen",
    "cash_in_fen",
    "deposited_fen",
    "books_fen",
    "counted_fen",
    "difference_fen",
    "slips",
    "bags",
    "seals",
)
_BALANCE = (
    "received_fen",
    "vouchers_fen",
    "taxes_fen",
    "agrees",
    "exempt_count",
    "exempt_fen",
    "last_seq",
    "unsent",
    "late",
)


def _receipts(source: Source) -> Iterable[Sequence[Cell]]:
    for method in sorted({row.method for row in source.payments}):
        rows = [row for row in source.payments if row.method == method]
        taken = [row.amount_fen for row in rows if row.state in ("taken", "reversed")]
        back = [row.amount_fen for row in rows if row.state == "reversed"]
        waits = [row.amount_fen for row in rows if row.state in OPEN]
        sums = (len(taken), sum(taken), len(back), sum(back), len(waits), sum(waits))
        yield (method, *sums, sum(taken) - sum(back))


def _taxes(source: Source) -> Iterable[Sequence[Cell]]:
    stood = [row for row in source.levies if row.state == "collected"]
    for tax, item in sorted({(row.tax, row.levy_item) for row in stood}):
        rows = [row for row in stood if (row.tax, row.levy_item) == (tax, item)]
        sums = (
            sum(getattr(row, name) for row in rows)
            for name in ("base_fen", "before_fen", "relief_fen", "due_fen", "late_fee_fen")
        )
        yield (tax, item, len(rows), *sums)


def _vouchers(source: Source) -> Iterable[Sequence[Cell]]:
    for voucher, code in sorted({(row.voucher, row.code) for row in source.vouchers}):
        rows = [row for row in source.vouchers if (row.voucher, row.code) == (voucher, code)]
        numbers = [row.number for row in rows]
        issued = [row.total_fen for row in rows if row.state == "issued"]
        counts = (len(rows), len(issued), len(rows) - len(issued))
        yield (voucher, code, min(numbers), max(numbers), *counts, sum(issued))


def _invoices(source: Source) -> Iterable[Sequence[Cell]]:
    for code in sorted({row.code for row in (*source.invoices, *source.reds)}):
        rows = [row for row in source.invoices if row.code == code]
        reds = [row for row in source.reds if row.code == code]
        numbers = [row.number for row in (*rows, *reds)]
        stood = [row for row in rows if row.state == "issued"]
        counts = (len(stood), _in(rows, "voided"), len(reds), _in(rows, "spoiled"))
        net = sum(row.net_fen for row in stood) - sum(row.net_fen for row in reds)
        vat = sum(row.vat_fen for row in stood) - sum(row.vat_fen for row in reds)
        yield ("ordinary", code, min(numbers), max(numbers), *counts, net, vat, net + vat)


def _in(rows: Iterable[InvoiceRow], state: str) -> int:
    return sum(row.state == state for row in rows)


def _drawer(source: Source) -> Iterable[Sequence[Cell]]:
    day = next((day for day in source.days if day.on == source.last), None)
    counted = sum(value * pieces for value, pieces in source.counted) if source.counted else None
    books = day.cash_fen if day and day.cash_fen is not None else source.drawer_fen
    papers = (", ".join(getattr(row, name) for row in source.deposits) for name in ("slip_no", "bag_no", "seal_no"))
    deposited = sum(row.amount_fen for row in source.deposits)
    found = day.difference_fen if day else None
    yield (source.drawer_before_fen, source.cash_in_fen, deposited, books, counted, found, *papers)


def _pieces(source: Source) -> Iterable[Sequence[Cell]]:
    return ((value, pieces, value * pieces) for value, pieces in source.counted)


def _balance(source: Source) -> Sequence[Cell]:
    net = sum(row.amount_fen for row in source.payments if row.state == "taken")
    vouchers = sum(row.total_fen for row in source.vouchers if row.state == "issued")
    taxes = sum(row.due_fen + row.late_fee_fen for row in source.levies if row.state == "collected")
    exempt = [row.net_fen for row in source.invoices if row.exempt is not None and row.state == "issued"]
    agrees = "yes" if net == vouchers == taxes else "no"
    late = sum(day.late for day in source.days)
    return (net, vouchers, taxes, agrees, len(exempt), sum(exempt), source.last_seq, source.unsent, late)
