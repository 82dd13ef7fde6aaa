"""A device's clock that jumped 时钟异常: set back against its own entries, or apart from a peer's, behind or ahead."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.books.contacts import ContactRow
from schemas.books.findings.finding import Finding, refs
from schemas.books.findings.grouping import grouped
from schemas.books.findings.reader import Judge, Reader
from schemas.books.incidents import ClockRow
from schemas.entry.clock import JUMP_MS

KIND = "clock"
_DAY_MS = 86_400_000
_MINUTE_MS = 60_000


def find(reader: Reader, _judge: Judge) -> Iterator[Finding]:
    """One for each feed, day and direction, with the largest distance in minutes."""
    seen = [_set_back(row) for row in reader.rows(ClockRow)]
    seen += [_apart(row) for row in reader.rows(ContactRow) if abs(row.heard_ms - row.peer_ms) > JUMP_MS]
    for (owner, way, day), moments in grouped(seen, lambda one: one[:3]).items():
        evidence = refs(*((owner, seq) for _, _, _, seq, _ in moments))
        yield Finding(KIND, (owner, way, day), evidence, {"minutes": max(one[4] for one in moments), "way": way})


def _set_back(row: ClockRow) -> tuple[bytes, str, int, int, int]:
    return row.owner, "back", row.logical_ms // _DAY_MS, row.seq, (row.logical_ms - row.wall_ms) // _MINUTE_MS


def _apart(row: ContactRow) -> tuple[bytes, str, int, int, int]:
    """By how much the device's clock differs from the peer's, on the peer's day."""
    apart = row.heard_ms - row.peer_ms
    return row.owner, "ahead" if apart > 0 else "behind", row.peer_ms // _DAY_MS, row.seq, abs(apart) // _MINUTE_MS
