"""A clock that stands until it is moved: the port `Clock` of both houses."""

from __future__ import annotations


class SetClock:
    """Milliseconds since 1970 as they were set; it may be moved either way."""

    def __init__(self, ms: int) -> None:
        self.ms = ms

    def wall_ms(self) -> int:
        """Where it stands."""
        return self.ms

    def move(self, ms: int) -> None:
        """Go on, or back with a negative number."""
        self.ms += ms
