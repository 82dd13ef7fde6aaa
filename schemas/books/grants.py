"""Numbers and allowances granted, and how far each block of numbers has been used."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.facts import AllowanceGranted, FormReissued, InvoiceIssued, NumbersGranted, RedLetterIssued, VoucherIssued


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
    """An allowance 离线额度 of a device: net amount in fen, count, hours, and where the clerk is told; the newest counts."""

    BOOK: ClassVar[str] = "allowance"
    KEY: ClassVar[tuple[str, ...]] = ("device", "owner", "seq")
    owner: bytes
    device: bytes
    seq: int
    amount_fen: int
    count: int
    hours: int
    amber_percent: int
    red_percent: int


@dataclass(frozen=True, slots=True)
class AllowanceSourceRow:
    """The part of an allowance that one number source may take, net in fen."""

    BOOK: ClassVar[str] = "allowance_source"
    KEY: ClassVar[tuple[str, ...]] = ("device", "owner", "seq", "source")
    owner: bytes
    device: bytes
    seq: int
    source: str
    amount_fen: int


AMBER_PERCENT = 70
RED_PERCENT = 95
"""Where the clerk is told, when the grant does not say."""


def fold(act: Act, shelf: Shelf) -> None:
    """Grants as they come; use by what is issued."""
    for fact in act.facts:
        match fact:
            case NumbersGranted():
                _granted(act, shelf, fact)
            case AllowanceGranted():
                _allowed(act, shelf, fact)
            case InvoiceIssued() | VoucherIssued() | RedLetterIssued():
                _used(act, shelf, fact.block, fact.number)
            case FormReissued():
                _used(act, shelf, fact.block, fact.to_number)
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


def _allowed(act: Act, shelf: Shelf, fact: AllowanceGranted) -> None:
    seq = act.entry.seq
    shelf.get(AllowanceRow, fact.device, act.owner, seq)
    shelf.put(
        AllowanceRow(
            owner=act.owner,
            device=fact.device,
            seq=seq,
            amount_fen=fact.amount_fen,
            count=fact.count,
            hours=fact.hours,
            amber_percent=AMBER_PERCENT if fact.amber_percent is None else fact.amber_percent,
            red_percent=RED_PERCENT if fact.red_percent is None else fact.red_percent,
        )
    )
    for source, fen in sorted((fact.sources or {}).items()):
        shelf.get(AllowanceSourceRow, fact.device, act.owner, seq, source)
        shelf.put(AllowanceSourceRow(act.owner, fact.device, seq, source, fen))


def _used(act: Act, shelf: Shelf, block: str, written: str) -> None:
    number = int(written) if written.isdecimal() else 0
    row = shelf.get(NumbersUsedRow, act.owner, block) or NumbersUsedRow(act.owner, block, 0, 0)
    shelf.put(replace(row, last=max(row.last, number), count=row.count + 1))
