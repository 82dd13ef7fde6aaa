"""What a face may ask of the counter's further acts (docs/counter-acts.md). Questions change nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from station.counter.acts import CorrectPayment, IssueRedLetter, RequestRefund, ReverseCollection
from station.counter.commands import VoidInvoice

Righting: TypeAlias = VoidInvoice | IssueRedLetter | ReverseCollection | CorrectPayment | RequestRefund
"""What puts an earlier act right."""


@dataclass(frozen=True, slots=True)
class QuoteDues:
    """What a taxpayer owes 应征税款试算 with surcharges to the day of payment; `asked` is a `DuesAsked` as plain data."""

    asked: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RefundWays:
    """How the money of an entry would go back on a day 退还办法, before and after the papers were handed over."""

    entry: str
    on: str | None = None


@dataclass(frozen=True, slots=True)
class Foresee:
    """What an act that puts an earlier one right would do 办前告知, by the same law, with nothing written.

    A second person need not be unlocked for it: any name but the clerk's counts as one who agrees.
    """

    command: Righting


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of an act of this device later 后续: how its invoices and payments stand now, red letters, refunds asked for."""

    entry: str


@dataclass(frozen=True, slots=True)
class Handover:
    """What there is to hand over now 交接班, and the hand-overs that wait for their receiver."""

    on: str | None = None


@dataclass(frozen=True, slots=True)
class Drawer:
    """The cash in the drawer 现金尾箱, since when it waits for its deposit, and how near the limits are 限期限额."""

    on: str | None = None


@dataclass(frozen=True, slots=True)
class Settlement:
    """What a settlement 票款结报 of closed days would say; None for the days since the last one."""

    first: str | None = None
    last: str | None = None


@dataclass(frozen=True, slots=True)
class Deposits:
    """The deposits at the bank 缴存 of the days `first` to `last`, each with its second signature."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class ToCountersign:
    """Entries that wait for a second signature 待复核."""


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One payer with many buyers 批量代开: `data` is a sheet (.xlsx, .csv, pasted cells) of one row a buyer.

    `application` is the contract's application without `invoices`; its `line` says what was sold where a row does not.
    """

    application: dict[str, Any]
    data: bytes


@dataclass(frozen=True, slots=True)
class SplitSheets:
    """One amount over the cap of an edition 最高开票限额 as several sheets of one application."""

    application: dict[str, Any]
    edition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One of the ten reports 报表 (`schemas.books.reports.REPORTS`) of a day, or of the days `first` to `last`.

    `form` (`xlsx`, `csv`, `json`) asks for its bytes too; `made_by` is the clerk who makes it.
    """

    report: str
    on: str | None = None
    first: str | None = None
    last: str | None = None
    made_by: str | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Reception:
    """Before an application is worked out 受理审核: what is missing, what is refused and why, what looks like it was issued."""

    application: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DocumentsDue:
    """Documents that are still to come 待补材料, by sale."""


@dataclass(frozen=True, slots=True)
class Loans:
    """Loans of allowance 额度借贷 in which this device is a side, and what it may lend still."""


CounterQuery: TypeAlias = (
    Loans
    | Foresee
    | Followed
    | Reception
    | DocumentsDue
    | Report
    | QuoteDues
    | RefundWays
    | Handover
    | Drawer
    | Settlement
    | Deposits
    | ToCountersign
    | ImportBatch
    | SplitSheets
)
