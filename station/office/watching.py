"""What the site keeps an eye on: how far its offline allowance 离线额度 reaches."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from schemas.apply import Cursor
from schemas.entry import envelope
from schemas.entry.admit import EMPTY
from schemas.entry.clock import wall_of
from schemas.keep import Feeds
from station.counter.allowances import HOUR_MS, Allowance, Spent, grade
from station.ledger import queries
from station.ledger.ledger import Ledger
from station.ledger.peers import frontier_of


def allowance(ledger: Ledger, cursor: Cursor) -> Allowance:
    """What this device may still issue alone: the newest grant, and what stands behind the centre's frontier."""
    granted = queries.allowance(cursor, ledger.author)
    if granted is None:
        return Allowance()
    held = frontier_of(cursor, ledger.standing.authority).get(ledger.author, EMPTY).seq
    issued = queries.issued_after(cursor, ledger.author, held)
    spent = Spent(
        by_source={source: net_fen for source, _, net_fen in issued},
        count=sum(count for _, count, _ in issued),
        waiting_ms=_waiting_ms(ledger, cursor, held),
    )
    return Allowance(granted=granted, sources=queries.allowance_sources(cursor, granted), spent=spent)


def allowance_plain(standing: Allowance) -> dict[str, Any] | None:
    """The allowance as plain data: granted, spent, and the grade at which the clerk is told."""
    granted, spent = standing.granted, standing.spent
    if granted is None:
        return None
    return {
        "amount_fen": granted.amount_fen,
        "count": granted.count,
        "hours": granted.hours,
        "sources": dict(standing.sources),
        "spent": {
            "amount_fen": spent.amount_fen,
            "count": spent.count,
            "hours": spent.waiting_ms // HOUR_MS,
            "sources": dict(spent.by_source),
        },
        "grade": grade(standing),
    }


def _waiting_ms(ledger: Ledger, cursor: Cursor, held: int) -> int:
    """How long the oldest entry that the centre lacks has waited, by the logical clock."""
    oldest = Feeds(cursor).raw(ledger.author, held, 1)
    return max(0, wall_of(ledger.journal.reading()) - wall_of(_hlc_of(oldest[0]))) if oldest else 0


@lru_cache(maxsize=64)
def _hlc_of(data: bytes) -> int:
    """The oldest entry stays the same from sale to sale: it is read once."""
    return envelope.read(data).hlc
