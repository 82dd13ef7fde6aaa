"""Which business days new entries and statement files may have changed: those are reconciled again, no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from central.store.cash import WINDOW_DAYS, Ask
from schemas.entry.kinds import facts_of
from schemas.facts import AgreementSet, CashDeposited, StatementImported, StatementWithdrawn
from schemas.keep import Feeds

_SPOKEN = "SELECT channel, day FROM statement_day WHERE file = ?"
_PAID = """SELECT DISTINCT p."on" FROM statement_line l JOIN book_payment p ON p.order_no = l.order_no
 WHERE l.file = ? AND l.order_no <> '' """
_PAYMENT = 'SELECT "on" FROM book_payment WHERE owner = ? AND order_no = ?'
_VOUCHER = 'SELECT "on" FROM book_voucher WHERE owner = ? AND code = ? AND number = ?'
_DEPOSITED = 'SELECT max("on") FROM book_deposit WHERE owner = ? AND seq < ?'


def recent_days(today: str, days: int = WINDOW_DAYS) -> frozenset[str]:
    """A day and those before it, as far back as a deposit may lie that still bears cash."""
    return frozenset(_between(_after(today, -days), today))


def touched_days(ask: Ask, feeds: Feeds, since: Mapping[bytes, int], today: str) -> frozenset[str]:
    """The days that the entries behind `since` (feed → last seq looked at) may have changed; days long past or to come are none."""
    found: set[str] = set()
    for author, head in feeds.heads().items():
        after = since.get(author, 0)
        while after < head.seq and (run := feeds.read(author, after, 1_000)):
            after = run[-1].seq
            for entry in run:
                for fact in facts_of(entry.body):
                    found.update(_of_fact(ask, author, entry.seq, fact, today))
    return frozenset(day for day in found if _is_day(day) and _after(today, -400) <= day <= today)


def _of_fact(ask: Ask, author: bytes, seq: int, fact: Any, today: str) -> Iterator[str]:
    """The fact's own day, and the day of the payment or voucher that it names."""
    if isinstance(fact, (StatementImported, StatementWithdrawn)):
        yield from _of_file(ask, fact.file)
    elif isinstance(fact, AgreementSet):
        yield from recent_days(today)
    on = getattr(fact, "on", None)
    if isinstance(on, str):
        yield on
    if isinstance(fact, CashDeposited):
        yield from _of_deposit(ask, author, seq, fact.on)
    order_no = getattr(fact, "order_no", None)
    if _plain(order_no):
        yield from (row[0] for row in ask(_PAYMENT, author, order_no))
    code, number = getattr(fact, "code", None), getattr(fact, "number", None)
    if _plain(code) and _plain(number):
        yield from (row[0] for row in ask(_VOUCHER, author, code, number))


def _of_file(ask: Ask, file: bytes) -> Iterator[str]:
    """The days that a file speaks for, those of the payments that it names; behind a bank's day the cash of long before."""
    for channel, day in ask(_SPOKEN, file):
        yield day
        if channel == "bank":
            yield from _between(_after(day, -WINDOW_DAYS), day)
    yield from (row[0] for row in ask(_PAID, file))


def _of_deposit(ask: Ask, author: bytes, seq: int, on: str) -> Iterator[str]:
    """A deposit bears the cash since the one before it."""
    if _is_day(on):
        before = ask(_DEPOSITED, author, seq)[0][0]
        yield from _between(max(before or "", _after(on, -WINDOW_DAYS)), on)


def _plain(value: object) -> bool:
    """A text that a table may hold."""
    return isinstance(value, str) and "\0" not in value


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _between(first: str, last: str) -> Iterator[str]:
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    return ((start + timedelta(days=place)).isoformat() for place in range((end - start).days + 1))


def _after(on: str, days: int) -> str:
    return (date.fromisoformat(on) + timedelta(days=days)).isoformat()
