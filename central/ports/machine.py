"""What only the composition root may take from the machine: the time, and chance."""

from __future__ import annotations

from typing import Protocol


class Clock(Protocol):
    """The wall clock. It decides no right, number or amount; it dates acts and bounds codes."""

    def wall_ms(self) -> int:
        """Milliseconds since 1970."""
        ...


class Identity(Protocol):
    """Fresh bytes for keys, nonces and codes; a test hands in a seeded one."""

    def fresh(self, size: int) -> bytes:
        """`size` bytes that nobody can guess."""
        ...
