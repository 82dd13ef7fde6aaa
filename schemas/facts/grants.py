"""What the authority grants in advance, so that a site may act alone: numbers and allowances 离线额度."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersGranted:
    """A block of numbers 号段 for one device: `stock` is `invoice` or `voucher`, numbers run from `first` to `last`.

    `source` is `specimen`, `paper_local` or `platform_request`; `code` the invoice code or the voucher's 字轨;
    numbers are written with `width` digits.
    """

    NAME: ClassVar[str] = "grants.numbers/1"
    block: str
    device: bytes
    stock: str
    source: str
    code: str
    first: int
    last: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceGranted:
    """What one device may issue before the centre has heard of it: net amount in fen, count of invoices, hours.

    `sources` bounds the net amount of each number source apart (source → fen); a source that is not named has the whole
    amount. The clerk is told at `amber_percent` and again at `red_percent`, 70 and 95 where the grant does not say.
    """

    NAME: ClassVar[str] = "grants.allowance/1"
    device: bytes
    amount_fen: int
    count: int
    hours: int
    sources: dict[str, Any] | None = None
    amber_percent: int | None = None
    red_percent: int | None = None
