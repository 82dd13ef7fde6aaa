"""The collection 代征税款 as a model: dues that are owed, and the payments that settle them by name."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from schemas.application.models import Payment, Taxpayer
from schemas.application.parts import Command, Day, Fen, FenOrNone, Name, Part

MOST_DUES = 100

Place = Annotated[int, Field(strict=True, ge=0, lt=MOST_DUES)]
Tax: TypeAlias = Literal["vat", "urban", "edu", "local_edu", "pit", "stamp", "property", "land_use"]


class Due(Part):
    """One due 应征税款: what tax, of which period, due on which day, principal and late surcharge 滞纳金 in 分."""

    due_id: Name | None = None
    tax: Tax
    levy_item: Name
    period_from: Day
    period_to: Day
    due_on: Day
    principal_fen: FenOrNone
    late_fee_fen: FenOrNone

    @model_validator(mode="after")
    def _sound(self) -> Due:
        if self.period_to < self.period_from:
            raise PydanticCustomError("application.period", "period", {"at": "period_to"})
        if self.owed_fen == 0:
            raise PydanticCustomError("application.due_empty", "due", {"at": "principal_fen"})
        return self

    @property
    def owed_fen(self) -> int:
        """Principal and late surcharge together."""
        return self.principal_fen + self.late_fee_fen


class SettlingPayment(Payment):
    """One payment and the dues that it settles: pairs of the due's place in the list, from 0, and 分."""

    settles: Annotated[
        tuple[Annotated[tuple[Place, Fen], Field(min_length=2, max_length=2)], ...], Field(max_length=MOST_DUES)
    ]

    @model_validator(mode="after")
    def _settles_all_of_it(self) -> SettlingPayment:
        if sum(fen for _, fen in self.settles) != self.amount_fen:
            raise PydanticCustomError("application.settles_sum", "settles", {"at": "settles"})
        return self


class Collection(Part):
    """Taxes that a taxpayer comes to pay, without an invoice; the input of `collect`."""

    command: Command
    on: Day
    taxpayer: Taxpayer
    dues: Annotated[tuple[Due, ...], Field(min_length=1, max_length=MOST_DUES)]
    payments: Annotated[tuple[SettlingPayment, ...], Field(max_length=20)]

    @model_validator(mode="after")
    def _settles_what_is_owed(self) -> Collection:
        settled = [0] * len(self.dues)
        for index, payment in enumerate(self.payments):
            for place, fen in payment.settles:
                if place >= len(self.dues):
                    raise PydanticCustomError("application.no_such_due", "due", {"at": f"payments.{index}.settles"})
                settled[place] += fen
        for place, (due, fen) in enumerate(zip(self.dues, settled, strict=True)):
            if fen > due.owed_fen:
                raise PydanticCustomError("application.overpaid", "overpaid", {"at": f"dues.{place}"})
        return self
