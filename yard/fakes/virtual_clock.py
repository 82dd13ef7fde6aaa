"""Clocks of a simulated world: one true time, and each machine's own idea of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Timeline:
    """The true time of the world in milliseconds since 1970; only the world moves it."""

    ms: int


@dataclass(slots=True)
class VirtualClock:
    """The port `Clock` of both houses: a machine's clock that stands `skew_ms` from the true time."""

    timeline: Timeline
    skew_ms: int = 0

    def wall_ms(self) -> int:
        """Milliseconds since 1970 as this machine believes."""
        return max(0, self.timeline.ms + self.skew_ms)

    def jump(self, ms: int) -> None:
        """Go wrong by so much more, either way."""
        self.skew_ms += ms
