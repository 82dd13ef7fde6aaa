"""The day sheet 日结单 as data: three sums that must be equal, and what stands behind them."""

from __future__ import annotations

from typing import Any

from schemas.apply import Cursor
from schemas.books import DayRow, InvoiceRow, LevyRow, PaymentRow, VoucherRow
from schemas.entry.clock import wall_of
from schemas.entry.kinds import facts_of
from schemas.facts import DayClosed
from schemas.instants import in_china, iso
from schemas.keep import Feeds
from station.ledger import lineage, queries
from station.ledger.ledger import Ledger
from station.office import viewing


def today(wall_ms: int) -> str:
    """The calendar day in China's one zone."""
    return in_china(wall_ms).date().isoformat()


def day_report(ledger: Ledger, cursor: Cursor, on: str) -> dict[str, Any]:
    """The day sheet of one business day of this device."""
    me = ledger.author
    view = viewing.day_view(ledger, cursor, on)
    invoices, vouchers = queries.invoices_on(cursor, me, on), queries.vouchers_on(cursor, me, on)
    payments = queries.payments_on(cursor, me, on)
    head = lineage.own_head(cursor, me)
    net = sum(view.totals.values())
    return {
        "on": on,
        "site": ledger.profile["site"],
        "name": ledger.profile["name"],
        "state": view.day.state if view.day else "untouched",
        "acts": view.day.acts if view.day else 0,
        "late": view.day.late if view.day else 0,
        "float_fen": view.day.float_fen if view.day else 0,
        "difference_fen": view.day.difference_fen if view.day else None,
        "drawer_fen": view.drawer_fen,
        "equal": net == view.vouchers_fen == view.taxes_fen,
        "received_fen": net,
        "vouchers_fen": view.vouchers_fen,
        "taxes_fen": view.taxes_fen,
        "by_method": _by_method(payments),
        "by_tax": _by_tax(queries.levies_on(cursor, me, on)),
        "invoices": _ranges(invoices),
        "vouchers": _ranges(vouchers),
        "issued": [_invoice(row) for row in invoices],
        "exempt": {
            "count": sum(row.exempt is not None and row.state == "issued" for row in invoices),
            "net_fen": sum(row.net_fen for row in invoices if row.exempt is not None and row.state == "issued"),
        },
        "hours": _hours(cursor, invoices),
        "unsettled": [payment_plain(row) for row in view.unsettled],
        **_close(cursor, view.day),
        "feed": me.hex(),
        "last": head.seq,
        "head": head.id.hex(),
    }


def _close(cursor: Cursor, day: DayRow | None) -> dict[str, Any]:
    """What was counted and said when the day was closed."""
    if day is None or day.closed_seq is None:
        return {"counted": None, "note": "", "closed_at": None, "close_entry": None}
    entry = Feeds(cursor).at(day.owner, day.closed_seq)
    assert entry is not None, "a row's entry is held"
    fact = next(fact for fact in facts_of(entry.body) if isinstance(fact, DayClosed))
    return {
        "counted": fact.counted,
        "note": fact.note,
        "closed_at": iso(wall_of(entry.hlc)),
        "close_entry": entry.id.hex(),
    }


def payment_plain(row: PaymentRow) -> dict[str, Any]:
    """One payment as data."""
    return {
        "order_no": row.order_no,
        "on": row.on,
        "method": row.method,
        "amount_fen": row.amount_fen,
        "state": row.state,
        "reference": row.reference,
    }


def _by_method(payments: list[PaymentRow]) -> list[dict[str, Any]]:
    lines: dict[str, dict[str, Any]] = {}
    for row in payments:
        line = lines.setdefault(
            row.method,
            {
                "method": row.method,
                "count": 0,
                "fen": 0,
                "reversed_count": 0,
                "reversed_fen": 0,
                "open_count": 0,
                "open_fen": 0,
            },
        )
        kind = {"taken": ("count", "fen"), "reversed": ("reversed_count", "reversed_fen")}.get(
            row.state, ("open_count", "open_fen") if row.state in ("pending", "unknown", "succeeded") else None
        )
        if kind:
            line[kind[0]] += 1
            line[kind[1]] += row.amount_fen
    return [lines[method] for method in sorted(lines)]


def _by_tax(levies: list[LevyRow]) -> list[dict[str, Any]]:
    lines: dict[tuple[str, str], dict[str, Any]] = {}
    for row in levies:
        if row.state != "collected":
            continue
        line = lines.setdefault(
            (row.tax, row.levy_item),
            {
                "tax": row.tax,
                "levy_item": row.levy_item,
                "count": 0,
                "base_fen": 0,
                "before_fen": 0,
                "relief_fen": 0,
                "due_fen": 0,
                "late_fee_fen": 0,
            },
        )
        line["count"] += 1
        for name in ("base_fen", "before_fen", "relief_fen", "due_fen", "late_fee_fen"):
            line[name] += getattr(row, name)
    return [lines[key] for key in sorted(lines)]


def _ranges(rows: list[InvoiceRow] | list[VoucherRow]) -> list[dict[str, Any]]:
    """By code: first and last number, how many issued, voided, spoiled and lost, and the sum of those issued."""
    lines: dict[str, dict[str, Any]] = {}
    for row in rows:
        line = lines.setdefault(
            row.code,
            {
                "code": row.code,
                "first": row.number,
                "last": row.number,
                "issued": 0,
                "voided": 0,
                "spoiled": 0,
                "lost": 0,
                "fen": 0,
            },
        )
        line["first"], line["last"] = min(line["first"], row.number), max(line["last"], row.number)
        line[row.state] += 1
        if row.state == "issued":
            line["fen"] += row.total_fen if isinstance(row, VoucherRow) else row.net_fen + row.vat_fen
    return [lines[code] for code in sorted(lines)]


def _invoice(row: InvoiceRow) -> dict[str, Any]:
    return {
        "entry": row.entry.hex(),
        "code": row.code,
        "number": row.number,
        "net_fen": row.net_fen,
        "vat_fen": row.vat_fen,
        "total_fen": row.net_fen + row.vat_fen,
        "exempt": row.exempt,
        "state": row.state,
    }


def _hours(cursor: Cursor, invoices: list[InvoiceRow]) -> list[dict[str, int]]:
    """Sales by hour of the day, by each entry's own clock."""
    feeds, counts = Feeds(cursor), dict[int, int]()
    for owner, seq in {(row.owner, row.seq) for row in invoices}:
        entry = feeds.at(owner, seq)
        if entry is not None:
            hour = in_china(wall_of(entry.hlc)).hour
            counts[hour] = counts.get(hour, 0) + 1
    return [{"hour": hour, "count": counts[hour]} for hour in sorted(counts)]
