"""Cash ↔ deposit slips ↔ bank lines 现金缴存: which deposit bears which payment, and whether the bank has told of it. Pure.

A feed's cash and its deposits are two lines of the same length: the first fen taken is the first fen deposited. A deposit
covers the stretch from where the one before it ended; a payment belongs to the deposit that covers its end. Deposit and bank
line meet by the slip's number, then by the site, the day and the amount within a day; never by an amount alone.
Cash is due by the days agreed 限期, or at once when the drawer holds as much as was agreed 限额, whichever is first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate, pairwise

from central.ports.day import Deposit, Drawers, Money, Payment
from central.ports.statement import Kind
from central.reconcile.classes import Class

NEXT_DAYS = 1
"""How long after its day a deposit without a slip's number on the statement may still be met: 24 hours."""


@dataclass(frozen=True, slots=True)
class Share:
    """What the bank has told of one cash payment: its class, the fen told, the deposit and the bank's line."""

    kind: Class
    money_fen: int
    deposit: Deposit | None
    line: Money | None


def shares(
    payments: Iterable[Payment], drawers: Drawers, covered: frozenset[tuple[str, str]]
) -> dict[tuple[bytes, str], Share]:
    """The share of every cash payment that stands, by feed and order number; payments in the order in which they were taken."""
    taken: dict[bytes, list[Payment]] = defaultdict(list)
    for payment in payments:
        if payment.method == "cash" and payment.state == "taken":
            taken[payment.feed].append(payment)
    told = match_deposits(drawers)
    deposits: dict[bytes, list[Deposit]] = defaultdict(list)
    for deposit in drawers.deposits:
        deposits[deposit.feed].append(deposit)
    found: dict[tuple[bytes, str], Share] = {}
    for feed, own in taken.items():
        ends = list(accumulate((payment.amount_fen for payment in own), initial=drawers.before.get(feed, 0)))
        full = _is_full(feed, own[-1].on, ends[-1], deposits[feed], drawers)
        for payment, (low, high) in zip(own, pairwise(ends), strict=True):
            found[feed, payment.order_no] = _share(payment, low, high, deposits[feed], told, drawers, covered, full)
    return found


def _is_full(feed: bytes, on: str, taken_fen: int, deposits: Iterable[Deposit], drawers: Drawers) -> bool:
    """Whether the drawer held as much as was agreed 限额 when the day ended: then all of it is due at once."""
    limit = drawers.limits.get(feed)
    gone = max((one.upto_fen for one in deposits if one.on <= on), default=0)
    return limit is not None and taken_fen - gone >= max(limit, 1)


def match_deposits(drawers: Drawers) -> dict[tuple[bytes, int], Money]:
    """The bank's line of each deposit that it has told of, by feed and seq; a line is given out once."""
    came = [line for line in drawers.bank if line.kind is Kind.PAID]
    by_slip: dict[str, list[Money]] = defaultdict(list)
    for line in came:
        for number in {line.document_no, *line.note.split()} - {""}:
            by_slip[number.lstrip("0")].append(line)
    told: dict[tuple[bytes, int], Money] = {}
    used: set[tuple[bytes, int]] = set()
    for deposit in drawers.deposits:
        slip = deposit.slip_no.lstrip("0")
        line = next((one for one in by_slip.get(slip, ()) if _fits(deposit, one) and _place(one) not in used), None)
        if slip and line is not None:
            told[deposit.feed, deposit.seq] = line
            used.add(_place(line))
    left = [deposit for deposit in drawers.deposits if (deposit.feed, deposit.seq) not in told]
    return told | _by_site(left, [line for line in came if _place(line) not in used], drawers.tails)


def _by_site(
    deposits: Iterable[Deposit], came: list[Money], tails: Mapping[bytes, str]
) -> dict[tuple[bytes, int], Money]:
    """Site, amount and a day's time; only where exactly one line and one deposit fit each other."""
    told: dict[tuple[bytes, int], Money] = {}
    fits: dict[tuple[bytes, int], list[Deposit]] = defaultdict(list)
    for deposit in deposits:
        last = _after(deposit.on, NEXT_DAYS)
        own = [
            line
            for line in came
            if line.amount_fen == deposit.amount_fen
            and deposit.on <= line.on <= last
            and tails.get(deposit.feed, " ") in line.note
        ]
        if len(own) == 1:
            fits[_place(own[0])].append(deposit)
            told[deposit.feed, deposit.seq] = own[0]
    for wanting in fits.values():
        if len(wanting) > 1:
            for deposit in wanting:
                del told[deposit.feed, deposit.seq]
    return told


def _share(
    payment: Payment,
    low: int,
    high: int,
    deposits: list[Deposit],
    told: Mapping[tuple[bytes, int], Money],
    drawers: Drawers,
    covered: frozenset[tuple[str, str]],
    full: bool,
) -> Share:
    off = [one for one in deposits if low < one.upto_fen <= high and _difference(one, told)]
    if off:
        fen = payment.amount_fen + sum(_difference(one, told) for one in off)
        return Share(Class.AMOUNT_DIFFERS, fen, off[0], told[off[0].feed, off[0].seq])
    deposit = next((one for one in deposits if one.upto_fen >= high), None)
    if deposit is None:
        days = 0 if full else drawers.days.get(payment.feed)
        late = days is not None and drawers.today > _after(payment.on, days)
        return Share(Class.LATE if late else Class.IN_TRANSIT, 0, None, None)
    line = told.get((deposit.feed, deposit.seq))
    if line is not None:
        return Share(Class.MATCHED, payment.amount_fen, deposit, line)
    spoken = all(("bank", _after(deposit.on, days)) in covered for days in range(NEXT_DAYS + 1))
    return Share(Class.MISSING_AT_BANK if spoken else Class.IN_TRANSIT, 0, deposit, None)


def _difference(deposit: Deposit, told: Mapping[tuple[bytes, int], Money]) -> int:
    line = told.get((deposit.feed, deposit.seq))
    return line.amount_fen - deposit.amount_fen if line is not None else 0


def _fits(deposit: Deposit, line: Money) -> bool:
    """A slip's number is used again after years; a line long before or after is another slip's."""
    return _after(deposit.on, -1) <= line.on <= _after(deposit.on, 31)


def _place(line: Money) -> tuple[bytes, int]:
    return line.file, line.row


def _after(on: str, days: int) -> str:
    return (date.fromisoformat(on) + timedelta(days=days)).isoformat()
