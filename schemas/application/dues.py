"""What is asked before dues are collected 应征税款试算: from a quota, from an application, or dues that are known by name."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.application.collection import MOST_DUES, Tax
from schemas.application.models import Application, Taxpayer
from schemas.application.parts import Day, District, Fen, FenOrNone, Name, Part, RateText

MOST_SUSPENSIONS = 12


class KnownDue(Part):
    """A due that the clerk knows by name; the late surcharge 滞纳金 is worked out to the day of payment."""

    due_id: Name | None = None
    tax: Tax
    levy_item: Name
    period_from: Day
    period_to: Day
    due_on: Day
    principal_fen: Fen

    @model_validator(mode="after")
    def _sound(self) -> KnownDue:
        if self.period_to < self.period_from:
            raise PydanticCustomError("application.period", "period", {"at": "period_to"})
        return self


class QuotaMonth(Part):
    """One month of a household: its quota 核定经营额 and what it declared, both without tax, in 分."""

    first: Day
    quota_fen: FenOrNone
    declared_fen: FenOrNone | None = None


class QuotaAsked(Part):
    """The assessment 核定定额 of a household and the months of one filing period, in order."""

    district: District
    location: Literal["city", "town", "other"]
    item: Literal["goods", "services", "labour", "transport", "construction", "housing_rent", "nonhousing_rent"]
    pit_rate: RateText | None = None
    months: Annotated[tuple[QuotaMonth, ...], Field(min_length=1, max_length=3)]
    suspensions: Annotated[tuple[tuple[Day, Day], ...], Field(max_length=MOST_SUSPENSIONS)] = ()

    @model_validator(mode="after")
    def _one_filing_period(self) -> QuotaAsked:
        """One month, or the three of one calendar quarter."""
        firsts = [month.first for month in self.months]
        start = firsts[0]
        wanted = [date(start.year, start.month, 1)]
        if len(firsts) > 1:
            quarter = start.month - (start.month - 1) % 3
            wanted = [date(start.year, quarter + step, 1) for step in range(3)]
        if firsts != wanted:
            raise PydanticCustomError("application.quota_months", "months", {"at": "months"})
        return self


class DuesAsked(Part):
    """What to work out for a taxpayer who comes to pay on the day `on`; exactly one of the three sources."""

    on: Day
    taxpayer: Taxpayer
    dues: Annotated[tuple[KnownDue, ...], Field(max_length=MOST_DUES)] = ()
    quota: QuotaAsked | None = None
    application: Application | None = None

    @model_validator(mode="after")
    def _one_source(self) -> DuesAsked:
        if bool(self.dues) + (self.quota is not None) + (self.application is not None) != 1:
            raise PydanticCustomError("application.dues_source", "source", {"at": "dues"})
        if self.application is not None and self.application.taxpayer.id != self.taxpayer.id:
            raise PydanticCustomError("application.dues_payer", "payer", {"at": "application.taxpayer.id"})
        return self
