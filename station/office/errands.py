"""Errands of the site: enrolment, and a round with the centre."""

from __future__ import annotations

from typing import Any

from schemas.books.fold import VERSION as FOLD
from schemas.exchange.answer import Side
from schemas.keep import Feeds
from station.ledger.exchange import LedgerStore
from station.ledger.ledger import Ledger
from station.ledger.peers import frontier_of, note_frontier
from station.ports import Identity, Link
from station.sync import courier


def with_centre(ledger: Ledger, identity: Identity, link: Link) -> dict[str, Any]:
    """Send what the centre lacks, take what it has for this site, keep its frontier, compare digests."""
    standing = ledger.standing
    with ledger.database.read() as cursor:
        known = frontier_of(cursor, standing.authority)

    def side() -> Side:
        return Side(
            signer=ledger.device,
            store=LedgerStore(ledger.database, ledger.author),
            issuer=standing.issuer,
            scope=frozenset({ledger.author, standing.authority, standing.channel}),
            hlc=ledger.journal.reading(),
            nonce=identity.fresh(16),
            fold=FOLD,
            centre=standing.authority,
            box=standing.box,
        )

    errand = courier.run(side, link, standing.authority, known)
    with ledger.database.write() as cursor:
        note_frontier(cursor, standing.authority, errand.frontier, ledger.clock.wall_ms())
        head = Feeds(cursor).heads([ledger.author])[ledger.author]
        held = frontier_of(cursor, standing.authority).get(ledger.author)
    return {
        "sent": errand.sent,
        "received": errand.received,
        "rounds": errand.rounds,
        "refused": [[entry.hex(), reason] for entry, reason in errand.refused],
        "differing": [author.hex() for author in errand.differing],
        "last": head.seq,
        "held": held.seq if held else 0,
        "equal": not errand.differing and held == head,
    }
