"""What the engine needs of an application, and nothing that names a person: so an entry of any age can be worked out again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from schemas.application import Application, Buyer, Line
from schemas.failures import BadInput
from schemas.rules.rates import Rate, read_rate
from schemas.rules.vocabulary import REASONS, RENTS


@dataclass(frozen=True, slots=True)
class Priced:
    """One line: its item, and its price after the discount, with or without tax, in 分."""

    item: str
    charged_fen: int
    net_priced: bool
    discount_fen: int


@dataclass(frozen=True, slots=True)
class Party:
    """A buyer 受票方 as far as the law asks: unit or natural person, and the pack's word for why a unit has no code.

    Words that no pack knows become `other`, so that nothing a person typed stands in a case.
    """

    kind: str
    no_id_reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An application without its people; `invoices` holds each invoice's buyer and lines."""

    on: date
    obligation_on: date
    district: str
    place: str
    payer: str
    period: str | None
    months: int
    invoices: tuple[tuple[Party, tuple[Priced, ...]], ...]
    pit_rate: Rate | None
    pit_method: str | None


def obligation_day(application: Application) -> date:
    """纳税义务发生日: when payment was received or due, or the day of the invoice if that comes first (增值税法 §28)."""
    return min(application.obligation_on or application.on, application.on)


def case_of(application: Application) -> Case:
    """The case of an application; BadInput `rules.…` where what the law needs is missing or contradicts itself."""
    payer, assessed = application.taxpayer, application.assessed
    items = {line.item for invoice in application.invoices for line in invoice.lines}
    if payer.kind != "natural_person" and payer.period is None:
        raise BadInput("rules.period_missing", field="taxpayer.period")
    if assessed and assessed.pit_method == "lease_statutory" and not items <= set(RENTS):
        raise BadInput("rules.pit_method", field="assessed.pit_method")
    return Case(
        on=application.on,
        obligation_on=obligation_day(application),
        district=application.district,
        place=application.location,
        payer=payer.kind,
        period=payer.period if payer.kind != "natural_person" else None,
        months=application.lease.months if application.lease else 1,
        invoices=tuple(
            (
                _party(invoice.buyer),
                tuple(_priced(line) for line in invoice.lines),
            )
            for invoice in application.invoices
        ),
        pit_rate=read_rate(assessed.pit_rate) if assessed and assessed.pit_rate is not None else None,
        pit_method=assessed.pit_method if assessed else None,
    )


def _party(buyer: Buyer) -> Party:
    reason = buyer.no_id_reason
    return Party(buyer.kind, reason if reason is None or reason in REASONS else "other")


def _priced(line: Line) -> Priced:
    return Priced(line.item, line.charged_fen, line.net_fen is not None, line.discount_fen or 0)
