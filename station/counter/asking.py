"""What a face may ask the office. Questions change nothing; each answer is plain data (docs/commands.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

from station.counter.casework import Accesses, Cases
from station.counter.paperwork import PaperQuery
from station.counter.questions import CounterQuery
from station.counter.street import StreetQuestion


@dataclass(frozen=True, slots=True)
class Status:
    """How the site stands: business day, outbox, numbers and allowance left, payments without an answer, papers waiting."""


@dataclass(frozen=True, slots=True)
class QuoteApplication:
    """Work an application out 试算 with the prior sums of this ledger; nothing is kept."""

    application: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Find:
    """Entries by a name, an id, a phone number, an invoice or an order number."""

    text: str
    most: int = 50


@dataclass(frozen=True, slots=True)
class Show:
    """One entry, by its id (hex, or its first eight digits and more) or by `CODE-NUMBER` of an invoice or voucher."""

    ref: str


@dataclass(frozen=True, slots=True)
class Why:
    """The working of an entry 计税过程, worked out again from the pack of its day."""

    ref: str


@dataclass(frozen=True, slots=True)
class DayReport:
    """The day sheet 日结单; None asks for the current business day."""

    on: str | None = None


@dataclass(frozen=True, slots=True)
class Unsettled:
    """Payments that wait for an answer 支付结果待确认."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper made from a committed entry; `to` is `png`, `pdf`, `html`, `escpos`, `escp2` or `ofd`. Answers with `data` bytes."""

    ref: str
    paper: str
    to: str
    part: int = 0


@dataclass(frozen=True, slots=True)
class People:
    """The people of this site who can unlock it."""


@dataclass(frozen=True, slots=True)
class Record:
    """A shared record 共享档案: for each field the values that stand, with who said them and when."""

    record: str


@dataclass(frozen=True, slots=True)
class Records:
    """The shared records whose names begin so; each with how many of its fields wait for a person to settle them."""

    begins: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note that people write together 共同书写: its text, its marks, who wrote, and the version that was read."""

    record: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The notes whose names begin so, each with how many updates it has and when the last one came to be."""

    begins: str = ""


@dataclass(frozen=True, slots=True)
class Refused:
    """What others sent and this station did not take 拒收记录, the newest first: who, what, why, how often."""

    most: int = 50


@dataclass(frozen=True, slots=True)
class Findings:
    """What a person should look at 差错, in this device's feed and in all that is held beside it."""


Query: TypeAlias = (
    Status
    | Cases
    | Accesses
    | QuoteApplication
    | Find
    | Show
    | Why
    | DayReport
    | Unsettled
    | Paper
    | People
    | Record
    | Records
    | Note
    | Notes
    | StreetQuestion
    | Refused
    | Findings
    | PaperQuery
    | CounterQuery
)
