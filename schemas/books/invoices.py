"""The book of invoices 发票台账."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import FormReissued, InvoiceIssued, InvoiceVoided, TaxAssessed

MOVED = ("spoiled", "lost")
"""States of a form whose sale stands on another."""


@dataclass(frozen=True, slots=True)
class InvoiceRow:
    """One invoice; `state` is `issued`, `voided`, `spoiled` or `lost`; amounts in fen.

    A form that is spoiled or lost has its sale on another. `seq` and `entry` say where
    it was issued, on whatever form.
    """

    BOOK: ClassVar[str] = "invoice"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "code", "number")
    owner: bytes
    code: str
    number: str
    seq: int
    entry: bytes
    on: str
    bound_on: str
    source: str
    net_fen: int
    vat_fen: int
    rate: str | None
    exempt: str | None
    taxpayer: bytes
    buyer: bytes
    clerk: bytes | None
    state: str
    voided_on: str | None


def fold(act: Act, shelf: Shelf) -> None:
    """Invoices issued, each number once; invoices voided, once; invoices that went on another form."""
    bound_on = next((fact.bound_on for fact in act.facts if isinstance(fact, TaxAssessed)), None)
    for part, fact in enumerate(act.facts):
        if isinstance(fact, InvoiceIssued):
            _issued(act, shelf, part, fact, bound_on or fact.on)
        elif isinstance(fact, InvoiceVoided):
            _voided(act, shelf, part, fact)
        elif isinstance(fact, FormReissued) and fact.stock == "invoice":
            _reissued(act, shelf, part, fact)


def _issued(act: Act, shelf: Shelf, part: int, fact: InvoiceIssued, bound_on: str) -> None:
    if shelf.get(InvoiceRow, act.owner, fact.code, fact.number) is not None:
        set_aside(act, shelf, part, "number_twice")
        return
    shelf.put(
        InvoiceRow(
            owner=act.owner,
            code=fact.code,
            number=fact.number,
            seq=act.entry.seq,
            entry=act.entry.id,
            on=fact.on,
            bound_on=bound_on,
            source=fact.source,
            net_fen=fact.net_fen,
            vat_fen=fact.vat_fen,
            rate=fact.rate,
            exempt=fact.exempt,
            taxpayer=fact.taxpayer,
            buyer=fact.buyer,
            clerk=act.entry.ckey,
            state="issued",
            voided_on=None,
        )
    )


def _voided(act: Act, shelf: Shelf, part: int, fact: InvoiceVoided) -> None:
    row = shelf.get(InvoiceRow, act.owner, fact.code, fact.number)
    if row is None or row.entry != fact.entry or row.state != "issued":
        set_aside(act, shelf, part, "void_without_invoice")
        return
    shelf.put(replace(row, state="voided", voided_on=fact.on))


def _reissued(act: Act, shelf: Shelf, part: int, fact: FormReissued) -> None:
    row = shelf.get(InvoiceRow, act.owner, fact.code, fact.number)
    if row is None or row.entry != fact.entry or row.state != "issued":
        set_aside(act, shelf, part, "reissue_without_invoice")
        return
    if shelf.get(InvoiceRow, act.owner, fact.to_code, fact.to_number) is not None:
        set_aside(act, shelf, part, "number_twice")
        return
    shelf.put(replace(row, state=fact.how))
    moved = {"code": fact.to_code, "number": fact.to_number, "source": fact.source}
    shelf.put(replace(row, **moved))
