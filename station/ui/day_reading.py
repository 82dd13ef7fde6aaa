"""The day sheet as the day screen draws it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OPEN_HOURS = range(8, 18)
"""The hours that the chart always shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodSum:
    """What came by one method on a day, in fen: taken and kept, paid back, and still open."""

    method: str
    count: int
    due_fen: int
    reversed_fen: int
    pending_fen: int
    net_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaxSum:
    """What was collected of one tax or charge 税费 on a day, in fen, with its surcharges."""

    tax: str
    count: int
    fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Issued:
    """One invoice of the day."""

    ref: str
    code: str
    number: str
    gross_fen: int
    exempt: bool
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One business day; money in fen; `difference_fen` is counted less books, once it is closed."""

    on: str = ""
    state: str = "untouched"
    float_fen: int = 0
    net_fen: int = 0
    vouchers_fen: int = 0
    taxes_fen: int = 0
    drawer_fen: int = 0
    difference_fen: int | None = None
    agrees: bool = True
    methods: tuple[MethodSum, ...] = ()
    taxes: tuple[TaxSum, ...] = ()
    hours: tuple[tuple[int, int], ...] = ()
    issued: tuple[Issued, ...] = ()
    last: int = 0

    @property
    def books_fen(self) -> int:
        """What the books say should be in the drawer, before a difference was written down at the close."""
        return self.drawer_fen - (self.difference_fen or 0)

    @property
    def sales(self) -> int:
        """How many invoices stand."""
        return sum(one.state == "issued" for one in self.issued)

    @property
    def gross_fen(self) -> int:
        """What the invoices that stand come to, with tax."""
        return sum(one.gross_fen for one in self.issued if one.state == "issued")


def day(report: Mapping[str, Any]) -> Day:
    """The day of a report."""
    return Day(
        on=report["on"],
        state=report["state"],
        float_fen=report["float_fen"],
        net_fen=report["received_fen"],
        vouchers_fen=report["vouchers_fen"],
        taxes_fen=report["taxes_fen"],
        drawer_fen=report["drawer_fen"],
        difference_fen=report["difference_fen"],
        agrees=report["equal"],
        methods=tuple(_method(line) for line in report["by_method"]),
        taxes=_taxes(report["by_tax"]),
        hours=_hours({line["hour"]: line["count"] for line in report["hours"]}),
        issued=tuple(_issued(row) for row in report["issued"]),
        last=report["last"],
    )


def _method(line: Mapping[str, Any]) -> MethodSum:
    return MethodSum(
        method=line["method"],
        count=line["count"] + line["reversed_count"],
        due_fen=line["fen"] + line["reversed_fen"],
        reversed_fen=line["reversed_fen"],
        pending_fen=line["open_fen"],
        net_fen=line["fen"],
    )


def _taxes(lines: Sequence[Mapping[str, Any]]) -> tuple[TaxSum, ...]:
    """By tax, whatever its sub-items."""
    sums: dict[str, tuple[int, int]] = {}
    for line in lines:
        count, fen = sums.get(line["tax"], (0, 0))
        sums[line["tax"]] = (count + line["count"], fen + line["due_fen"] + line["late_fee_fen"])
    return tuple(TaxSum(tax=tax, count=count, fen=fen) for tax, (count, fen) in sums.items())


def _hours(counts: Mapping[int, int]) -> tuple[tuple[int, int], ...]:
    """The opening hours, and any other hour in which something was sold."""
    return tuple((hour, counts.get(hour, 0)) for hour in sorted({*OPEN_HOURS, *counts}))


def _issued(row: Mapping[str, Any]) -> Issued:
    return Issued(
        ref=row["entry"],
        code=row["code"],
        number=row["number"],
        gross_fen=row["total_fen"],
        exempt=row["exempt"] is not None,
        state=row["state"],
    )
