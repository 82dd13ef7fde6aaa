"""Signatures checked one by one behind the admission of whole runs: a device's own, and its clerk's.

Admission takes a run by its last signature and the hash chain. What stands inside was written by whoever wrote the last
entry; that each entry is signed by itself, and by the clerk who acted, is checked here, in portions, whenever there is
time. An entry that fails stays in its chain and is counted nowhere: its feed is folded again without it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from schemas.books.roster import ClerkRow
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of
from schemas.facts import ClerkAppointed
from schemas.keep import Feeds

DEVICE = "device_signature"
CLERK = "clerk_signature"
UNKNOWN = "clerk_unknown"
AT_ONCE = 500
"""Entries in one portion: about a tenth of a second."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Entries whose signatures were checked, of how many that are held, and how many of them do not hold."""

    checked: int
    held: int
    unsound: int


def fault_of(entry: Entry, device_key: bytes, clerks: Mapping[bytes, bytes]) -> str | None:
    """Which signature of an entry does not hold; None when all do. `clerks` maps a clerk's short id to the raw key."""
    if not entry.signed_by(device_key):
        return DEVICE
    if entry.ckey is None:
        return None
    key = clerks.get(entry.ckey)
    if key is None:
        return UNKNOWN
    return None if entry.clerk_signed_by(key) else CLERK


def clerks_before(feeds: Feeds, author: bytes) -> dict[bytes, bytes]:
    """The clerks' keys that a branch brings along from what it stands behind; none for a feed that begins by itself."""
    return {row.ckey: row.key for before in feeds.branches.ancestry(author)[1:] for row in _clerks(feeds, before)}


def check(feeds: Feeds, most: int = AT_ONCE) -> int:
    """Check the next portion; how many entries were looked at, 0 when all are checked."""
    left = most
    for author, head in sorted(feeds.heads().items()):
        done = feeds.soundness.checked(author)
        if done < head.seq and left > 0:
            left -= _portion(feeds, author, done, left)
    return most - left


def progress(feeds: Feeds) -> Progress:
    """How far the check has come."""
    checked = held = 0
    for author, head in feeds.heads().items():
        before = feeds.soundness.begins(author) - 1
        held += head.seq - before
        checked += max(0, min(feeds.soundness.checked(author), head.seq) - before)
    return Progress(checked, held, feeds.soundness.count())


def _portion(feeds: Feeds, author: bytes, done: int, most: int) -> int:
    key, clerks = feeds.device_key(author), clerks_before(feeds, author)
    assert key is not None, "a feed is held with its key"
    clerks |= {row.ckey: row.key for row in _clerks(feeds, author)}
    known, run = feeds.soundness.unsound(author), feeds.read(author, done, most)
    found = {entry.seq: fault for entry in run if (fault := fault_of(entry, key, clerks))}
    cleared = _cleared(feeds, author, key, clerks)
    feeds.soundness.note(author, run[-1].seq, found)
    feeds.soundness.clear(author, cleared)
    if cleared or found.keys() - known.keys():
        feeds.refold(author)
    if any(_appoints(entry) for entry in run if entry.seq in found.keys() - known.keys()):
        feeds.soundness.note(author, feeds.soundness.begins(author) - 1, {})
    return len(run)


def _cleared(feeds: Feeds, author: bytes, key: bytes, clerks: Mapping[bytes, bytes]) -> list[int]:
    """Entries of clerks who were unknown and are known by now."""
    waiting = [seq for seq, reason in feeds.soundness.unsound(author).items() if reason == UNKNOWN]
    return [seq for seq in waiting if (entry := feeds.at(author, seq)) and fault_of(entry, key, clerks) is None]


def _appoints(entry: Entry) -> bool:
    """Whether an entry makes a clerk's key known: what it vouched for has to be looked at again without it."""
    return any(isinstance(fact, ClerkAppointed) for fact in facts_of(entry.body))


def _clerks(feeds: Feeds, owner: bytes) -> list[ClerkRow]:
    return feeds.rows(ClerkRow, owner)
