"""What the authority grants in advance, so that a site may act alone: numbers and allowances 离线额度."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersGranted:
    """A block of numbers 号段 for one device: `stock` is `invoice`, `voucher` or `supply`, numbers run from `first` to `last`.

    `source` is `specimen`, `paper_local` or `platform_request`; `code` the invoice code or the voucher's 字轨;
    numbers are written with `width` digits.
    """

    NAME: ClassVar[str] = "grants.numbers/1"
    block: str
    device: bytes
    stock: str
    source: str
    code: str
    first: int
    last: int
    width: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceGranted:
    """What one device may issue before the centre has heard of it: net amount in fen, count of invoices, hours.

    `sources` bounds the net amount of each number source apart (source → fen); a source that is not named has the whole
    amount. The clerk is told at `amber_percent` and again at `red_percent`, 70 and 95 where the grant does not say.
    """

    NAME: ClassVar[str] = "grants.allowance/1"
    device: bytes
    amount_fen: int
    count: int
    hours: int
    sources: dict[str, Any] | None = None
    amber_percent: int | None = None
    red_percent: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceLent:
    """A part of the lender's own allowance lent to a neighbour 额度出借: net amount in fen, count of invoices; the debit.

    It stands in the lender's feed; the entry's id is the loan's. `grant` is the place of the lender's allowance in its
    channel, `after` the last place of the borrower's feed that the lender held when it lent.
    """

    NAME: ClassVar[str] = "grants.lent/1"
    borrower: bytes
    amount_fen: int
    count: int
    grant: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceBorrowed:
    """The second signature 额度借入: the borrower takes the loan, the id of the lender's entry, as it was offered."""

    NAME: ClassVar[str] = "grants.borrowed/1"
    loan: bytes
    lender: bytes
    amount_fen: int
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AllowanceReturned:
    """The debit of a loan ends 额度归还: the centre covers what the borrower could do with it.

    It stands in the lender's feed; `by` is the place in the borrower's feed where the contact is noted that proves it.
    """

    NAME: ClassVar[str] = "grants.returned/1"
    loan: bytes
    by: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeGranted:
    """Whose feeds a site holds beside its own 全市通办范围, in the site's channel; the newest counts.

    `kinds` are the kinds of sites (`post`, `street`), none for no other's feed; `districts` are theirs, empty for all.
    """

    NAME: ClassVar[str] = "grants.scope/1"
    kinds: list[str]
    districts: list[str]
