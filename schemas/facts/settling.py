"""The business day opened and closed 开班与日结."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOpened:
    """The business day is open, with this float in the drawer 备用金."""

    NAME: ClassVar[str] = "settling.day_opened/1"
    on: str
    float_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayClosed:
    """The business day is closed 日结: what the books say, what was counted, the difference named.

    `totals` maps method to fen, `counted` is a list of [denomination in fen, pieces]; `difference_fen` is counted less
    books (短款 below zero, 长款 above); it is advanced or kept by the collecting unit and nobody's debt.
    """

    NAME: ClassVar[str] = "settling.day_closed/1"
    on: str
    totals: dict[str, Any]
    vouchers_fen: int
    taxes_fen: int
    cash_fen: int
    counted: list[list[int]] | None = None
    difference_fen: int | None = None
    note: str = ""
