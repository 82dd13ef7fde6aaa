"""What a statement is, whatever its format: movements of money as the other side wrote them down 对方流水."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


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
    `fee` is a decimal string of yuan as it stands in the file, for fees have up to five decimals. `settled_on` is the
    clearing day 清算日, `document_no` a slip's number 凭证号, `note` what the bank wrote beside it; `subject` and `level`
    are the budget's 预算科目 and 预算级次; `same` tells lines apart that share a reference.
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
    settled_on: str = ""
    document_no: str = ""
    note: str = ""
    subject: str = ""
    level: str = ""
    same: str = ""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same line in another file of the same channel."""
        return self.account, self.reference, self.same or self.refund_no, str(self.kind)

    @property
    def moved_fen(self) -> int:
        """What it adds to our account: below zero for a refund, 0 unless it is settled."""
        if self.state is not State.SETTLED:
            return 0
        return self.amount_fen if self.kind is Kind.PAID else -self.amount_fen


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One file, read whole and found to agree with its own totals. `days` are the days that it speaks for.

    `channel`: `wechat`, `alipay`, `pos` (what customers paid), `wechat_funds`, `alipay_funds` (the accounts there),
    `bank`, `treasury`.
    """

    format: str
    channel: str
    sha256: bytes
    days: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What came of an import: `known` when this very file counted before; `fresh` lines that no other file has brought."""

    file: bytes
    known: bool
    lines: int
    fresh: int


class StatementShelf(Protocol):
    """Statement files at rest, within one transaction."""

    def standing(self, file: bytes) -> str | None:
        """`standing` or `withdrawn` by the centre's own feed; None for a file that was never taken in."""
        ...

    def measure(self, statement: Statement) -> Imported:
        """What an import would bring; BadInput `statements.contradicts` when a line came before for another amount."""
        ...

    def keep(self, statement: Statement, raw: bytes, *, name: str, at: str) -> None:
        """Keep the bytes of a file and all its lines, once."""
        ...
