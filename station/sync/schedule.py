"""Whom to call next: pure decisions over what is known of neighbours. Up to three are my witnesses, the same as long as they answer."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

WITNESSES = 3
"""To how many neighbours an entry is pushed."""
STRANGERS = 2
"""How many unknown addresses are tried at a time, after the witnesses: who announces lies delays nobody for long. While there
are witnesses enough and something is to be told to them, strangers wait: each of them costs a handshake."""
FIRST_PAUSE_MS = 2_000
LONGEST_PAUSE_MS = 60_000
"""How long one who does not answer is left in peace: doubled each time, up to a minute."""
IDLE_MS = 20_000
"""After how long a neighbour is asked although I have nothing new: he may have."""
MOST_NEAR = 64
"""How many addresses are kept in mind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """What is known of one address."""

    url: str
    author: bytes | None = None
    """Whose key answered there last; None before the first answer."""
    told: bytes = b""
    """What I held when he was called last, as a hash: he is not told the same twice."""
    failed: int = 0
    called_ms: int | None = None


def calls(
    me: bytes, state: bytes, lacking: Container[bytes | None], neighbours: Iterable[Neighbour], now_ms: int
) -> list[Neighbour]:
    """The neighbours to call now: witnesses that lack something I hold, witnesses long not called, then some strangers.

    `state` is a hash of what I hold, `lacking` those whose newest frontier does not cover it.

    Witnesses are the first three by a hash of both names, so that every station chooses others and keeps to its choice.
    One address for each author is enough; nobody is called within his pause.
    """
    able = [one for one in neighbours if not _is_paused(one, now_ms)]
    strangers = [one for one in able if one.author is None]
    known = {one.author: one for one in able if one.author not in (None, me)}
    chosen = sorted(known.values(), key=lambda one: sha256(me + (one.author or b"")).digest())[:WITNESSES]
    due = [one for one in chosen if (one.author in lacking and one.told != state) or _is_stale(one, now_ms)]
    is_busy = bool(due) and len(chosen) == WITNESSES
    return [*due, *strangers[: 0 if is_busy else STRANGERS]]


def answered(one: Neighbour, author: bytes, state: bytes, now_ms: int) -> Neighbour:
    """After an exchange, when I held `state`."""
    return replace(one, author=author, told=state, failed=0, called_ms=now_ms)


def silent(one: Neighbour, now_ms: int) -> Neighbour:
    """After a call that came to nothing."""
    return replace(one, failed=one.failed + 1, called_ms=now_ms)


def refused(one: Neighbour) -> Neighbour:
    """After one who is no neighbour of ours: the longest pause."""
    return replace(one, author=None, failed=max(one.failed, 10))


def _is_paused(one: Neighbour, now_ms: int) -> bool:
    if not one.failed or one.called_ms is None:
        return False
    pause_ms = min(FIRST_PAUSE_MS << min(one.failed - 1, 10), LONGEST_PAUSE_MS)
    return 0 <= now_ms - one.called_ms < pause_ms


def _is_stale(one: Neighbour, now_ms: int) -> bool:
    return one.called_ms is None or not 0 <= now_ms - one.called_ms < IDLE_MS
