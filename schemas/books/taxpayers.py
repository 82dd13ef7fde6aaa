"""What each taxpayer had invoiced on each day: the prior sums 累计销售额 of threshold tests."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.corrections import RedRow
from schemas.books.invoices import InvoiceRow
from schemas.books.shelf import Act, Shelf
from schemas.facts import InvoiceIssued, InvoiceVoided, RedLetterIssued


@dataclass(frozen=True, slots=True)
class TaxpayerDayRow:
    """Gross sum in fen and count of the invoices of one taxpayer whose tax obligation arose on one day, in one feed."""

    BOOK: ClassVar[str] = "taxpayer_day"
    KEY: ClassVar[tuple[str, ...]] = ("taxpayer", "on", "owner")
    owner: bytes
    taxpayer: bytes
    on: str
    gross_fen: int
    count: int


def fold(act: Act, shelf: Shelf) -> None:
    """Runs after the book of invoices: it counts what that book has taken in, and takes back what it has voided."""
    for fact in act.facts:
        if isinstance(fact, RedLetterIssued):
            _reddened(act, shelf, fact)
        if isinstance(fact, (InvoiceIssued, InvoiceVoided)):
            row = shelf.get(InvoiceRow, act.owner, fact.code, fact.number)
            if row is None:
                continue
            if isinstance(fact, InvoiceIssued) and row.seq == act.entry.seq:
                _move(shelf, row, 1)
            elif isinstance(fact, InvoiceVoided) and row.entry == fact.entry and row.voided_on == fact.on:
                _move(shelf, row, -1)


def _reddened(act: Act, shelf: Shelf, fact: RedLetterIssued) -> None:
    """A red letter lowers the sales of its own month: of the day it takes back within the month, else of its own day."""
    red = shelf.get(RedRow, act.owner, fact.code, fact.number)
    invoice = shelf.get(InvoiceRow, act.owner, fact.of_code, fact.of_number)
    if red is None or invoice is None or red.seq != act.entry.seq:
        return
    on = invoice.bound_on if invoice.bound_on[:7] == fact.on[:7] else fact.on
    held = shelf.get(TaxpayerDayRow, invoice.taxpayer, on, invoice.owner)
    day = held or TaxpayerDayRow(invoice.owner, invoice.taxpayer, on, 0, 0)
    shelf.put(replace(day, gross_fen=day.gross_fen - fact.net_fen - fact.vat_fen))


def _move(shelf: Shelf, row: InvoiceRow, sign: int) -> None:
    held = shelf.get(TaxpayerDayRow, row.taxpayer, row.bound_on, row.owner)
    day = held or TaxpayerDayRow(row.owner, row.taxpayer, row.bound_on, 0, 0)
    gross = sign * (row.net_fen + row.vat_fen)
    shelf.put(replace(day, gross_fen=day.gross_fen + gross, count=day.count + sign))
