"""The books of red letters 红字发票 and of refunds that were asked for 退(抵)税申请."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.invoices import InvoiceRow
from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import RedLetterIssued, RefundRequested


@dataclass(frozen=True, slots=True)
class RedRow:
    """One red-letter invoice and the invoice that it takes back, in whole or in part; amounts in fen, above zero."""

    BOOK: ClassVar[str] = "red"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "code", "number")
    owner: bytes
    code: str
    number: str
    seq: int
    entry: bytes
    on: str
    source: str
    of_code: str
    of_number: str
    of_entry: bytes
    net_fen: int
    vat_fen: int
    reason: str
    money: str
    clerk: bytes | None


@dataclass(frozen=True, slots=True)
class ReddenedRow:
    """How much of an invoice its red letters have taken back; never more than it was issued for."""

    BOOK: ClassVar[str] = "reddened"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "entry", "code", "number")
    owner: bytes
    entry: bytes
    code: str
    number: str
    net_fen: int
    vat_fen: int
    count: int


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A refund that a payer asked for through this site; in fen, and where the money stood."""

    BOOK: ClassVar[str] = "refund"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    entry: bytes
    of_entry: bytes
    total_fen: int
    stage: str
    reason: str


def fold(act: Act, shelf: Shelf) -> None:
    """Red letters, each number once and within its invoice; refunds as they were asked for."""
    for part, fact in enumerate(act.facts):
        if isinstance(fact, RedLetterIssued):
            _red(act, shelf, part, fact)
        elif isinstance(fact, RefundRequested):
            place = (act.owner, act.entry.seq, part)
            shelf.add(RefundRow(*place, fact.on, act.entry.id, fact.entry, fact.total_fen, fact.stage, fact.reason))


def _red(act: Act, shelf: Shelf, part: int, fact: RedLetterIssued) -> None:
    taken = (shelf.get(book, act.owner, fact.code, fact.number) for book in (InvoiceRow, RedRow))
    if any(row is not None for row in taken):
        set_aside(act, shelf, part, "number_twice")
        return
    invoice = shelf.get(InvoiceRow, act.owner, fact.of_code, fact.of_number)
    key = (act.owner, fact.entry, fact.of_code, fact.of_number)
    before = shelf.get(ReddenedRow, *key) or ReddenedRow(*key, 0, 0, 0)
    after = replace(
        before, net_fen=before.net_fen + fact.net_fen, vat_fen=before.vat_fen + fact.vat_fen, count=before.count + 1
    )
    if invoice is None or invoice.entry != fact.entry or not _within(after, invoice, fact):
        set_aside(act, shelf, part, "red_without_invoice")
        return
    shelf.put(after)
    shelf.put(
        RedRow(
            owner=act.owner,
            code=fact.code,
            number=fact.number,
            seq=act.entry.seq,
            entry=act.entry.id,
            on=fact.on,
            source=fact.source,
            of_code=fact.of_code,
            of_number=fact.of_number,
            of_entry=fact.entry,
            net_fen=fact.net_fen,
            vat_fen=fact.vat_fen,
            reason=fact.reason,
            money=fact.money,
            clerk=act.entry.ckey,
        )
    )


def _within(after: ReddenedRow, invoice: InvoiceRow, fact: RedLetterIssued) -> bool:
    """Σ red ≤ the original, and nothing below zero."""
    return (
        invoice.state == "issued"
        and fact.net_fen >= 0
        and fact.vat_fen >= 0
        and after.net_fen <= invoice.net_fen
        and after.vat_fen <= invoice.vat_fen
    )
