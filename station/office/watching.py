"""What the site keeps an eye on: how far its offline allowance 离线额度 reaches, and whom it has heard 联络记录."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from schemas.apply import Cursor
from schemas.books.contacts import ContactRow, Seen, interval
from schemas.entry import envelope
from schemas.entry.admit import EMPTY
from schemas.entry.clock import wall_of
from schemas.entry.envelope import Entry
from schemas.exchange.messages import Frontier
from schemas.facts import ContactNoted
from schemas.instants import iso
from schemas.keep import Feeds
from station.counter.allowances import HOUR_MS, Allowance, Spent, grade
from station.ledger import queries
from station.ledger.ledger import Ledger
from station.ledger.peers import frontier_of, frontiers
from station.office import lending

APART_MS = 10 * 60_000
"""A peer is noted at most once in this time."""
_NOTES = 64
"""How many of the last notes are looked through: more than all peers leave in that time."""
_LAST_MS = 253_402_300_799_999
"""The end of the year 9999."""


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
    lent, taken = lending.debits(ledger, cursor, granted), lending.borrowed(ledger, cursor, held)
    return Allowance(
        granted=granted,
        sources=queries.allowance_sources(cursor, granted),
        spent=spent,
        lent_fen=sum(row.amount_fen for row in lent),
        lent_count=sum(row.count for row in lent),
        borrowed_fen=sum(row.amount_fen for row in taken),
        borrowed_count=sum(row.count for row in taken),
    )


def allowance_plain(standing: Allowance) -> dict[str, Any] | None:
    """The allowance as plain data: what may be out in all, what was lent and borrowed, spent, and the grade for the clerk."""
    granted, spent = standing.granted, standing.spent
    if granted is None:
        return None
    return {
        "amount_fen": standing.amount_fen,
        "count": standing.count,
        "hours": granted.hours,
        "sources": dict(standing.sources),
        "spent": {
            "amount_fen": spent.amount_fen,
            "count": spent.count,
            "hours": spent.waiting_ms // HOUR_MS,
            "sources": dict(spent.by_source),
        },
        "lent": {"amount_fen": standing.lent_fen, "count": standing.lent_count},
        "borrowed": {"amount_fen": standing.borrowed_fen, "count": standing.borrowed_count},
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


def due_contacts(ledger: Ledger, cursor: Cursor) -> tuple[ContactNoted, ...]:
    """The contacts that the next entry carries: what each peer signed since it was noted, once in ten minutes."""
    last: dict[bytes, ContactRow] = {}
    for row in queries.newest_contacts(cursor, ledger.author, _NOTES):
        last.setdefault(row.peer, row)
    return tuple(
        _contact(ledger, cursor, frontier, digest, heard_ms)
        for frontier, digest, heard_ms in frontiers(cursor)
        if _is_due(last.get(frontier.source), frontier, digest, heard_ms)
    )


def centre_contact(ledger: Ledger, cursor: Cursor) -> tuple[ContactNoted, ...]:
    """The centre's newest frontier, noted although one was noted a moment ago: a loan stands on it."""
    return tuple(
        _contact(ledger, cursor, frontier, digest, heard_ms)
        for frontier, digest, heard_ms in frontiers(cursor)
        if frontier.source == ledger.standing.authority
    )


def _is_due(last: ContactRow | None, frontier: Frontier, digest: bytes, heard_ms: int) -> bool:
    """By either clock: one of the two may stand wrong."""
    if last is None:
        return True
    apart = max(abs(heard_ms - last.heard_ms), wall_of(frontier.hlc) - last.peer_ms)
    return last.frontier != digest and apart >= APART_MS


def _contact(ledger: Ledger, cursor: Cursor, frontier: Frontier, digest: bytes, heard_ms: int) -> ContactNoted:
    return ContactNoted(
        peer=frontier.source,
        frontier=digest,
        hlc=frontier.hlc,
        held=_covered(cursor, frontier, ledger.author),
        heard_ms=heard_ms,
    )


def _covered(cursor: Cursor, frontier: Frontier, author: bytes) -> int:
    """How far a frontier covers a feed as it is held here; 0 when it speaks of another branch, or of nothing."""
    head = (frontier.feeds or {}).get(author, EMPTY)
    return head.seq if Feeds(cursor).id_at(author, head.seq) == head.id else 0


def interval_plain(cursor: Cursor, entry: Entry) -> dict[str, Any]:
    """Between which moments an entry provably came to be, and by whose clocks; None where nobody has signed for it."""
    held = [
        Seen(frontier.source, wall_of(frontier.hlc), _covered(cursor, frontier, entry.author))
        for frontier, _, _ in frontiers(cursor)
    ]
    proved = interval(entry.seq, queries.contacts(cursor, entry.author), held)
    return {
        "after": _iso(proved.after_ms),
        "after_peer": _hex(proved.after_peer),
        "until": _iso(proved.until_ms),
        "until_peer": _hex(proved.until_peer),
    }


def _iso(ms: int | None) -> str | None:
    """A moment as text; a peer may sign one that no calendar has."""
    return None if ms is None or ms > _LAST_MS else iso(ms)


def _hex(author: bytes | None) -> str | None:
    return None if author is None else author.hex()
