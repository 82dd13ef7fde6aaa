"""What stands wrong with feeds, as plain data for the status: those that have parted, and signatures that do not hold."""

from __future__ import annotations

from typing import Any

from schemas.apply import Cursor
from schemas.keep import Feeds
from schemas.signatures import progress
from schemas.words import say
from station.ledger import lineage
from station.ledger.ledger import Ledger

OWN, CLOSED, OTHER = "own", "closed", "other"


def parted_plain(ledger: Ledger, cursor: Cursor) -> list[dict[str, Any]]:
    """Every feed that is proved to have parted: whose it is, where, what it means here and what to do.

    `whose` is `own` (this device takes nothing more), `closed` (an earlier key of this device) or `other` (a neighbour's).
    """
    feeds = Feeds(cursor)
    sites = feeds.sites()
    found: list[dict[str, Any]] = []
    for one in feeds.branches.partings():
        whose = _whose(ledger, cursor, one.device)
        said = {"site": sites.get(one.device, ""), "seq": one.seq, "device": one.device.hex()[:8]}
        branches = feeds.heads(feeds.stretches(one.device))
        found.append(
            {
                "device": one.device.hex(),
                "site": sites.get(one.device, ""),
                "whose": whose,
                "seq": one.seq,
                "entries": [entry.hex() for entry in one.entries],
                "branches": {name.hex(): head.seq for name, head in sorted(branches.items()) if head.seq >= one.seq},
                "words": say(f"troubles.parted_{whose}", **said),
            }
        )
    return found


def signatures_plain(cursor: Cursor) -> dict[str, Any]:
    """How many entries' signatures were checked one by one, of how many, and how many do not hold."""
    seen = progress(Feeds(cursor))
    return {"checked": seen.checked, "of": seen.held, "unsound": seen.unsound}


def _whose(ledger: Ledger, cursor: Cursor, device: bytes) -> str:
    if device == ledger.author:
        return OWN
    return CLOSED if lineage.is_own(cursor, ledger.author, device) else OTHER
