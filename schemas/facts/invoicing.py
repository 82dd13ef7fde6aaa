"""An application, its working, and the invoices issued or voided under it. No personal data stands here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxAssessed:
    """The working of one application 计税过程, with all that is needed to work it out again.

    `asked` is the application without personal data, `prior` the sums known before it, `quote` the contract's answer
    without its steps; `taxpayer` refers to the person; `pack` is the digest of the rule pack.
    """

    NAME: ClassVar[str] = "invoicing.assessed/1"
    on: str
    taxpayer: bytes
    asked: dict[str, Any]
    prior: dict[str, Any]
    quote: dict[str, Any]
    pack: bytes
    bound_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceIssued:
    """One ordinary invoice issued on behalf 代开普通发票; amounts in fen; `buyer` refers to the person or unit."""

    NAME: ClassVar[str] = "invoicing.issued/1"
    on: str
    source: str
    code: str
    number: str
    net_fen: int
    vat_fen: int
    rate: str | None = None
    exempt: str | None = None
    taxpayer: bytes
    buyer: bytes
    block: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceVoided:
    """A paper invoice of this month is void 作废, all copies in hand; `money` says what happens to the tax.

    `money` is `reversed` (paid back today by the way it came), `refund` (退税 file for the bureau) or `none`.
    """

    NAME: ClassVar[str] = "invoicing.voided/1"
    on: str
    entry: bytes
    code: str
    number: str
    reason: str
    money: str
    authoriser: bytes | None = None
