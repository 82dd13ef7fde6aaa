"""Who was heard when, and which feeds a device shares with the centre. None of it is part of a feed."""

from __future__ import annotations

from typing import Any

from central.store.database import Database
from schemas import canonical
from schemas.apply import Cursor
from schemas.books import RevocationRow, ScopeRow, SiteRow
from schemas.books.scopes import sites_in_scope
from schemas.entry.certificate import CHANNEL
from schemas.exchange.messages import Feeds, hello_map
from schemas.exchange.scope import carried_to_centre
from schemas.holding import Holding
from schemas.keep import Feeds as Kept


def scope_of(
    database: Database, cursor: Cursor, device: bytes, authority: bytes, named: Feeds | None
) -> frozenset[bytes]:
    """The feeds that a device shares with the centre: those of the sites in its scope, its channel, the public one, those it carries.

    `named` is what it says that it holds; a neighbour's feed is shared only as far as the device proves to hold it.
    """
    feeds = Kept(cursor, database.mark)
    sites = feeds.sites()
    cursor.execute(database.sql("SELECT site FROM enrolled WHERE author = ?"), (device,))
    found = cursor.fetchone()
    seen = _sites_seen(database, cursor, device, found[0]) if found else frozenset()
    own = {author for author, site in sites.items() if site in seen or (found and site == CHANNEL + found[0])}
    carried = carried_to_centre(named or {}, sites, feeds.id_at, feeds.heads()) if found else frozenset()
    return frozenset({device, authority, *own, *carried})


def _sites_seen(database: Database, cursor: Cursor, device: bytes, site: str) -> frozenset[str]:
    """The sites whose feeds a device gets, by the roster and its channel; one out of service gets its own site's only."""
    holding = Holding(cursor, database.mark)
    if holding.rows(RevocationRow, device=device):
        return frozenset({site})
    roster = {row.site: row for row in holding.rows(SiteRow)}
    channels = (author for author, name in Kept(cursor, database.mark).sites().items() if name == CHANNEL + site)
    granted = [row for author in channels for row in holding.rows(ScopeRow, owner=author)]
    return sites_in_scope(site, roster, granted)


def last_told(database: Database, cursor: Cursor, device: bytes) -> Feeds | None:
    """What a device said last of the feeds that it holds; a Hello may leave that out while it still stands."""
    cursor.execute(database.sql("SELECT told FROM contact WHERE author = ?"), (device,))
    found = cursor.fetchone()
    if found is None or found[0] is None:
        return None
    said: Any = canonical.decode(found[0])
    return {author: (first, last, head) for author, (first, last, head) in said.items()}


def all_told(database: Database, cursor: Cursor) -> list[tuple[bytes, int]]:
    """How far each feed goes, as every device said last of those that it holds."""
    cursor.execute(database.sql("SELECT told FROM contact WHERE told IS NOT NULL ORDER BY author"))
    said: list[Any] = [canonical.decode(row[0]) for row in cursor.fetchall()]
    return [(author, held[1]) for told in said for author, held in sorted(told.items())]


def note_contact(database: Database, cursor: Cursor, device: bytes, at_ms: int, told: Feeds | None) -> None:
    """A device has spoken and been answered; `told` is what it said of its feeds, where it said it."""
    said = None if told is None else canonical.encode(hello_map(told))
    sql = (
        "INSERT INTO contact (author, at_ms, told) VALUES (?, ?, ?) ON CONFLICT (author) DO UPDATE SET"
        " at_ms = excluded.at_ms, told = coalesce(excluded.told, contact.told)"
    )
    cursor.execute(database.sql(sql), (device, at_ms, said))
