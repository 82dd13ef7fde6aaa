"""The station's shelf of rule packs 规则包: those that came with the program, and those its own bureau has published since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from schemas.books import PackRow
from schemas.entry.clock import wall_of
from schemas.entry.kinds import facts_of
from schemas.facts import RulesPublished
from schemas.instants import in_china
from schemas.keep import Feeds
from schemas.rules.pack import Pack
from schemas.rules.publishing import PackShelf, Publication, fill_shelf
from schemas.rules.receiving import covered_until
from schemas.words import explain
from station.ledger import queries
from station.ledger.ledger import Ledger

NOTICE_DAYS = 14
"""How many days before the law runs out a station says so: time enough to fetch the next pack, or to have it brought."""


class Shelving:
    """Keeps the shelf as the ledger says; nothing but the public feed of the station's own bureau puts a pack on it."""

    def __init__(self, ledger: Ledger, shipped: Sequence[Pack]) -> None:
        self._ledger = ledger
        self._shipped = tuple(shipped)
        self._seen: list[PackRow] = []
        self._shelf = PackShelf(self._shipped)

    def at_hand(self) -> PackShelf:
        """The shelf; filled again when the bureau has published since. Packs of other feeds are never looked at."""
        authority = self._ledger.standing.authority
        with self._ledger.database.read() as cursor:
            rows = queries.rows(cursor, PackRow, "owner = ? ORDER BY seq, pack", authority)
            if rows != self._seen:
                published = [_publication(Feeds(cursor), row) for row in rows]
                self._shelf = fill_shelf(self._shipped, published, self._ledger.profile["district"])
                self._seen = rows
        return self._shelf


def rules_plain(shelf: PackShelf, on: date) -> dict[str, Any]:
    """Until when the law is at hand, from which day on it will soon be missing, and what was published and is not used."""
    return {
        "newest_to": max(pack.last for pack in shelf.packs).isoformat() if shelf.packs else None,
        "missing_from": _missing_from(shelf.packs, on),
        "refused": [{"id": said.id, "version": said.version, **explain(why)} for said, why in shelf.refused],
    }


def _missing_from(packs: Sequence[Pack], on: date) -> str | None:
    """The first day without a pack, once it is near."""
    until = covered_until(packs, on)
    first = on if until is None else until + timedelta(days=1)
    return first.isoformat() if first <= on + timedelta(days=NOTICE_DAYS) else None


def _publication(feeds: Feeds, row: PackRow) -> Publication:
    """What the entry of a row publishes."""
    entry = feeds.at(row.owner, row.seq)
    assert entry is not None, "a row's entry is held"
    facts = (fact for fact in facts_of(entry.body) if isinstance(fact, RulesPublished))
    fact = next(fact for fact in facts if fact.pack == row.pack)
    return Publication(**asdict(fact), on=in_china(wall_of(entry.hlc)).date())
