"""The book of assessments 计税台账: what each sale assumed, so that what several sites did together can be judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.entry.clock import wall_of
from schemas.facts import InvoiceIssued, TaxAssessed


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """One working: the prior sums that it was told, its own gross, its pack; `at_ms` is the entry's clock. Amounts in fen."""

    BOOK: ClassVar[str] = "assessment"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq")
    owner: bytes
    seq: int
    entry: bytes
    at_ms: int
    on: str
    bound_on: str
    taxpayer: bytes
    pack: bytes
    exempt: str | None
    gross_fen: int
    day_fen: int
    month_fen: int
    quarter_fen: int


def fold(act: Act, shelf: Shelf) -> None:
    """One row for the working that an entry carries."""
    fact = next((fact for fact in act.facts if isinstance(fact, TaxAssessed)), None)
    if fact is None:
        return
    issued = [fact for fact in act.facts if isinstance(fact, InvoiceIssued)]
    shelf.add(
        AssessmentRow(
            owner=act.owner,
            seq=act.entry.seq,
            entry=act.entry.id,
            at_ms=wall_of(act.entry.hlc),
            on=fact.on,
            bound_on=fact.bound_on,
            taxpayer=fact.taxpayer,
            pack=fact.pack,
            exempt=fact.quote.get("exempt"),
            gross_fen=sum(invoice.net_fen + invoice.vat_fen for invoice in issued),
            day_fen=fact.prior["day_gross_fen"],
            month_fen=fact.prior["month_gross_fen"],
            quarter_fen=fact.prior["quarter_gross_fen"],
        )
    )
