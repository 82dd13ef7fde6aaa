"""The book of business days 营业日 and the balance of each account by day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from schemas.books.quarantine import set_aside
from schemas.books.shelf import Act, Shelf
from schemas.facts import DayClosed, DayOpened


@dataclass(frozen=True, slots=True)
class DayRow:
    """One business day; `state` is `open` or `closed`; `late` counts acts of that day that arrived after its close."""

    BOOK: ClassVar[str] = "day"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "on")
    owner: bytes
    on: str
    state: str
    acts: int
    late: int
    float_fen: int
    closed_seq: int | None
    cash_fen: int | None
    difference_fen: int | None


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """What moved on one account on one business day, in fen."""

    BOOK: ClassVar[str] = "balance"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "on", "account")
    owner: bytes
    on: str
    account: str
    fen: int


def fold(act: Act, shelf: Shelf) -> None:
    """Every act of a day opens it if nothing has; postings move balances; a close fixes the day."""
    on = next((fact.on for fact in act.facts if hasattr(fact, "on")), None)
    if on is None:
        return
    day = shelf.get(DayRow, act.owner, on) or DayRow(act.owner, on, "open", 0, 0, 0, None, None, None)
    late = day.state == "closed"
    day = replace(day, acts=day.acts + 1, late=day.late + late)
    for part, fact in enumerate(act.facts):
        if isinstance(fact, DayOpened):
            day = replace(day, float_fen=day.float_fen + fact.float_fen)
        elif isinstance(fact, DayClosed):
            if late:
                set_aside(act, shelf, part, "day_closed_twice")
                continue
            difference = fact.difference_fen
            day = replace(
                day, state="closed", closed_seq=act.entry.seq, cash_fen=fact.cash_fen, difference_fen=difference
            )
    shelf.put(day)
    _balances(act, shelf, on)


def _balances(act: Act, shelf: Shelf, on: str) -> None:
    for account, fen in act.postings:
        row = shelf.get(BalanceRow, act.owner, on, account) or BalanceRow(act.owner, on, account, 0)
        shelf.put(replace(row, fen=row.fen + fen))
