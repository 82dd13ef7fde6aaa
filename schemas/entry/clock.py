"""The hybrid logical clock: milliseconds since 1970 << 16 | counter. It never runs backwards and decides no right.

>>> clock = tick(0, wall_ms=1_000)
>>> clock >> 16, tick(clock, wall_ms=900) == clock + 1
(1000, True)
"""

from __future__ import annotations

AHEAD_MS = 5 * 60_000
"""A time further ahead than this never advances my clock."""
JUMP_MS = 5 * 60_000
"""A wall clock that stands this far behind the logical one is an incident."""


def tick(last: int, *, wall_ms: int) -> int:
    """The next reading after `last`, at wall time `wall_ms`."""
    return max(last + 1, wall_ms << 16)


def heard(last: int, other: int, *, wall_ms: int) -> int:
    """My clock after hearing another's reading; one too far ahead of the wall is not believed."""
    return max(last, other) if other >> 16 <= wall_ms + AHEAD_MS else last


def behind_ms(last: int, *, wall_ms: int) -> int:
    """How far the wall clock stands behind the logical one, in ms; 0 when it does not."""
    return max(0, (last >> 16) - wall_ms)


def wall_of(hlc: int) -> int:
    """The millisecond part of a reading."""
    return hlc >> 16
