"""Money and things that change hands: shift 交接班, bank 缴存, settlement 票款结报, and the second signature 复核."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftHandedOver:
    """Money, books, forms, seals and keys handed to `receiver` 交接班(钱、账、票、章、密钥), who countersigns.

    `numbers` lists [stock, code, next number, count left], `counted` [denomination in fen, pieces]; `difference_fen` is
    counted less books, named and nobody's debt. `drafts` counts open drafts, `unsettled` names orders 待确认.
    """

    NAME: ClassVar[str] = "settling.handed_over/1"
    on: str
    receiver: bytes
    books_fen: int
    counted: list[list[int]]
    difference_fen: int
    numbers: list[Any]
    seals: list[Any]
    keys: list[Any]
    drafts: int
    unsettled: list[Any]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersigned:
    """The second person has seen what `entry` says and signs it 复核: hand-over, deposit, close, settlement."""

    NAME: ClassVar[str] = "settling.countersigned/1"
    on: str
    entry: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class CashDeposited:
    """Cash went to the bank 缴存(现金解款): slip 现金缴款单, bag 封包 and seal 封签, counted, `reviewer` countersigns."""

    NAME: ClassVar[str] = "settling.deposited/1"
    on: str
    slip_no: str
    bag_no: str
    seal_no: str
    amount_fen: int
    counted: list[list[int]]
    reviewer: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class VouchersSettled:
    """Vouchers and money settled for the days `first` to `last` 票款结报.

    `lines` lists [voucher, code, first number, last number, issued, total in fen, voided]; what is due, what was
    deposited as cash and what came by electronic methods, in fen; `slips` names the deposit slips.
    """

    NAME: ClassVar[str] = "settling.settled/1"
    on: str
    first: str
    last: str
    lines: list[Any]
    due_fen: int
    deposited_fen: int
    electronic_fen: int
    slips: list[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class DaySupplemented:
    """What is said later of a day that is closed 日结后补录; that day keeps its bytes.

    `counted` and `difference_fen` are a count of the drawer made after all, against the close.
    """

    NAME: ClassVar[str] = "settling.supplemented/1"
    on: str
    of: str
    note: str
    counted: list[list[int]] | None = None
    difference_fen: int | None = None
