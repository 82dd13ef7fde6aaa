"""A recovered day against its closing slip 日结凭条: complete, or what is missing by its places and its money."""

from __future__ import annotations

from typing import Any

from schemas.apply import Cursor
from schemas.entry import claim
from schemas.failures import BadInput
from schemas.keep import Feeds
from station.ledger import queries
from station.ledger.ledger import Ledger

COMPLETE, MISSING, OTHER = "complete", "missing", "other"
"""Held to the slip's last entry; shorter than it; as long, but another entry stands there."""
_REST = "other"
"""Methods that the slip's code had no room for, taken together."""


def against_slip(ledger: Ledger, cursor: Cursor, slip: str) -> dict[str, Any]:
    """What the slip proves of the feed that it speaks of; BadInput `claim.*` for another text.

    `missing` entries lie between the places `from` and `to`; `takings` and `acts` put the slip's figures beside those held.
    """
    closing = claim.verify(slip, ledger.standing.issuer).claim
    if not isinstance(closing, claim.ClosingClaim):
        raise BadInput("claim.shape", reason="not a closing slip")
    feeds = Feeds(cursor)
    heads, held = feeds.heads(feeds.stretches(closing.feed)), feeds.where(closing.head)
    last = max((head.seq for head in heads.values()), default=0)
    complete = held is not None and held[1] == closing.seq
    verdict = COMPLETE if complete else MISSING if last < closing.seq else OTHER
    gap = {"from": last + 1, "to": closing.seq} if verdict == MISSING else {"from": None, "to": None}
    on = closing.on.isoformat()
    day = queries.day(cursor, closing.feed, on)
    return {
        "feed": closing.feed.hex(),
        "on": on,
        "last": closing.seq,
        "complete": complete,
        "verdict": verdict,
        "missing": max(0, closing.seq - last),
        **gap,
        "acts": [closing.count, day.acts if day else 0],
        "takings": _takings(closing.takings, _held(cursor, closing.feed, on)),
    }


def _held(cursor: Cursor, feed: bytes, on: str) -> dict[str, int]:
    """What was taken on the day by method, as the rows have it; money paid back the same day does not count."""
    sums: dict[str, int] = {}
    for row in queries.payments_on(cursor, feed, on):
        if row.state == "taken" or (row.state == "reversed" and row.reversed_on != on):
            sums[row.method] = sums.get(row.method, 0) + row.amount_fen
    return sums


def _takings(said: dict[str, int], held: dict[str, int]) -> dict[str, list[int]]:
    """Method → 分 by the slip and 分 held, for every method that either names."""
    named = {method for method in said if method != _REST}
    rest = sum(fen for method, fen in held.items() if method not in named)
    pairs = {method: [said[method], held.get(method, 0)] for method in sorted(named)}
    if _REST in said or rest:
        pairs[_REST] = [said.get(_REST, 0), rest]
    return pairs
