"""What others sent and was not taken 拒收记录: kept with its sender and reason, in bounds, so that an attack leaves its trace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.apply import Cursor

MOST_KEPT = 5_000
"""How many are kept; above that the oldest go."""
MOST_AT_ONCE = 1_000
"""How many of one message are kept."""
WAITING = "admit.early"
"""A gap: not refused, awaited."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Something that was not taken: its sender (empty when nobody can be named), what, why, how often and when."""

    source: bytes
    what: bytes
    reason: str
    times: int
    first_ms: int
    last_ms: int


def note(cursor: Cursor, source: bytes, refused: Iterable[tuple[bytes, str]], wall_ms: int) -> None:
    """Write down what a sender's message lost; the same again is counted."""
    rows = [(source, what, reason, wall_ms, wall_ms) for what, reason in refused if reason != WAITING][:MOST_AT_ONCE]
    if not rows:
        return
    cursor.executemany(
        "INSERT INTO refused (source, what, reason, times, first_ms, last_ms) VALUES (?, ?, ?, 1, ?, ?)"
        " ON CONFLICT (source, what, reason) DO UPDATE SET times = times + 1, last_ms = excluded.last_ms",
        rows,
    )
    cursor.execute(
        "DELETE FROM refused WHERE rowid IN (SELECT rowid FROM refused ORDER BY last_ms DESC, rowid DESC LIMIT -1 OFFSET ?)",
        (MOST_KEPT,),
    )


def newest(cursor: Cursor, most: int) -> list[Refused]:
    """What was refused last, the newest first."""
    names = "source, what, reason, times, first_ms, last_ms"
    cursor.execute(f"SELECT {names} FROM refused ORDER BY last_ms DESC, rowid DESC LIMIT ?", (most,))
    return [Refused(*found) for found in cursor.fetchall()]
