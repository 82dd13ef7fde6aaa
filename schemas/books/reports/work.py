"""发票领用存月报, 对账差异清单, 窗口业务量统计: stock, open differences, work done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schemas.books.reports.day import OPEN
from schemas.books.reports.report import Section, section
from schemas.books.reports.source import Source
from schemas.sheets import Cell

_STOCK = (
    "kind", "code", "opening_count", "received_count", "returned_count", "blue_count", "voided_count", "red_count", "spoiled_count",
    "lost_count", "closing_count", "closing_first", "closing_last",
)  # fmt: skip
_DIFFERENCES = (
    "number",
    "found_on",
    "site",
    "on",
    "class",
    "seq",
    "voucher_number",
    "method",
    "order_no",
    "books_fen",
    "other_fen",
    "difference_fen",
    "cause",
)
_VOLUME = (
    "on", "clerk", "accepted_count", "taxed_count", "exempt_count", "invoices_count", "gross_fen", "taxes_fen", "collections_count",
    "refused_count", "voided_count", "red_count", "reprints_count", "cash_share",
)  # fmt: skip
_ROOM = (
    "on",
    "numbers_count",
    "served_count",
    "given_up_count",
    "mean_wait",
    "longest_wait",
    "mean_service",
    "overtime_count",
)


def invoice_stock(source: Source) -> tuple[Section, ...]:
    """Counts as in the tax-control report, for invoices and, in the same shape, for vouchers."""
    return (
        section("invoice_stock", _STOCK, _stock(source, "invoice")),
        section("voucher_stock", _STOCK, _stock(source, "voucher")),
    )


def _stock(source: Source, stock: str) -> Iterable[Sequence[Cell]]:
    blocks = [block for block in source.blocks if block.stock == stock]
    for code in sorted({block.code for block in blocks}):
        mine = [block for block in blocks if block.code == code]
        received = sum(block.last - block.first + 1 for block in mine)
        used = [row for row in (source.invoices if stock == "invoice" else source.vouchers) if row.code == code]
        red = sum(row.code == code for row in source.reds) if stock == "invoice" else 0
        gone = {
            how: sum(a.last - a.first + 1 for a in source.asides if (a.stock, a.code, a.how) == (stock, code, how))
            for how in ("returned", "lost", "spoiled")
        }
        spoiled = gone["spoiled"] + sum(row.state == "spoiled" for row in used)
        counts = (sum(row.state == "issued" for row in used), sum(row.state == "voided" for row in used))
        before = _used_before(source, stock, code)
        closing = received - before - len(used) - red - sum(gone.values())
        left = next((block for block in mine if source.in_order_drawn.get(block.block, 0) < block.last), None)
        first = f"{max(left.first, source.in_order_drawn.get(left.block, 0) + 1):0{left.width}d}" if left else None
        last = f"{mine[-1].last:0{mine[-1].width}d}" if left else None
        opening = received - before
        yield (stock, code, opening, 0, gone["returned"], *counts, red, spoiled, gone["lost"], closing, first, last)


def _used_before(source: Source, stock: str, code: str) -> int:
    earlier = source.before
    if earlier is None:
        return 0
    rows = (*earlier.invoices, *earlier.reds) if stock == "invoice" else earlier.vouchers
    gone = sum(a.last - a.first + 1 for a in earlier.asides if (a.stock, a.code) == (stock, code))
    return sum(row.code == code for row in rows) + gone


def differences(source: Source) -> tuple[Section, ...]:
    """What this site knows to differ: payments without an end, drawers over and short, what came after a close."""
    return (section("differences", _DIFFERENCES, _differences(source)),)


def _differences(source: Source) -> Iterable[Sequence[Cell]]:
    site, number = source.profile["site"], 0
    for row in source.payments:
        if row.state in OPEN:
            number += 1
            kind = "paid_not_issued" if row.state == "succeeded" else "unconfirmed"
            yield (number, row.on, site, row.on, kind, row.seq, None, row.method, row.order_no, 0, None, None, None)
    for day in source.days:
        if day.difference_fen:
            number += 1
            kind = "shortage" if day.difference_fen < 0 else "overage"
            other = (day.cash_fen or 0) + day.difference_fen
            yield (
                number,
                day.on,
                site,
                day.on,
                kind,
                day.closed_seq,
                None,
                "cash",
                None,
                day.cash_fen,
                other,
                day.difference_fen,
                None,
            )
        if day.late:
            number += 1
            yield (number, day.on, site, day.on, "late", None, None, None, None, None, None, None, str(day.late))


def volume(source: Source) -> tuple[Section, ...]:
    """The work of each clerk on each day; where numbers were taken, the room of each day as well."""
    keys = {(row.on, row.clerk) for row in source.invoices}
    keys |= {(row.on, source.clerk_of.get(row.seq)) for row in source.levies}
    keys |= {(row.on, row.clerk) for row in source.refusals}
    ordered = sorted(keys, key=lambda key: (key[0], source.clerks.get(key[1], "")))
    lines = (_volume(source, on, clerk, place == 0) for place, (on, clerk) in enumerate(ordered))
    room = [section("room", _ROOM, ([line[name] for name in _ROOM] for line in source.room))] if source.room else []
    return (section("volume", _VOLUME, lines), *room)


def _volume(source: Source, on: str, clerk: bytes | None, is_first: bool) -> Sequence[Cell]:
    issued = [row for row in source.invoices if (row.on, row.clerk) == (on, clerk) and row.state != "spoiled"]
    sales = {row.seq for row in issued}
    exempt = {row.seq for row in issued if row.exempt is not None}
    mine = [row for row in source.levies if row.on == on and source.clerk_of.get(row.seq) == clerk]
    collections = {row.seq for row in mine} - sales
    refused = sum((row.on, row.clerk) == (on, clerk) for row in source.refusals)
    paid = [row for row in source.payments if row.seq in sales | collections and row.state == "taken"]
    cash = sum(row.method == "cash" for row in paid)
    return (
        on, source.clerks.get(clerk, ""), len(sales) + len(collections), len(sales - exempt), len(exempt), len(issued),
        sum(row.net_fen + row.vat_fen for row in issued if row.state == "issued"),
        sum(row.due_fen + row.late_fee_fen for row in mine if row.state == "collected"), len(collections), refused,
        sum(row.state == "voided" for row in issued), sum((row.on, row.clerk) == (on, clerk) for row in source.reds),
        source.reprints if is_first else 0, f"{cash * 100 // len(paid)}%" if paid else None,
    )  # fmt: skip
