"""The book of pre-numbered forms 空白票证: what was loaded where, what was set aside, which sale went on another form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from schemas.books.invoices import InvoiceRow
from schemas.books.shelf import Act, Shelf
from schemas.books.vouchers import VoucherRow
from schemas.facts import FormReissued, FormsLoaded, FormsSetAside


@dataclass(frozen=True, slots=True)
class RollRow:
    """Forms that were loaded into a printer 装票; the newest of a printer and stock lies in it."""

    BOOK: ClassVar[str] = "roll"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    printer: str
    stock: str
    code: str
    first: int
    last: int
    width: int


@dataclass(frozen=True, slots=True)
class AsideRow:
    """Blank forms set aside; `how` is `spoiled`, `lost`, `returned` or `supplied`."""

    BOOK: ClassVar[str] = "aside"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    stock: str
    code: str
    first: int
    last: int
    how: str


@dataclass(frozen=True, slots=True)
class ReissueRow:
    """A sale that went from one form to another 换开; `place` is which of its invoices."""

    BOOK: ClassVar[str] = "reissue"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    entry: bytes
    stock: str
    place: int
    code: str
    number: str
    to_code: str
    to_number: str
    source: str
    how: str


def fold(act: Act, shelf: Shelf) -> None:
    """Rows as they come; their keys hold the entry's own place."""
    for part, fact in enumerate(act.facts):
        match fact:
            case FormsLoaded():
                where = (act.owner, act.entry.seq, part, fact.on, fact.printer, fact.stock, fact.code)
                shelf.add(RollRow(*where, fact.first, fact.last, fact.width))
            case FormsSetAside():
                what = (fact.on, fact.stock, fact.code, fact.first, fact.last, fact.how)
                shelf.add(AsideRow(act.owner, act.entry.seq, part, *what))
            case FormReissued():
                _reissued(act, shelf, part, fact)
            case _:
                pass


def _reissued(act: Act, shelf: Shelf, part: int, fact: FormReissued) -> None:
    book = InvoiceRow if fact.stock == "invoice" else VoucherRow
    row = shelf.get(book, act.owner, fact.to_code, fact.to_number)
    if row is None or row.entry != fact.entry:
        return
    where = (act.owner, act.entry.seq, part, fact.on, fact.entry, fact.stock, fact.part)
    shelf.add(ReissueRow(*where, fact.code, fact.number, fact.to_code, fact.to_number, fact.source, fact.how))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The equation of a range: received = used + voided + spoiled + lost + returned + supplied + hand, in forms 份."""

    received: int
    used: int
    voided: int
    spoiled: int
    lost: int
    returned: int
    hand: int
    supplied: int = 0
    """Handed over to households."""

    @property
    def equal(self) -> bool:
        """Whether every form of the range is accounted for."""
        parts = (self.used, self.voided, self.spoiled, self.lost, self.returned, self.supplied, self.hand)
        return self.received == sum(parts)


def tally(
    first: int,
    last: int,
    next_: int,
    issued: Iterable[InvoiceRow] | Iterable[VoucherRow],
    aside: Iterable[AsideRow],
    red: Iterable[str] = (),
) -> Tally:
    """Count a range from two sides: what was issued and set aside by its rows, what is on hand by the drawing of numbers.

    `next_` is the first number that was never drawn; `red` are the numbers of red letters. So a form that is skipped or counted twice breaks the equation.
    """
    states = {"issued": 0, "voided": 0, "spoiled": 0, "lost": 0}
    for row in issued:
        states[row.state] += first <= int(row.number) <= last
    states["issued"] += sum(first <= int(number) <= last for number in red)
    set_aside = {"spoiled": 0, "lost": 0, "returned": 0, "supplied": 0}
    beyond = 0
    for row in aside:
        set_aside[row.how] += _overlap(row, first, last)
        beyond += _overlap(row, next_, last)
    return Tally(
        received=last - first + 1,
        used=states["issued"],
        voided=states["voided"],
        spoiled=states["spoiled"] + set_aside["spoiled"],
        lost=states["lost"] + set_aside["lost"],
        returned=set_aside["returned"],
        hand=last - next_ + 1 - beyond,
        supplied=set_aside["supplied"],
    )


def _overlap(row: AsideRow, first: int, last: int) -> int:
    return max(0, min(row.last, last) - max(row.first, first) + 1)
