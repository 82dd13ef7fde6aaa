"""Voids and clock jumps as they were said, counted or not: what findings look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.facts import ClockJumped, InvoiceVoided


@dataclass(frozen=True, slots=True)
class VoidRow:
    """A void 作废 that was said of an invoice, whether or not the book of invoices could follow it."""

    BOOK: ClassVar[str] = "void"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    entry: bytes
    on: str
    code: str
    number: str
    issued: bytes


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A wall clock that stood behind the logical one 时钟回拨, in milliseconds since 1970."""

    BOOK: ClassVar[str] = "clock"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq")
    owner: bytes
    seq: int
    entry: bytes
    wall_ms: int
    logical_ms: int


def fold(act: Act, shelf: Shelf) -> None:
    """Each as it was said."""
    place = (act.owner, act.entry.seq)
    for part, fact in enumerate(act.facts):
        if isinstance(fact, InvoiceVoided):
            shelf.add(VoidRow(*place, part, act.entry.id, fact.on, fact.code, fact.number, fact.entry))
        elif isinstance(fact, ClockJumped):
            shelf.get(ClockRow, *place)
            shelf.put(ClockRow(*place, act.entry.id, fact.wall_ms, fact.logical_ms))
