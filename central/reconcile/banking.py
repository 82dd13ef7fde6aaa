"""What each line of the bank's statement is 银行到账: a deposit, a channel's settlement, a remittance, or nobody's. Pure.

A settlement is one sum for a channel's clearing day: the gross that its bill adds up to. One that came with the fee taken off
is a difference: the fee is paid apart from tax.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from central.ports.day import Clearing, Money, Remittance
from central.ports.statement import Kind
from central.reconcile.classes import Class

SETTLED_WITHIN_DAYS = 5
"""How long after its clearing day a settlement may reach the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """One clearing day of one merchant account at the bank; `difference_fen` is what came less what was due."""

    clearing: Clearing
    line: Money | None
    kind: Class
    difference_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A bank line and what it is: `deposit`, `transfer`, `refund`, `settlement`, `remittance` or `unknown`; `of` names it."""

    line: Money
    what: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A remittance at the treasury: what arrived 入库 in fen and on which day the last of it; its class."""

    remittance: Remittance
    arrived_fen: int
    arrived_on: str
    kind: Class


def settlements(
    clearings: Iterable[Clearing], bank: Iterable[Money], covered: frozenset[tuple[str, str]]
) -> tuple[Settlement, ...]:
    """Every clearing day's settlement: the earliest line of its gross or its net; a bank line settles one day only."""
    free = sorted((line for line in bank if line.kind is Kind.PAID), key=lambda line: (line.on, line.file, line.row))
    found: list[Settlement] = []
    for clearing in sorted(clearings, key=lambda one: (one.on, one.channel, one.account)):
        if clearing.gross_fen <= 0:
            continue
        line = _settling(clearing, free)
        if line is not None:
            free.remove(line)
            difference = line.amount_fen - clearing.gross_fen
            kind = Class.FEE_NETTED if difference else Class.MATCHED
        else:
            spoken = all(("bank", _after(clearing.on, days)) in covered for days in range(SETTLED_WITHIN_DAYS + 1))
            kind = Class.MISSING_AT_BANK if spoken else Class.IN_TRANSIT
            difference = -clearing.gross_fen if spoken else 0
        found.append(Settlement(clearing=clearing, line=line, kind=kind, difference_fen=difference))
    return tuple(found)


def _settling(clearing: Clearing, free: Iterable[Money]) -> Money | None:
    """The first line that fits; of one day the gross before the net."""
    fits = [
        line
        for line in free
        if line.amount_fen in (clearing.gross_fen, clearing.net_fen) and _near(clearing.on, line.on)
    ]
    return min(fits, key=lambda line: (line.on, line.amount_fen != clearing.gross_fen), default=None)


def explained(
    lines: Iterable[Money],
    deposits: Mapping[tuple[bytes, int], str],
    settled: Iterable[Settlement],
    remittances: Iterable[Remittance],
    transfers: Mapping[tuple[bytes, int], str],
) -> tuple[Explained, ...]:
    """What each line is; `deposits` and `transfers` name slip and order number by the line's file and row."""
    of_settlement = {
        (one.line.file, one.line.row): f"{one.clearing.channel} {one.clearing.account} {one.clearing.on}"
        for one in settled
        if one.line is not None
    }
    numbers = [one.number for one in remittances]
    return tuple(_sent(line, transfers) or _explained(line, deposits, of_settlement, numbers) for line in lines)


def arrivals(
    remittances: Iterable[Remittance], treasury: Iterable[Money], deadlines: Mapping[str, int], today: str
) -> tuple[tuple[Arrival, ...], tuple[Money, ...]]:
    """Each remittance's arrival, and the treasury's lines 库有账无 that no remittance has. `deadlines` are days by site."""
    by_number: dict[str, list[Money]] = {}
    for line in treasury:
        by_number.setdefault(line.reference, []).append(line)
    whole: dict[str, int] = {}
    known = list(remittances)
    for one in known:
        whole[one.number] = whole.get(one.number, 0) + one.total_fen
    found = [_arrival(one, whole[one.number], by_number.get(one.number, []), deadlines, today) for one in known]
    stray = [line for number, lines in by_number.items() if number not in whole for line in lines]
    return tuple(found), tuple(stray)


def _arrival(one: Remittance, whole_fen: int, lines: list[Money], deadlines: Mapping[str, int], today: str) -> Arrival:
    arrived = sum(line.moved_fen for line in lines)
    last = max((line.on for line in lines), default="")
    if not lines:
        late = one.site in deadlines and today > _after(one.made_on, deadlines[one.site])
        kind = Class.LATE if late else Class.IN_TRANSIT
    else:
        kind = Class.MATCHED if arrived == whole_fen else Class.AMOUNT_DIFFERS
    return Arrival(remittance=one, arrived_fen=arrived, arrived_on=last, kind=kind)


def _explained(
    line: Money, deposits: Mapping[tuple[bytes, int], str], settled: Mapping[tuple[bytes, int], str], numbers: list[str]
) -> Explained:
    place = (line.file, line.row)
    if place in deposits:
        return Explained(line=line, what="deposit", of=deposits[place])
    if place in settled:
        return Explained(line=line, what="settlement", of=settled[place])
    number = next((one for one in numbers if line.kind is Kind.REFUNDED and one in line.note.split()), None)
    return Explained(line=line, what="remittance" if number else "unknown", of=number or "")


def _sent(line: Money, transfers: Mapping[tuple[bytes, int], str]) -> Explained | None:
    """A customer's transfer, or what went back of it."""
    order_no = transfers.get((line.file, line.row))
    what = "transfer" if line.kind is Kind.PAID else "refund"
    return Explained(line=line, what=what, of=order_no) if order_no else None


def _near(on: str, came_on: str) -> bool:
    return on <= came_on <= _after(on, SETTLED_WITHIN_DAYS)


def _after(on: str, days: int) -> str:
    return (date.fromisoformat(on) + timedelta(days=days)).isoformat()
