"""Numbers and allowances granted, and how far each block of numbers has been used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.facts import AllowanceGranted, InvoiceIssued, NumbersGranted, VoucherIssued


@dataclass(frozen=True, slots=True)
class NumbersRow:
    """A block of numbers 号段 as the authority granted it."""

    BOOK: ClassVar[str] = "numbers"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "block")
    owner: bytes
    block: str
    seq: int
    device: bytes
    stock: str
    source: str
    code: str
    first: int
    last: int
    width: int


@dataclass(frozen=True, slots=True)
class NumbersUsedRow:
    """The last number that a device has used of a block, and how many."""

    BOOK: ClassVar[str] = "numbers_used"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "block")
    owner: bytes
    block: str
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class AllowanceRow:
    """The newest allowance of a device: net amount in fen, count, hours."""

    BOOK: ClassVar[str] = "allowance"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "device")
    owner: bytes
    device: bytes
    seq: int
    amount_fen: int
    count: int
    hours: int


def fold(act: Act, shelf: Shelf) -> None:
    """Grants as they come; use by what is issued."""
    for fact in act.facts:
        match fact:
            case NumbersGranted():
                _granted(act, shelf, fact)
            case AllowanceGranted():
                shelf.get(AllowanceRow, act.owner, fact.device)
                shelf.put(AllowanceRow(act.owner, fact.device, act.entry.seq, fact.amount_fen, fact.count, fact.hours))
            case InvoiceIssued() | VoucherIssued():
                _used(act, shelf, fact)
            case _:
                pass


def _granted(act: Act, shelf: Shelf, fact: NumbersGranted) -> None:
    if shelf.get(NumbersRow, act.owner, fact.block) is None:
        shelf.put(
            NumbersRow(
                owner=act.owner,
                block=fact.block,
                seq=act.entry.seq,
                device=fact.device,
                stock=fact.stock,
                source=fact.source,
                code=fact.code,
                first=fact.first,
                last=fact.last,
                width=fact.width,
            )
        )


def _used(act: Act, shelf: Shelf, fact: InvoiceIssued | VoucherIssued) -> None:
    number = int(fact.number) if fact.number.isdecimal() else 0
    row = shelf.get(NumbersUsedRow, act.owner, fact.block) or NumbersUsedRow(act.owner, fact.block, 0, 0)
    shelf.put(replace(row, last=max(row.last, number), count=row.count + 1))
