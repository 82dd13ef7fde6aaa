"""What was put right 更正: red letters, a wrong payment method, collections undone, refunds asked for. No personal data stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class RedLetterIssued:
    """A red-letter invoice 红字发票 against invoice `of_code`-`of_number` of `entry`; amounts in fen, above zero.

    `money` says what happens to the tax: `reversed` (paid back today by the way it came), `refund` (退税 file) or `none`.
    """

    NAME: ClassVar[str] = "invoicing.red/1"
    on: str
    source: str
    code: str
    number: str
    block: str
    entry: bytes
    of_code: str
    of_number: str
    net_fen: int
    vat_fen: int
    reason: str
    money: str
    authoriser: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentCorrected:
    """A payment was taken by another method than was written down 支付方式更正: from `was` to `method`."""

    NAME: ClassVar[str] = "collecting.corrected/1"
    on: str
    order_no: str
    was: str
    method: str
    amount_fen: int
    reason: str
    reference: str | None = None
    authoriser: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectionReversed:
    """A collection of dues was undone on its day 冲正; the money and the voucher stand in the same entry."""

    NAME: ClassVar[str] = "collecting.undone/1"
    on: str
    entry: bytes
    reason: str
    stage: str
    authoriser: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundRequested:
    """The payer applies for taxes back 退(抵)税申请; the site only forwards it. `taxes` maps tax to fen.

    `stage` is where the money stood: `same_day`, `deposited` or `treasury`. To whose account stands in the personal block.
    """

    NAME: ClassVar[str] = "collecting.refund_requested/1"
    on: str
    entry: bytes
    taxes: dict[str, Any]
    total_fen: int
    stage: str
    reason: str
