"""The three sides of a day's reconciliation: documents, payments, money; and what the ledger says of a site's day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from central.ports.statement import Kind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A tax voucher 税收票证 as its feed has it; (`feed`, `seq`) is the act that it stands in; the total in fen."""

    feed: bytes
    seq: int
    on: str
    code: str
    number: str
    total_fen: int
    void: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """A payment 支付 by its order number; `state` is that of `schemas.books.payments.PaymentRow`; the amount in fen.

    (`feed`, `seq`) is the sale it was taken for, or its intent while no sale stands.
    """

    feed: bytes
    seq: int
    on: str
    order_no: str
    method: str
    amount_fen: int
    reference: str
    state: str
    reversed_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """A line of a statement 对账单行: `file` is the SHA-256 of the file, `row` its line there; amounts in fen."""

    file: bytes
    row: int
    channel: str
    on: str
    at: str
    terminal: str
    order_no: str
    reference: str
    refund_no: str
    kind: Kind
    state: State
    amount_fen: int
    account: str = ""
    fee: str = "0"
    settled_on: str = ""
    document_no: str = ""
    note: str = ""
    subject: str = ""
    level: str = ""

    @property
    def moved_fen(self) -> int:
        """What it adds to our account: below zero for a refund, 0 unless it is settled."""
        if self.state is not State.SETTLED:
            return 0
        return self.amount_fen if self.kind is Kind.PAID else -self.amount_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """Cash that went to the bank 缴存, in fen; `upto_fen` is all that this feed has deposited so far, this one included.

    `signed` says whether the second person has countersigned slip and bag.
    """

    feed: bytes
    seq: int
    on: str
    slip_no: str
    bag_no: str
    amount_fen: int
    upto_fen: int
    signed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """What one merchant account's bill adds up to for one clearing day 清算日: paid less refunded, and the fees, in fen."""

    channel: str
    account: str
    on: str
    gross_fen: int
    fee_fen: int

    @property
    def net_fen(self) -> int:
        """The gross with the fee taken off."""
        return self.gross_fen - abs(self.fee_fen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remittance:
    """A remittance 汇总解缴 of a site's days `first` to `last` by its number; `made_on` is the day it was written."""

    site: str
    number: str
    first: str
    last: str
    made_on: str
    count: int
    total_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What a site's collecting unit has agreed to: `deposit_days`, `deposit_fen`, `remit_days` 限期限额; the fee's rate."""

    number: str
    first: str
    last: str
    deposit_days: int
    deposit_fen: int
    remit_days: int
    fee_rate: str
    fee_free: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawers:
    """The cash of all feeds as a day began: what was taken before it, what was deposited, what the bank wrote.

    `before` is cash in fen by feed; `tails` names each feed's site as bank notes do; `days` are the deadlines agreed 限期,
    `limits` how much a drawer may hold 限额, in fen; `today` is the day on which this is asked.
    """

    before: Mapping[bytes, int]
    deposits: tuple[Deposit, ...]
    bank: tuple[Money, ...]
    tails: Mapping[bytes, str]
    days: Mapping[bytes, int]
    today: str
    limits: Mapping[bytes, int] = field(default_factory=dict[bytes, int])


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """All that one day's match looks at. `covered` are the (channel, day) pairs for which a statement stands."""

    documents: tuple[Document, ...]
    payments: tuple[Payment, ...]
    money: tuple[Money, ...]
    covered: frozenset[tuple[str, str]]
    drawers: Drawers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site 网点 of the roster, with the feeds of its devices."""

    site: str
    kind: str
    name: str
    district: str
    devices: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayBook:
    """What one feed says of one business day: whether it was closed, how many acts, the drawer's difference in fen.

    `late` counts acts that came after the close; `invoices` and `tax_fen` are what stands, voids left out.
    """

    feed: bytes
    closed: bool
    acts: int
    late: int
    difference_fen: int
    invoices: int
    exempt: int
    tax_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One entry as evidence: its place, its id, when it was made, what it names, and whether a clerk signed."""

    feed: bytes
    seq: int
    id: bytes
    at_ms: int
    kind: str
    clerk: str
    items: tuple[str, ...]
    invoices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedFile:
    """A statement file that speaks for a day."""

    channel: str
    name: str
    lines: int
    imported_at: str


class DaySource(Protocol):
    """The books and statements of one day. All answers of one source are of one state of the database."""

    def sites(self) -> tuple[Site, ...]:
        """The sites that the authority has registered, by their code."""
        ...

    def sides(self, on: str) -> Sides:
        """The documents, payments and money that belong to a business day, of all sites."""
        ...

    def books(self, on: str) -> Mapping[bytes, DayBook]:
        """What each feed says of a business day; a feed that has nothing of that day is absent."""
        ...

    def contacts(self) -> Mapping[bytes, int]:
        """When each device was last heard, in milliseconds since 1970."""
        ...

    def acts(self, places: Iterable[tuple[bytes, int]]) -> Mapping[tuple[bytes, int], Act]:
        """The entries at these places (feed, seq)."""
        ...
