"""What a face may ask the office to do. A command names its own id: given again, it returns its first answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, TypeAlias
from uuid import UUID

from station.counter.acts import CounterAct
from station.counter.casework import AnswerCase
from station.counter.paperwork import LoadForms, RepeatPaper, SetFormsAside, SettlePaper
from station.counter.street import StreetAct


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueInvoice:
    """Issue ordinary invoices on behalf of a taxpayer 代开发票: application, working, money, numbers and paper in one entry.

    `application` is the contract's application as plain data (its `command` is the command id);
    `intent` names the order number of a payment intent that has succeeded; `authoriser` is the second person who has
    seen a document that no reader could read (`checked` is `fallback`).
    """

    clerk: str
    application: dict[str, Any]
    intent: str | None = None
    authoriser: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectTax:
    """Collect taxes that are owed 代征税款; `collection` is the contract's `collect` document as plain data."""

    clerk: str
    collection: dict[str, Any]
    intent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VoidInvoice:
    """Void a paper invoice of this month 作废, all copies in hand; `authoriser` is the second person, if there is one.

    `handed_over` says that the papers had been given to the customer; `payee` is to whom a refund shall go.
    """

    command: UUID
    clerk: str
    code: str
    number: str
    reason: str
    on: str
    authoriser: str | None = None
    handed_over: bool = False
    payee: dict[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IntendPayment:
    """Say what will be asked of the payer before it is asked 待支付; answers with the order number 商户订单号.

    `for_command` is the id of the command that this money is for.
    """

    command: UUID
    clerk: str
    on: str
    method: str
    amount_fen: int
    for_command: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SettleIntent:
    """Say how an intended payment ended; `outcome` is `succeeded`, `failed`, `unknown` or `cancelled`."""

    command: UUID
    clerk: str
    order_no: str
    outcome: str
    reference: str | None = None
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDay:
    """Open the business day 开班 with the float in the drawer."""

    command: UUID
    clerk: str
    on: str
    float_fen: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseDay:
    """Close the business day 日结. `counted` maps a denomination in fen to the number of pieces; None: not counted.

    A difference is named and signed; it never keeps the clerk from closing, and it is nobody's debt.
    """

    command: UUID
    clerk: str
    on: str
    counted: dict[int, int] | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointClerk:
    """Give a person a key and a PIN at this site 代征员登记; `role` is `clerk` or `head`."""

    command: UUID
    clerk: str
    name: str
    role: str
    pin: str = field(repr=False)
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetField:
    """Give a field of a shared record a value 档案项登记; `seen` are the ids of the entries whose values were on the screen.

    With `personal` the value stands in the personal block and is erased with it.
    """

    command: UUID
    clerk: str
    record: str
    field: str
    value: str
    seen: tuple[bytes, ...] = ()
    personal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteNote:
    """Make a note that people write together 共同书写 read `text`; `seen` is the version that was on the screen.

    Only what was changed since that version is written, so what others wrote meanwhile stands. Without `seen` the note is
    taken as it stands now.
    """

    command: UUID
    clerk: str
    record: str
    text: str
    seen: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddLine:
    """Add a line at the end of a note: a notice, a handover 交接, a remark on a case."""

    command: UUID
    clerk: str
    record: str
    line: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNote:
    """Set this device's own mark of a field in a note, as a tick in a check list."""

    command: UUID
    clerk: str
    record: str
    name: str
    value: str | bool


Command: TypeAlias = (
    AnswerCase
    | CounterAct
    | StreetAct
    | IssueInvoice
    | CollectTax
    | VoidInvoice
    | IntendPayment
    | SettleIntent
    | OpenDay
    | CloseDay
    | AppointClerk
    | SetField
    | WriteNote
    | AddLine
    | MarkNote
    | LoadForms
    | SetFormsAside
    | SettlePaper
    | RepeatPaper
)
