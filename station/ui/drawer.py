"""Counting the cash drawer 现金尾箱 by denominations. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from schemas.failures import BadInput
from station.ui import typed

DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 2, 1)
"""Notes and coins in 分, from ¥100 down; the office refuses any other."""

MOST_PIECES = 100_000


@dataclass(frozen=True, slots=True)
class Count:
    """Pieces by denomination in 分; `at` is the denomination being asked; an uncounted one stands for nothing."""

    pieces: Mapping[int, int] = field(default_factory=dict[int, int])
    at: int = DENOMINATIONS[0]

    @property
    def total_fen(self) -> int:
        """The money counted so far, in 分."""
        return sum(value * pieces for value, pieces in self.pieces.items())

    @property
    def done(self) -> bool:
        """Whether the clerk walked through every denomination."""
        return len(self.pieces) == len(DENOMINATIONS)


def put(count: Count, text: str) -> Count:
    """The count with the asked denomination answered; nothing typed is none. BadInput `drafts.pieces`."""
    number = typed.clean(text).replace(" ", "") or "0"
    if not number.isdecimal() or int(number) > MOST_PIECES:
        raise BadInput("drafts.pieces", field="pieces")
    counted = replace(count, pieces={**count.pieces, count.at: int(number)})
    return step(counted, 1)


def step(count: Count, places: int) -> Count:
    """The count with another denomination asked, within the list."""
    place = DENOMINATIONS.index(count.at) + places
    return replace(count, at=DENOMINATIONS[max(0, min(len(DENOMINATIONS) - 1, place))])


def as_counted(count: Count) -> dict[int, int]:
    """What the closing command wants: every denomination that was met."""
    return {value: pieces for value, pieces in count.pieces.items() if pieces}
