"""Lines of statements as they are asked for: which count, and each once though several files have brought it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from central.ports.day import Money
from central.ports.statement import Kind, State
from central.store.statements import NOT_WITHDRAWN
from schemas.paying import BILLED

__all__ = ["LINE", "NOT_WITHDRAWN", "PAID_CHANNELS", "money_of", "once"]

LINE = (
    "l.file, l.place, l.channel, l.day, l.at, l.terminal, l.order_no, l.reference, l.refund_no, l.kind, l.state,"
    " l.amount_fen, l.account, l.fee, l.settled_on, l.document_no, l.note, l.subject, l.level, l.same"
)
PAID_CHANNELS = "(" + ", ".join(f"'{method}'" for method in BILLED) + ")"
"""Whose bills say what customers paid."""


def money_of(row: tuple[Any, ...]) -> tuple[tuple[str, ...], Money]:
    """A row as a line, with what makes it the same line in another file."""
    file, place, channel, day, at, terminal, order_no, reference, refund_no, kind, state, amount, *more = row
    account, fee, settled_on, document_no, note, subject, level, same = more
    line = Money(
        file=file,
        row=place,
        channel=channel,
        on=day,
        at=at,
        terminal=terminal,
        order_no=order_no,
        reference=reference,
        refund_no=refund_no,
        kind=Kind(kind),
        state=State(state),
        amount_fen=amount,
        account=account,
        fee=fee,
        settled_on=settled_on,
        document_no=document_no,
        note=note,
        subject=subject,
        level=level,
    )
    return (channel, account, reference, same or refund_no, kind), line


def once(rows: Iterable[tuple[Any, ...]]) -> list[Money]:
    """Each line once: a file that knows how a refund ended before one that did not, then by file and place."""
    best: dict[tuple[str, ...], Money] = {}
    for key, line in (money_of(row) for row in rows):
        held = best.get(key)
        if held is None or _rank(line) < _rank(held):
            best[key] = line
    return sorted(best.values(), key=lambda line: (line.file, line.row))


def _rank(line: Money) -> tuple[bool, bytes, int]:
    return line.state is State.PENDING, line.file, line.row
