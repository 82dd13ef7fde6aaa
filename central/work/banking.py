"""The bank's day and the treasury's arrivals, put together from the books: what every line is, and what is still due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from central.ports.day import Money
from central.reconcile.banking import (
    SETTLED_WITHIN_DAYS,
    Arrival,
    Explained,
    Settlement,
    arrivals,
    explained,
    settlements,
)
from central.reconcile.cash import match_deposits
from central.reconcile.transfers import BEFORE_DAYS, WITHIN_DAYS, transfer_lines
from central.store.queries import Queries


@dataclass(frozen=True, slots=True)
class BankDay:
    """A day at the bank: its lines with what they are, and the settlements of that clearing day."""

    lines: tuple[Explained, ...]
    settlements: tuple[Settlement, ...]


def bank_day(asked: Queries, on: str) -> BankDay:
    """Every line of the bank on a day, and how that clearing day was settled."""
    first, last = _after(on, -2 * SETTLED_WITHIN_DAYS), _after(on, SETTLED_WITHIN_DAYS)
    sides = asked.sides(on)
    assert sides.drawers is not None, "the store tells of drawers"
    told = match_deposits(sides.drawers)
    slips = {(deposit.feed, deposit.seq): deposit.slip_no for deposit in sides.drawers.deposits}
    named = {(line.file, line.row): slips[place] for place, line in told.items()}
    bank = asked.bank(first, last)
    sent = transfer_lines(asked.transfers(_after(on, -WITHIN_DAYS), _after(on, BEFORE_DAYS)), bank, named)
    transfers = {(line.file, line.row): order for (_, order), (lines, _) in sent.items() for line in lines}
    free = [line for line in bank if (line.file, line.row) not in {*named, *transfers}]
    settled = settlements(asked.clearings(first, last), free, sides.covered)
    own = [line for line in bank if line.on == on]
    lines = explained(own, named, settled, asked.remittances(), transfers)
    return BankDay(lines, tuple(one for one in settled if one.clearing.on == on))


def treasury_arrivals(asked: Queries) -> tuple[tuple[Arrival, ...], tuple[Money, ...]]:
    """Every remittance with what has arrived of it, and what arrived without one."""
    days = {site: agreed[-1].remit_days for site, agreed in asked.agreements().items()}
    return arrivals(asked.remittances(), asked.treasury(), days, asked.today)


def _after(on: str, days: int) -> str:
    return (date.fromisoformat(on) + timedelta(days=days)).isoformat()
