"""The application 代开申请 as a model: who asks, for whom, what was sold, what was known before."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.application.parts import (
    Command,
    Count,
    Day,
    Digest,
    District,
    Fen,
    FenOrNone,
    Instant,
    Name,
    Number,
    Part,
    Quantity,
    RateText,
    Sentence,
)
from schemas.money import MOST_FEN
from schemas.paying import Method

MOST_LINES, MOST_INVOICES = 100, 500

Item: TypeAlias = Literal["goods", "services", "labour", "transport", "construction", "housing_rent", "nonhousing_rent"]
Payer: TypeAlias = Literal["natural_person", "household", "small_scale"]
Place: TypeAlias = Literal["city", "town", "other"]
Period: TypeAlias = Literal["month", "quarter"]
IdType: TypeAlias = Literal[
    "uscc",
    "idno",
    "idno15",
    "taxno20",
    "taxno15",
    "residence_permit",
    "permanent_residence",
    "passport",
    "hk_macao_permit",
    "taiwan_permit",
]


class Line(Part):
    """One line of an invoice, priced with tax (`gross_fen`) or without (`net_fen`); a discount lowers that price."""

    item: Item
    code: Annotated[str, Field(strict=True, pattern=r"^[0-9]{19}$")] | None = None
    name: Name
    model: Name | None = None
    unit: Name | None = None
    quantity: Quantity | None = None
    gross_fen: Fen | None = None
    net_fen: Fen | None = None
    discount_fen: FenOrNone | None = None

    @model_validator(mode="after")
    def _one_price(self) -> Line:
        if (self.gross_fen is None) == (self.net_fen is None):
            code = "application.price_missing" if self.gross_fen is None else "application.price_twice"
            raise PydanticCustomError(code, "price", {"at": "gross_fen"})
        if (self.discount_fen or 0) >= (self.gross_fen or 0) + (self.net_fen or 0):
            raise PydanticCustomError("application.discount", "discount", {"at": "discount_fen"})
        return self

    @property
    def charged_fen(self) -> int:
        """The price of the line after its discount, in the price (with or without tax) that it was given in."""
        return (self.gross_fen or 0) + (self.net_fen or 0) - (self.discount_fen or 0)


class Buyer(Part):
    """Who pays for the goods or services 受票方; a unit has a code or a reason for none."""

    kind: Literal["unit", "natural_person"]
    name: Name
    id: Number | None = None
    no_id_reason: Name | None = None
    address: Sentence | None = None
    phone: Name | None = None
    bank: Name | None = None
    account: Name | None = None


class Invoice(Part):
    """One invoice that is asked for: a buyer and at most `MOST_LINES` lines."""

    buyer: Buyer
    lines: Annotated[tuple[Line, ...], Field(min_length=1, max_length=MOST_LINES)]


class Taxpayer(Part):
    """Who sold 纳税人; `period` is the filing period of a registered one."""

    kind: Payer
    name: Name
    id: Number
    id_type: IdType | None = None
    nationality: Name | None = None
    id_expires_on: Day | None = None
    checked: Literal["reader", "typed", "face", "fallback"] | None = None
    phone: Name | None = None
    address: Sentence | None = None
    period: Period | None = None
    authority: Name | None = None


class Agent(Part):
    """Who comes for the taxpayer 经办人, with the number and term of the authority given 授权委托书."""

    name: Name
    id_type: IdType
    id: Number
    phone: Name
    authority_no: Name
    valid_to: Day


class Lease(Part):
    """The months that a lump sum of rent covers."""

    months: Count
    start: Annotated[Day | None, Field(alias="from")] = None
    end: Annotated[Day | None, Field(alias="to")] = None

    @model_validator(mode="after")
    def _forwards(self) -> Lease:
        if self.start and self.end and self.end < self.start:
            raise PydanticCustomError("application.lease", "lease", {"at": "to"})
        return self


class Property(Part):
    """The real estate that is let 不动产; its address stands in the remarks."""

    address: Sentence
    certificate_no: Name | None = None


class Construction(Part):
    """Where the works are 建筑服务发生地, and their name."""

    county: Name
    project: Name


class Freight(Part):
    """What was carried 货物运输: from where, to where, in which vehicle."""

    origin: Annotated[Name, Field(alias="from")]
    destination: Annotated[Name, Field(alias="to")]
    vehicle: Name
    goods: Name


class Document(Part):
    """A paper that was shown 附列资料, by the digest of its picture."""

    kind: Name
    sha256: Digest
    pages: Count
    source: Name
    taken_at: Instant


class MostPrior(Part):
    """The most that earlier sales can come to, where copies may be missing; gross, in 分."""

    day_gross_fen: FenOrNone
    month_gross_fen: FenOrNone
    quarter_gross_fen: FenOrNone


class PriorSales(MostPrior):
    """Earlier sales of the same day, month and quarter that are known; gross, in 分."""

    at_most: MostPrior | None = None

    @model_validator(mode="after")
    def _at_most_is_not_less(self) -> PriorSales:
        if self.at_most is not None:
            for name in MostPrior.model_fields:
                if getattr(self.at_most, name) < getattr(self, name):
                    raise PydanticCustomError("application.at_most", "at most", {"at": f"at_most.{name}"})
        return self


class Assessed(Part):
    """What the tax office has assessed 核定: a rate of individual income tax, or the statutory method for rent."""

    pit_rate: RateText | None = None
    pit_method: Literal["lease_statutory"] | None = None

    @model_validator(mode="after")
    def _one_method(self) -> Assessed:
        if self.pit_rate is not None and self.pit_method is not None:
            raise PydanticCustomError("application.assessed_twice", "assessed", {"at": "pit_method"})
        return self


class Payment(Part):
    """One payment towards what the counter collects."""

    method: Method
    reference: Name | None = None
    amount_fen: FenOrNone


class Application(Part):
    """An application to issue invoices on a taxpayer's behalf 代开申请; the input of `quote` and `issue`."""

    command: Command
    on: Day
    obligation_on: Day | None = None
    district: District
    location: Place
    taxpayer: Taxpayer
    agent: Agent | None = None
    invoices: Annotated[tuple[Invoice, ...], Field(min_length=1, max_length=MOST_INVOICES)]
    lease: Lease | None = None
    property: Property | None = None
    construction: Construction | None = None
    freight: Freight | None = None
    contract_no: Name | None = None
    documents: Annotated[tuple[Document, ...], Field(max_length=100)] = ()
    prior: PriorSales | None = None
    assessed: Assessed | None = None
    payments: Annotated[tuple[Payment, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _within_the_largest_amount(self) -> Application:
        total = sum(line.charged_fen for invoice in self.invoices for line in invoice.lines)
        if total > MOST_FEN:
            raise PydanticCustomError("application.total", "total", {"at": "invoices", "most": MOST_FEN})
        return self
