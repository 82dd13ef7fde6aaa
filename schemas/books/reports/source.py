"""What a report is made from: rows of one feed for its days, and who stands behind them where that may be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.books.corrections import RedRow, RefundRow
from schemas.books.days import DayRow
from schemas.books.forms import AsideRow
from schemas.books.grants import NumbersRow
from schemas.books.handing import DepositRow, SupplementRow
from schemas.books.invoices import InvoiceRow
from schemas.books.levies import LevyRow
from schemas.books.payments import PaymentRow
from schemas.books.receiving import RefusalRow
from schemas.books.vouchers import VoucherRow
from schemas.sheets import Cell


@dataclass(frozen=True, slots=True)
class Person:
    """Who paid, as the personal block of the entry has it; empty where the block is not held or was erased."""

    name: str = ""
    id_type: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Budget:
    """Levy item, title, budget subject and the central share of a tax, by the pack of its day."""

    levy_item: str
    title: str
    subject: str
    central: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All rows of one feed that a report of the days `first` to `last` may look at; `before` are those of earlier days."""

    profile: Mapping[str, Any]
    first: str
    last: str
    days: Sequence[DayRow] = ()
    payments: Sequence[PaymentRow] = ()
    levies: Sequence[LevyRow] = ()
    vouchers: Sequence[VoucherRow] = ()
    invoices: Sequence[InvoiceRow] = ()
    reds: Sequence[RedRow] = ()
    refunds: Sequence[RefundRow] = ()
    deposits: Sequence[DepositRow] = ()
    supplements: Sequence[SupplementRow] = ()
    refusals: Sequence[RefusalRow] = ()
    blocks: Sequence[NumbersRow] = ()
    asides: Sequence[AsideRow] = ()
    before: Source | None = None
    counted: Sequence[tuple[int, int]] = ()
    """The drawer of the close: [denomination in fen, pieces]."""
    drawer_fen: int = 0
    drawer_before_fen: int = 0
    cash_in_fen: int = 0
    cash_out_fen: int = 0
    last_seq: int = 0
    unsent: int = 0
    reprints: int = 0
    people: Mapping[int, Person] = field(default_factory=dict[int, Person])
    clerks: Mapping[bytes | None, str] = field(default_factory=dict[bytes | None, str])
    clerk_of: Mapping[int, bytes | None] = field(default_factory=dict[int, bytes | None])
    packs: Mapping[bytes | None, str] = field(default_factory=dict[bytes | None, str])
    budgets: Mapping[str, Budget] = field(default_factory=dict[str, Budget])
    fee_shares: Sequence[tuple[str, str, int]] = ()
    """For each row of the fee: its taxes, the share, what is due on them in fen."""
    households: Sequence[Mapping[str, Cell]] = ()
    arrears: Sequence[Mapping[str, Cell]] = ()
    """Lines of the two rolls, gathered only when one of them is made."""
    room: Sequence[Mapping[str, Cell]] = ()
    """A line a day on which somebody took a number, gathered only for the report of work."""
    in_order_drawn: Mapping[str, int] = field(default_factory=dict[str, int])
    """Block → the last number drawn."""
