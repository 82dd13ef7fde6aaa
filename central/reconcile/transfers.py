"""Transfers 转账 ↔ bank lines: what a customer sent to the account, and what went back from it. Pure.

A line belongs to a payment when it bears our order number, or the number that the counter wrote down from the customer's
receipt; never by an amount alone, since a channel's settlement or a deposit may be as large.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from typing import TypeAlias

from central.ports.day import Money, Payment

METHOD = "transfer"
BEFORE_DAYS, WITHIN_DAYS = 5, 31
"""How long before its payment was booked, or behind it, a line may stand: a number is used again after years."""
Lines: TypeAlias = dict[tuple[bytes, str], tuple[tuple[Money, ...], str]]
"""A payment's lines and by what they were found, by feed and order number."""


def transfer_lines(
    payments: Iterable[Payment], bank: Iterable[Money], used: Collection[tuple[bytes, int]] = ()
) -> Lines:
    """The bank's lines of every transfer; a line is given out once, and none that is `used` (file and row) for a deposit."""
    bearing: dict[str, list[Money]] = defaultdict(list)
    for line in bank:
        if (line.file, line.row) not in used:
            for number in {line.order_no, line.reference, line.document_no, *line.note.split()} - {""}:
                bearing[number].append(line)
    found: Lines = {}
    given: set[tuple[bytes, int]] = set()
    for payment in payments:
        for number, basis in ((payment.order_no, "order"), (payment.reference, "reference")):
            lines = [line for line in bearing.get(number, ()) if _fits(payment, line, given)]
            if payment.method == METHOD and number and lines:
                given.update((line.file, line.row) for line in lines)
                found[payment.feed, payment.order_no] = (tuple(lines), basis)
                break
    return found


def transfers_covered(covered: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """The days of transfers for which the bank has spoken: its own day and the next."""
    days = {day for channel, day in covered if channel == "bank"}
    return frozenset((METHOD, day) for day in days if _after(day, 1) in days)


def _fits(payment: Payment, line: Money, given: Collection[tuple[bytes, int]]) -> bool:
    last = max(payment.on, payment.reversed_on)
    near = _after(payment.on, -BEFORE_DAYS) <= line.on <= _after(last, WITHIN_DAYS)
    return near and (line.file, line.row) not in given


def _after(on: str, days: int) -> str:
    return (date.fromisoformat(on) + timedelta(days=days)).isoformat()
