"""What each peer is known to hold: its newest frontier, kept as it was signed."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256

from schemas.apply import Cursor
from schemas.entry.admit import Head
from schemas.exchange.messages import Frontier, read_frontier
from schemas.keep import Feeds


def frontier_of(cursor: Cursor, peer: bytes) -> dict[bytes, Head]:
    """What a peer said that it holds; empty before the first contact."""
    cursor.execute("SELECT frontier FROM peer WHERE author = ?", (peer,))
    kept = cursor.fetchone()
    key = Feeds(cursor).device_key(peer)
    return dict(_read(kept[0], key).feeds or {}) if kept and kept[0] and key else {}


_read = lru_cache(maxsize=256)(read_frontier)
"""A frontier is asked for at every sale and changes at every sync: its signature is judged once."""


def note_frontier(cursor: Cursor, peer: bytes, frontier: bytes, wall_ms: int) -> None:
    """Keep a peer's newest frontier."""
    cursor.execute(
        "INSERT INTO peer (author, frontier, heard_ms) VALUES (?, ?, ?) ON CONFLICT (author) DO UPDATE SET"
        " frontier = excluded.frontier, heard_ms = excluded.heard_ms",
        (peer, frontier, wall_ms),
    )


def frontiers(cursor: Cursor) -> list[tuple[Frontier, bytes, int]]:
    """The newest frontier of every peer whose feed is held, its SHA-256, and when it came by this device's clock."""
    cursor.execute("SELECT author, frontier, heard_ms FROM peer WHERE frontier IS NOT NULL ORDER BY author")
    feeds, found = Feeds(cursor), cursor.fetchall()
    known = [(feeds.device_key(peer), data, heard_ms) for peer, data, heard_ms in found]
    return [(_read(data, key), sha256(data).digest(), heard_ms) for key, data, heard_ms in known if key]


def note_carried(cursor: Cursor, peer: bytes, frontier: bytes, wall_ms: int) -> None:
    """Keep a frontier that a person carried, unless a newer one came meanwhile."""
    cursor.execute("SELECT frontier FROM peer WHERE author = ?", (peer,))
    kept, key = cursor.fetchone(), Feeds(cursor).device_key(peer)
    assert key is not None, "a frontier is kept after its signature was judged"
    if not (kept and kept[0]) or _read(kept[0], key).hlc <= _read(frontier, key).hlc:
        note_frontier(cursor, peer, frontier, wall_ms)


def note_address(cursor: Cursor, peer: bytes, url: str) -> None:
    """Where a peer was met last."""
    cursor.execute("UPDATE peer SET url = NULL WHERE url = ?", (url,))
    cursor.execute("UPDATE peer SET url = ? WHERE author = ?", (url, peer))


def addresses(cursor: Cursor) -> list[tuple[bytes, str]]:
    """Where each neighbour was met last."""
    cursor.execute("SELECT author, url FROM peer WHERE url IS NOT NULL ORDER BY author")
    return cursor.fetchall()


def witnesses(cursor: Cursor, author: bytes, centre: bytes) -> list[bytes]:
    """Neighbours whose newest frontier covers the head of a feed: they have signed that they hold it, to the byte."""
    head = Feeds(cursor).heads([author]).get(author)
    told = [frontier for frontier, _, _ in frontiers(cursor) if frontier.source not in (author, centre)]
    return [frontier.source for frontier in told if head and (frontier.feeds or {}).get(author) == head]
