"""A sale or a collection as it stands now, and what an act would do to it, as the screens that put it right draw them. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from station.ui.sale_reading import Sale, SalePaper

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One invoice on the form where it stands; `left_fen` is what no red letter has taken back."""

    code: str
    number: str
    total_fen: int
    left_fen: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """One payment as it stands now."""

    order_no: str
    method: str
    amount_fen: int
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One row of the refund table 退还办法 that holds for a payment, before or after the papers were handed over."""

    handed_over: bool
    stage: str
    method: str
    amount_fen: int
    route: str
    authoriser: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is put right: the act, what came of it later, and by which ways its money goes back on the day `on`."""

    sale: Sale = field(default_factory=Sale)
    on: str = ""
    invoices: tuple[Issued, ...] = ()
    paid: tuple[Paid, ...] = ()
    ways: tuple[Way, ...] = ()
    stages: Mapping[bool, str] = field(default_factory=dict[bool, str])
    left: Mapping[str, int] = field(default_factory=dict[str, int])
    """Tax → what was collected and not asked back yet, in fen."""

    @property
    def today(self) -> bool:
        """Whether the counter itself may still pay back, should the way of payment allow it."""
        return self.stages.get(True) == "same_day"

    def held(self, handed_over: bool) -> tuple[Way, ...]:
        """The rows of the table that hold."""
        return tuple(way for way in self.ways if way.handed_over == handed_over)

    def goes_back(self, handed_over: bool) -> bool:
        """Whether the counter itself pays all of it back."""
        held = self.held(handed_over)
        return bool(held) and all(way.route != "application" for way in held)


def case(sale: Sale, followed: Data, ways: Data) -> Case:
    """The case of a sale by what the office answered to `Followed` and `RefundWays`."""
    left = {tax: fen - ways["requested"].get(tax, 0) for tax, fen in ways["collected"].items()}
    return Case(
        sale=sale,
        on=ways["on"],
        invoices=tuple(Issued(**one) for one in followed["invoices"]),
        paid=tuple(Paid(**one) for one in followed["payments"]),
        ways=tuple(_way(row, paid) for row in ways["ways"] for paid in row["payments"]),
        stages={row["handed_over"]: row["stage"] for row in ways["ways"]},
        left={tax: fen for tax, fen in left.items() if fen > 0},
    )


def _way(row: Data, paid: Data) -> Way:
    return Way(
        handed_over=row["handed_over"],
        stage=row["stage"],
        method=paid["method"],
        amount_fen=paid["amount_fen"],
        route=paid["route"],
        authoriser=paid["authoriser"],
    )


def act_of(record: Data) -> Sale:
    """An act that put something right, as far as copies and papers are drawn of it."""
    red = record.get("red") or {}
    return Sale(
        ref=record["entry"],
        seq=record["seq"],
        at=record["at"],
        on=record.get("on", ""),
        number=red.get("number", ""),
        papers=tuple(
            SalePaper(
                name=job["paper"],
                part=job["part"],
                number=red.get("number", "") if job["paper"] == "red-letter-invoice" else "",
                state=job["state"],
            )
            for job in record["papers"]
        ),
    )
