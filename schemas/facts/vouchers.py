"""Tax vouchers 税收票证: the receipt for every fen that was collected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherIssued:
    """A tax voucher issued 税票开具; `voucher` is its kind (`cash_receipt`: 税收缴款书·税务收现专用), `code` its 字轨.

    `source` says whose numbers these are, as with invoices.
    """

    NAME: ClassVar[str] = "vouchers.issued/1"
    on: str
    voucher: str
    code: str
    number: str
    total_fen: int
    block: str
    source: str = "specimen"


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherVoided:
    """A tax voucher voided 税票作废 with the collection that it stood for."""

    NAME: ClassVar[str] = "vouchers.voided/1"
    on: str
    code: str
    number: str
    total_fen: int
