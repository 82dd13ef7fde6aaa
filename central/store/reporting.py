"""The rows of one feed's days, as the reports 报表 look at them; the same folds make the site's own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from central.store.cash import Ask
from schemas.books import (
    AsideRow,
    ClerkRow,
    DayRow,
    DepositRow,
    InvoiceRow,
    LevyRow,
    NumbersRow,
    PaymentRow,
    RedRow,
    RefundRow,
    RefusalRow,
    SupplementRow,
    VoucherRow,
)
from schemas.books.reports import Source
from schemas.books.shelf import AnyRow
from schemas.books.staged import columns

_CASH = """SELECT coalesce(sum(CASE WHEN fen > 0 THEN fen ELSE 0 END), 0), coalesce(sum(CASE WHEN fen < 0 THEN -fen ELSE 0 END), 0)
 FROM (SELECT sum(fen) AS fen FROM book_balance WHERE owner = ? AND "on" BETWEEN ? AND ?
 AND account IN ('money/cash', 'float/site') GROUP BY "on") t"""
_DRAWER = """SELECT coalesce(sum(fen), 0) FROM book_balance WHERE owner = ? AND account IN ('money/cash', 'float/site')
 AND "on" <= ?"""


def source_of(ask: Ask, feed: bytes, profile: Mapping[str, Any], first: str, last: str) -> Source:
    """All that a report of a feed's days may look at at the centre; nobody's name stands in it."""
    cash_in, cash_out = ask(_CASH, feed, first, last)[0]
    head = ask("SELECT last FROM book_feed WHERE author = ?", feed)
    return Source(
        profile=profile,
        first=first,
        last=last,
        **_rows(ask, feed, first, last),
        days=_between(ask, DayRow, feed, first, last),
        supplements=_between(ask, SupplementRow, feed, first, last),
        refusals=_between(ask, RefusalRow, feed, first, last),
        blocks=[
            NumbersRow(*row) for row in ask(f"SELECT {_names(NumbersRow)} FROM book_numbers WHERE device = ?", feed)
        ],
        before=Source(profile=profile, first="", last=first, **_rows(ask, feed, "", _before(first))),
        cash_in_fen=int(cash_in),
        cash_out_fen=int(cash_out),
        drawer_fen=int(ask(_DRAWER, feed, last)[0][0]),
        drawer_before_fen=int(ask(_DRAWER, feed, _before(first))[0][0]),
        last_seq=head[0][0] if head else 0,
        clerks={row.ckey: row.name for row in _of(ask, ClerkRow, feed)},
    )


def _rows(ask: Ask, feed: bytes, first: str, last: str) -> dict[str, Any]:
    return {
        "payments": _between(ask, PaymentRow, feed, first, last),
        "levies": _between(ask, LevyRow, feed, first, last),
        "vouchers": _between(ask, VoucherRow, feed, first, last),
        "invoices": _between(ask, InvoiceRow, feed, first, last),
        "reds": _between(ask, RedRow, feed, first, last),
        "refunds": _between(ask, RefundRow, feed, first, last),
        "deposits": _between(ask, DepositRow, feed, first, last),
        "asides": _between(ask, AsideRow, feed, first, last),
    }


def _between(ask: Ask, book: type[AnyRow], feed: bytes, first: str, last: str) -> list[AnyRow]:
    order = ", ".join(f'"{name}"' for name in book.KEY)
    sql = f'SELECT {_names(book)} FROM book_{book.BOOK} WHERE owner = ? AND "on" BETWEEN ? AND ? ORDER BY {order}'
    return [book(*row) for row in ask(sql, feed, first, last)]


def _of(ask: Ask, book: type[AnyRow], feed: bytes) -> list[AnyRow]:
    return [book(*row) for row in ask(f"SELECT {_names(book)} FROM book_{book.BOOK} WHERE owner = ?", feed)]


def _names(book: type[AnyRow]) -> str:
    return ", ".join(f'"{name}"' for name in columns(book))


def _before(first: str) -> str:
    return (date.fromisoformat(first) - timedelta(days=1)).isoformat()
