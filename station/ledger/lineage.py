"""What this device goes on from: the branch that it wrote before its feed parted, and the closed feeds of its earlier keys.

`lineage` is a table of this computer alone; it is made again from the ledger whenever something parts or is succeeded.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from schemas.apply import Cursor
from schemas.books import DayRow
from schemas.books.shelf import Row
from schemas.branches import SEQ, SEQ_MASK, place
from schemas.entry.admit import EMPTY, Head
from schemas.keep import Feeds

Found = TypeVar("Found", bound=Row)
_FAR = 1 << 20


def refresh(cursor: Cursor, device: bytes, predecessors: Sequence[bytes] | None = None) -> None:
    """Work the lineage of a device out again; `predecessors` are the keys before it, the newest first: those known, if not told."""
    if predecessors is None:
        predecessors = _predecessors(cursor, device)
    line = [one for key in (device, *predecessors) for one in reversed(written_here(cursor, key)) if one != device]
    cursor.execute("DELETE FROM lineage WHERE device = ?", (device,))
    for at, owner in enumerate(line):
        cursor.execute("INSERT INTO lineage (device, owner, place) VALUES (?, ?, ?)", (device, owner, at))


def written_here(cursor: Cursor, device: bytes) -> list[bytes]:
    """The stretches of a device's feed that this computer wrote itself, or pulled back as its own, the trunk first.

    They stand where the feed itself stands; what came from a copy stands elsewhere.
    """
    branches = Feeds(cursor).branches
    home = branches.home(device)
    spans = {one: branches.stretch(one) for one in branches.of_device(device)}
    return [one for one, span in spans.items() if span is not None and span.number == home]


def own_head(cursor: Cursor, device: bytes) -> Head:
    """The last entry that this computer wrote under a key, on whatever branch."""
    stretches = written_here(cursor, device)
    heads = Feeds(cursor).heads(stretches)
    return max((heads[one] for one in stretches if one in heads), key=lambda head: head.seq, default=EMPTY)


def held_by(cursor: Cursor, device: bytes, frontier: Mapping[bytes, Head]) -> Head | None:
    """The last entry of this device, on the branch that was written here, that a peer's frontier covers."""
    told = [frontier[one] for one in written_here(cursor, device) if one in frontier]
    return max(told, key=lambda head: head.seq, default=None)


def line(cursor: Cursor, device: bytes) -> list[bytes]:
    """The bytes of one unbroken line of a device's feed: the one written here, or else the longest that is held."""
    feeds = Feeds(cursor)
    leaves = [one for one in written_here(cursor, device) if feeds.is_open(one)] or feeds.branches.leaves(device)
    heads = feeds.heads(leaves)
    leaf = max(leaves, key=lambda one: (heads.get(one, EMPTY).seq, one))
    return feeds.line(leaf)


def is_own(cursor: Cursor, device: bytes, author: bytes) -> bool:
    """Whether a feed is this device's, or one from which it goes on."""
    return author == device or author in _predecessors(cursor, device)


def paper_key(cursor: Cursor, device: bytes, entry: bytes) -> int:
    """How the print queue names an entry: by its seq, or by its place where an earlier key wrote it."""
    home = Feeds(cursor).branches.home(device)
    cursor.execute("SELECT place FROM entry WHERE id = ?", (entry,))
    found = cursor.fetchone()
    stands: int = found[0] if found else 0
    return stands & SEQ_MASK if stands >> SEQ == home else stands


def paper_entry(cursor: Cursor, device: bytes, key: int) -> bytes | None:
    """The entry that the print queue names."""
    home = Feeds(cursor).branches.home(device)
    cursor.execute("SELECT id FROM entry WHERE place = ?", (key if key >> SEQ else place(home or 0, key),))
    found = cursor.fetchone()
    return found[0] if found else None


def leave_papers(cursor: Cursor, device: bytes) -> None:
    """The print queue goes on under another key: what it holds of this one is named by its place from now on."""
    home = Feeds(cursor).branches.home(device)
    cursor.execute("UPDATE paper SET seq = seq + ? WHERE seq <= ?", (place(home or 0, 0), SEQ_MASK))
    cursor.execute("UPDATE paper_mark SET seq = 0")


def nearest(cursor: Cursor, device: bytes, found: Sequence[Found]) -> Found | None:
    """Of rows of one thing in several feeds of the lineage, the one that was written last."""
    if len(found) < 2:
        return next(iter(found), None)
    cursor.execute("SELECT owner, place FROM lineage WHERE device = ?", (device,))
    places = dict(cursor.fetchall())
    return min(found, key=lambda row: -1 if row.owner == device else places.get(row.owner, _FAR))


def last_of(cursor: Cursor, device: bytes, found: Iterable[Found], key: Callable[[Found], Hashable]) -> list[Found]:
    """Rows of several things, of each the one that was written last, in the order given."""
    by_key: dict[Hashable, list[Found]] = {}
    for row in found:
        by_key.setdefault(key(row), []).append(row)
    chosen = [nearest(cursor, device, rows) for rows in by_key.values()]
    return [row for row in chosen if row is not None]


def one_day(device: bytes, parts: Sequence[DayRow]) -> DayRow | None:
    """A business day that began in one feed and went on in another, as one: closed when any of them closed it."""
    if len(parts) < 2:
        return next(iter(parts), None)
    closed = next((row for row in parts if row.state == "closed"), None)
    basis = closed or next((row for row in parts if row.owner == device), parts[0])
    return replace(
        basis,
        acts=sum(row.acts for row in parts),
        late=sum(row.late for row in parts),
        float_fen=sum(row.float_fen for row in parts),
    )


def _predecessors(cursor: Cursor, device: bytes) -> list[bytes]:
    cursor.execute("SELECT owner FROM lineage WHERE device = ? ORDER BY place", (device,))
    branches = Feeds(cursor).branches
    return [one for one in dict.fromkeys(branches.device(row[0]) for row in cursor.fetchall()) if one != device]
