"""What a decision may look at: rows read beforehand, nothing that reads by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.books import DayRow, InvoiceRow, LevyRow, PaymentRow, VoucherRow
from schemas.failures import Refusal
from schemas.rules.prior import Prior
from station.counter.allowances import Allowance
from station.counter.cash import Undeposited


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberBlock:
    """What is left of one block of numbers 号段: from `next` to `last`, both included, without the forms set aside."""

    block: str
    source: str
    code: str
    next: int
    last: int
    width: int
    holes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Number:
    """One number drawn from its block."""

    block: str
    source: str
    code: str
    number: str


def draw(blocks: Sequence[NumberBlock], count: int, stock: str) -> list[Number]:
    """The next `count` numbers in order, from the oldest block on; Refusal `numbers.exhausted` when they do not reach."""
    drawn: list[Number] = []
    for block in blocks:
        for number in range(block.next, block.last + 1):
            if len(drawn) == count:
                return drawn
            if number in block.holes:
                continue
            drawn.append(Number(block.block, block.source, block.code, f"{number:0{block.width}d}"))
    if len(drawn) < count:
        raise Refusal("numbers.exhausted", stock=stock, needed=count, left=len(drawn))
    return drawn


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleView:
    """What is known when an act takes money or numbers.

    `taxpayer` and `buyers` refer to persons; `orders` counts the order numbers of the day; `intent` is the payment
    intent that the command names; `allowance` bounds what may be issued before the centre hears of it;
    `year_gross_fen` was issued to the taxpayer before in the calendar year, as far as is known here.
    """

    profile: dict[str, Any]
    day: DayRow | None
    prior: Prior
    year_gross_fen: int = 0
    taxpayer: bytes
    buyers: tuple[bytes, ...] = ()
    invoices: Sequence[NumberBlock] = ()
    vouchers: Sequence[NumberBlock] = ()
    orders: int
    order_stem: str
    intent: PaymentRow | None = None
    allowance: Allowance = field(default_factory=Allowance)
    cash: Undeposited = field(default_factory=Undeposited)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidView:
    """What is known of an invoice that is to be voided, and of its sale; `requested` is asked back already, by tax."""

    day: DayRow | None
    invoice: InvoiceRow | None
    sisters: int
    payments: Sequence[PaymentRow] = ()
    voucher: VoucherRow | None = None
    postings: tuple[tuple[str, int], ...] = ()
    levies: Sequence[LevyRow] = ()
    sale_gross_fen: int = 1
    drawer_fen: int = 0
    reddened: bool = False
    requested: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    """What the books say of one business day, in fen; `drawer_fen` is the cash that should be in the drawer."""

    day: DayRow | None
    totals: dict[str, int]
    vouchers_fen: int
    taxes_fen: int
    drawer_fen: int
    unsettled: Sequence[PaymentRow] = field(default=())


def require_open(day: DayRow | None, on: str) -> None:
    """Refusal `day.closed` when that business day is closed."""
    if day is not None and day.state == "closed":
        raise Refusal("day.closed", field="on", on=on)
