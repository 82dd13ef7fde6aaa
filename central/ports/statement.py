"""What a statement is, whatever its format: movements of money as the other side wrote them down 对方流水."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Money in, or money paid back."""

    PAID = "paid"
    REFUNDED = "refunded"


class State(StrEnum):
    """Whether the movement is final: `pending` may still fail, `failed` moved nothing."""

    SETTLED = "settled"
    PENDING = "pending"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of a statement. `row` counts from 1 in the file; `amount_fen` is never negative, `kind` says its way.

    `order_no` is our own number 商户订单号, `reference` the channel's, `refund_no` ours for a refund ("" otherwise);
    `fee` is a decimal string of yuan as it stands in the file, for fees have up to five decimals.
    """

    row: int
    at: str
    on: str
    account: str
    terminal: str
    order_no: str
    reference: str
    refund_no: str
    kind: Kind
    state: State
    amount_fen: int
    fee: str

    @property
    def moved_fen(self) -> int:
        """What it adds to our account: below zero for a refund, 0 unless it is settled."""
        if self.state is not State.SETTLED:
            return 0
        return self.amount_fen if self.kind is Kind.PAID else -self.amount_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One file, read whole and found to agree with its own totals. `days` are the days that it speaks for."""

    format: str
    channel: str
    sha256: bytes
    days: tuple[str, ...]
    lines: tuple[Line, ...]
