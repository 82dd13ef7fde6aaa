"""Whether two holders of one feed hold the same 一致性: by the places and ids of their heads. Pure."""

from __future__ import annotations

from collections.abc import Callable

from schemas.entry.admit import Head

EQUAL, BEHIND, AHEAD, DIFFERENT = "equal", "behind", "ahead", "different"
"""The other holds what I hold; less of it; more of it, which I cannot judge; something else."""


def compared(mine: Head, theirs: Head, mine_at: Callable[[int], bytes | None]) -> str:
    """How the other's head stands to mine; `mine_at` gives the id that I hold at a place.

    >>> compared(Head(2, b"b"), Head(1, b"x"), {1: b"a", 2: b"b"}.get)
    'different'
    """
    if theirs.seq > mine.seq:
        return AHEAD
    if theirs.seq and mine_at(theirs.seq) != theirs.id:
        return DIFFERENT
    return EQUAL if theirs.seq == mine.seq else BEHIND
