"""A rate as the exact fraction that its decimal text names, with the three roundings that the law uses.

Everything is done in whole numbers, so that no fraction is ever lost or approximated; `half_up` of `schemas.money`
gives the same results on fractions, which a property test holds this room to.

>>> rate = read_rate("0.03")
>>> rate.of(1000000), rate.without(51501), rate.percent
(30000, 50001, '3%')
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Rate:
    """`text` as the law writes it, its value `up` / `down`, and `percent` as a clerk reads it: `3%`, `0.05%`."""

    text: str
    up: int
    down: int
    percent: str

    def of(self, fen: int) -> int:
        """`fen` × rate, rounded to whole fen, halves up 四舍五入."""
        return nearest(fen * self.up, self.down)

    def without(self, gross_fen: int) -> int:
        """`gross_fen` ÷ (1 + rate), rounded to whole fen, halves up 价税分离."""
        return nearest(gross_fen * self.down, self.down + self.up)

    def rest(self, fen: int) -> int:
        """`fen` − `fen` × rate, the part taken off rounded by itself first."""
        return fen - self.of(fen)


def read_rate(text: str) -> Rate:
    """The rate that a decimal string names."""
    value = Decimal(text)
    up, down = value.as_integer_ratio()
    return Rate(text, up, down, f"{(value * 100).normalize():f}%")


def nearest(up: int, down: int) -> int:
    """`up` / `down` to the nearest whole number, halves up; `up` is not negative.

    >>> nearest(5, 2), nearest(7, 3), nearest(0, 9)
    (3, 2, 0)
    """
    assert up >= 0, "a base of tax is not negative"
    return (2 * up + down) // (2 * down)
