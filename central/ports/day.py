"""The three sides of a day's reconciliation: documents, payments, money; and what the ledger says of a site's day."""

from __future__ import annotations

from dataclasses import dataclass

from central.ports.statement import Kind, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A tax voucher 税收票证 as its feed has it; (`feed`, `seq`) is the act that it stands in; the total in fen."""

    feed: bytes
    seq: int
    on: str
    at_ms: int
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
    at_ms: int
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

    @property
    def moved_fen(self) -> int:
        """What it adds to our account: below zero for a refund, 0 unless it is settled."""
        if self.state is not State.SETTLED:
            return 0
        return self.amount_fen if self.kind is Kind.PAID else -self.amount_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """All that one day's match looks at. `covered` are the (channel, day) pairs for which a statement stands."""

    documents: tuple[Document, ...]
    payments: tuple[Payment, ...]
    money: tuple[Money, ...]
    covered: frozenset[tuple[str, str]]
