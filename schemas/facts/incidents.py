"""What should not have happened, noted by the device itself 异常."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockJumped:
    """The wall clock stands behind the logical one 时钟回拨; work went on by the logical clock. Milliseconds since 1970."""

    NAME: ClassVar[str] = "incidents.clock_jumped/1"
    wall_ms: int
    logical_ms: int
