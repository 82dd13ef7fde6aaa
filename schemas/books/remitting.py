"""The books of agreements 委托代征协议 and remittances 汇总解缴."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import AgreementSet, RemittanceMade


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """An agreement as it stands: days, limits in fen, the fee's rate; `fee_free` are taxes joined by blanks."""

    BOOK: ClassVar[str] = "agreement"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "number")
    owner: bytes
    number: str
    seq: int
    first: str
    last: str
    deposit_days: int
    deposit_fen: int
    remit_days: int
    fee_rate: str
    fee_free: str


@dataclass(frozen=True, slots=True)
class RemittanceRow:
    """A remittance by its number 缴款书号: days, count of vouchers, the sum in fen."""

    BOOK: ClassVar[str] = "remittance"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "number")
    owner: bytes
    number: str
    seq: int
    entry: bytes
    first: str
    last: str
    count: int
    total_fen: int
    by: str


@dataclass(frozen=True, slots=True)
class RemittedRow:
    """A run of vouchers of one feed and code that a remittance bears, from `first` to `last`; `fen` is what stands of them."""

    BOOK: ClassVar[str] = "remitted"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "number", "part")
    owner: bytes
    number: str
    part: int
    feed: bytes
    code: str
    first: str
    last: str
    count: int
    fen: int


def fold(act: Act, shelf: Shelf) -> None:
    """An agreement's newest word counts; a remittance's number is used once in a channel, and its list adds up to its sum."""
    for part, fact in enumerate(act.facts):
        if isinstance(fact, AgreementSet):
            shelf.get(AgreementRow, act.owner, fact.number)
            shelf.put(_agreement(act, fact))
        elif isinstance(fact, RemittanceMade):
            if not _sound(fact) or shelf.get(RemittanceRow, act.owner, fact.number) is not None:
                set_aside(act, shelf, part, "remittance")
                continue
            shelf.put(_remittance(act, fact))
            for place, run in enumerate(fact.vouchers):
                shelf.get(RemittedRow, act.owner, fact.number, place)
                shelf.put(_run(act, fact, place, run))


def _sound(fact: RemittanceMade) -> bool:
    return sum(run[5] for run in fact.vouchers) == fact.total_fen == sum(fen for _, fen in fact.taxes)


def _agreement(act: Act, fact: AgreementSet) -> AgreementRow:
    return AgreementRow(
        owner=act.owner,
        number=fact.number,
        seq=act.entry.seq,
        first=fact.first,
        last=fact.last,
        deposit_days=fact.deposit_days,
        deposit_fen=fact.deposit_fen,
        remit_days=fact.remit_days,
        fee_rate=fact.fee_rate,
        fee_free=" ".join(sorted(fact.fee_free)),
    )


def _remittance(act: Act, fact: RemittanceMade) -> RemittanceRow:
    return RemittanceRow(
        owner=act.owner,
        number=fact.number,
        seq=act.entry.seq,
        entry=act.entry.id,
        first=fact.first,
        last=fact.last,
        count=sum(run[4] for run in fact.vouchers),
        total_fen=fact.total_fen,
        by=fact.by,
    )


def _run(act: Act, fact: RemittanceMade, place: int, run: list[Any]) -> RemittedRow:
    feed, code, first, last, count, fen = run
    return RemittedRow(act.owner, fact.number, place, feed, code, first, last, count, fen)
