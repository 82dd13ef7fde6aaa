"""The books of what changed hands: shifts 交接班, deposits 缴存, settlements 票款结报, supplements 补录, second signatures 复核."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.facts import CashDeposited, Countersigned, DaySupplemented, ShiftHandedOver, VouchersSettled


@dataclass(frozen=True, slots=True)
class HandoverRow:
    """A shift handed over; it is whole when its receiver has countersigned. Cash in fen by the books, and the difference."""

    BOOK: ClassVar[str] = "handover"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    entry: bytes
    giver: bytes | None
    receiver: bytes
    books_fen: int
    difference_fen: int


@dataclass(frozen=True, slots=True)
class CountersignRow:
    """A second signature under an entry of this feed."""

    BOOK: ClassVar[str] = "countersign"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    entry: bytes
    clerk: bytes | None


@dataclass(frozen=True, slots=True)
class DepositRow:
    """Cash that went to the bank, in fen, with slip, bag and seal."""

    BOOK: ClassVar[str] = "deposit"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    entry: bytes
    slip_no: str
    bag_no: str
    seal_no: str
    amount_fen: int
    clerk: bytes | None
    reviewer: bytes


@dataclass(frozen=True, slots=True)
class SettlementRow:
    """Vouchers and money settled for the days `first` to `last`; in fen."""

    BOOK: ClassVar[str] = "settlement"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    entry: bytes
    first: str
    last: str
    due_fen: int
    deposited_fen: int
    electronic_fen: int


@dataclass(frozen=True, slots=True)
class SupplementRow:
    """What was said on the day `on` of the closed day `of`."""

    BOOK: ClassVar[str] = "supplement"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    on: str
    of: str
    entry: bytes
    note: str
    difference_fen: int | None


def fold(act: Act, shelf: Shelf) -> None:
    """Each as it was said."""
    entry = act.entry
    for part, fact in enumerate(act.facts):
        place = (act.owner, entry.seq, part)
        match fact:
            case ShiftHandedOver():
                given = (fact.on, entry.id, entry.ckey, fact.receiver, fact.books_fen, fact.difference_fen)
                shelf.add(HandoverRow(*place, *given))
            case Countersigned():
                shelf.add(CountersignRow(*place, fact.on, fact.entry, entry.ckey))
            case CashDeposited():
                papers = (fact.slip_no, fact.bag_no, fact.seal_no)
                shelf.add(DepositRow(*place, fact.on, entry.id, *papers, fact.amount_fen, entry.ckey, fact.reviewer))
            case VouchersSettled():
                sums = (fact.due_fen, fact.deposited_fen, fact.electronic_fen)
                shelf.add(SettlementRow(*place, fact.on, entry.id, fact.first, fact.last, *sums))
            case DaySupplemented():
                shelf.add(SupplementRow(*place, fact.on, fact.of, entry.id, fact.note, fact.difference_fen))
            case _:
                pass
