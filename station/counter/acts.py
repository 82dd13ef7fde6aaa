"""What a face may ask the office to do beyond the daily round of `commands` (docs/counter-acts.md)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What every act has: its own id, who does it, the business day."""

    command: UUID
    clerk: str
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueRedLetter(Act):
    """Issue a red-letter invoice 红字发票 against one that was issued; `gross_fen` None takes back all that is left.

    `reason` is one of `reddening.REASONS`; `payee` is to whom a refund shall go (`name`, `bank`, `account`).
    """

    code: str
    number: str
    reason: str
    gross_fen: int | None = None
    authoriser: str
    handed_over: bool = True
    payee: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseCollection(Act):
    """Undo a collection of dues on its day 冲正; `entry` is the collection's id. `handed_over`: the papers were given."""

    entry: str
    reason: str
    handed_over: bool = True
    authoriser: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectPayment(Act):
    """Put a wrong payment method right 支付方式更正, with the number on the customer's slip where there is one."""

    order_no: str
    method: str
    reason: str
    reference: str | None = None
    authoriser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRefund(Act):
    """Take in an application for taxes back 退(抵)税申请 and forward it; `taxes` None asks for all of the entry.

    `arrived_on` says that the money has reached the treasury, and when.
    """

    entry: str
    reason: str
    taxes: dict[str, int] | None = None
    arrived_on: str | None = None
    payee: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver(Act):
    """Hand the shift over 交接班(钱、账、票、章、密钥) to `receiver`, who countersigns.

    `counted` maps a denomination in fen to pieces; `drafts` counts the drafts that stand open.
    """

    receiver: str
    counted: dict[int, int]
    seals: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    drafts: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersign(Act):
    """Sign as the second person what `entry` says 复核: a hand-over, a deposit, a close, a settlement."""

    entry: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DepositCash(Act):
    """Bring cash to the bank 缴存(现金解款), with slip, bag and seal; `reviewer` countersigns."""

    slip_no: str
    bag_no: str
    seal_no: str
    counted: dict[int, int]
    reviewer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleVouchers(Act):
    """Settle the vouchers and the money of the closed days `first` to `last` 票款结报."""

    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementDay(Act):
    """Say something later of the closed day `of` 日结后补录, perhaps a count of its drawer."""

    of: str
    note: str
    counted: dict[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseService(Act):
    """Take a request not 拒绝受理: `reason` is one of `refusing.REASONS`, `bring` all that is to be brought, `where` to go.

    `person` (`name`, `id`, `phone`) stands in the personal block, if it was said.
    """

    reason: str
    matter: str
    bring: tuple[str, ...] = ()
    where: str = ""
    person: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyDocuments(Act):
    """Take in documents that a sale waited for 材料补正: each `kind`, `sha256`, `pages`, `source`, `taken_at`."""

    entry: str
    documents: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LendAllowance(Act):
    """Lend a part of one's own allowance to a neighbour 额度出借; `to` is a site's code or the first digits of a device."""

    to: str
    amount_fen: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BorrowAllowance(Act):
    """Take what a neighbour lends 额度借入; `loan` is the id of the lender's entry, or its first eight digits and more."""

    loan: str


CounterAct: TypeAlias = (
    LendAllowance
    | BorrowAllowance
    | RefuseService
    | SupplyDocuments
    | IssueRedLetter
    | ReverseCollection
    | CorrectPayment
    | RequestRefund
    | HandOver
    | Countersign
    | DepositCash
    | SettleVouchers
    | SupplementDay
)
