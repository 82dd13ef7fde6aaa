"""Proofs of the ledger as plain data, and the feeds in clear for whoever wants to check them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from schemas.books.fold import VERSION
from schemas.keep import Feeds
from station.ledger import checking, lineage
from station.ledger.ledger import Ledger
from station.office.slip_proof import against_slip


def digest(ledger: Ledger) -> dict[str, Any]:
    """The contract's answer: `{"feeds": {author: [last, head, digest]}, "fold"}`."""
    with ledger.database.read() as cursor:
        found = checking.digests(cursor)
    feeds = {author.hex(): [last, head.hex(), rows.hex()] for author, (last, head, rows) in found.items()}
    return {"feeds": feeds, "fold": VERSION}


def verify(ledger: Ledger, progress: Callable[[int], None], slip: str | None) -> dict[str, Any]:
    """What does not hold; nothing, when all does. The mark outside the file counts too."""
    with ledger.database.read() as cursor:
        damage = checking.verify(cursor, ledger.standing.issuer, progress)
        feeds = Feeds(cursor)
        heads = feeds.heads()
        told: dict[str, Any] = {} if slip is None else {"slip": against_slip(ledger, cursor, slip)}
        head = lineage.own_head(cursor, ledger.author)
        entries = sum(held.seq - feeds.soundness.begins(author) + 1 for author, held in heads.items())
    mark = ledger.watermark.head
    if mark.seq > head.seq:
        damage.append(checking.Damage(ledger.author, head.seq, "rolled_back"))
    return {
        "entries": entries,
        "feeds": {author.hex(): [held.seq, held.id.hex()] for author, held in sorted(heads.items())},
        "damage": [{"feed": bad.author.hex(), "seq": bad.seq, "what": bad.what} for bad in damage],
        **told,
    }


def rebuild(ledger: Ledger, progress: Callable[[int], None]) -> dict[str, Any]:
    """Fold all again, in one transaction: until it is done the old books stand."""
    with ledger.database.write() as cursor:
        folded = checking.rebuild(cursor, progress)
    return {"folded": folded, **digest(ledger)}


def whole_feeds(ledger: Ledger) -> dict[bytes, Sequence[bytes]]:
    """The bytes of every feed that is held, by author, from its first entry.

    Of a feed that has parted it is one unbroken line: the one that this computer wrote, of another's the longest.
    """
    with ledger.database.read() as cursor:
        branches = Feeds(cursor).branches
        devices = sorted({branches.device(author) for author in Feeds(cursor).sites()})
        return {device: lineage.line(cursor, device) for device in devices}
