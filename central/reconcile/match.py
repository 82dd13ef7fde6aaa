"""Documents ↔ payments ↔ money: every amount of a day into exactly one class. Pure.

First by our order number, then by the channel's own number, then, for a line that bears no number of ours, by an amount
that stands once on either side of one channel and day. What was found by amount alone says so in its `basis`. Cash goes by
its deposit (`central.reconcile.cash`), a transfer by the bank's line that bears its number (`central.reconcile.transfers`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, replace
from typing import TypeVar

from central.ports.day import Deposit, Document, Money, Payment, Sides
from central.ports.statement import Kind, State
from central.reconcile.cash import Share, match_deposits, shares
from central.reconcile.classes import WAITING, Class
from central.reconcile.transfers import transfer_lines, transfers_covered

_INTENTS = frozenset({"pending", "succeeded", "failed", "unknown", "cancelled"})
_OPEN = frozenset({"pending", "succeeded", "unknown"})
_T = TypeVar("_T")
_K = TypeVar("_K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """One payment with its share of a document and the money that belongs to it; any side may be missing.

    Amounts in fen are what stands: 0 for a void document, a payment reversed or never taken, money gone back.
    """

    kind: Class
    basis: str
    documents: tuple[Document, ...]
    document_fen: int
    payment: Payment | None
    payment_fen: int
    money: tuple[Money, ...]
    money_fen: int
    deposit: Deposit | None = None

    @property
    def difference_fen(self) -> int:
        """Money less books: above zero when more came than the documents say."""
        if self.kind in WAITING:
            return 0
        return self.money_fen - self.document_fen

    @property
    def on(self) -> str:
        """The business day it belongs to: the ledger's, or the statement's where the ledger has nothing."""
        if self.payment is not None:
            return self.payment.on
        return self.documents[0].on if self.documents else min(line.on for line in self.money)


def match(sides: Sides, ours: str = "YS") -> tuple[Match, ...]:
    """Class every amount; `ours` begins the order numbers that our stations give out."""
    sides = replace(sides, covered=sides.covered | transfers_covered(sides.covered))
    acts = _grouped(sides.documents, lambda document: (document.feed, document.seq))
    claims = _claims(sides, ours)
    found: list[Match | None] = []
    for act, payments in _grouped(sides.payments, lambda payment: (payment.feed, payment.seq)).items():
        documents = tuple(acts.pop(act, ()))
        found += _of_act(documents, payments, claims, sides.covered)
    found += [_verdict(tuple(documents), None, (), "", sides.covered) for documents in acts.values()]
    found += [_verdict((), None, tuple(lines), "", sides.covered) for lines in claims.unclaimed()]
    return tuple(one for one in found if one is not None)


@dataclass(slots=True)
class _Claims:
    """Which money belongs to which payment; a group of lines is given out once."""

    groups: dict[str, list[Money]]
    given: dict[tuple[bytes, str], tuple[tuple[Money, ...], str]]
    twice: frozenset[tuple[bytes, str]]
    cash: dict[tuple[bytes, str], Share]

    def unclaimed(self) -> Iterable[list[Money]]:
        """Money that no payment asked for."""
        return self.groups.values()


def _claims(sides: Sides, ours: str) -> _Claims:
    groups = _grouped(sides.money, lambda line: line.order_no or f"{line.channel} {line.reference}")
    given: dict[tuple[bytes, str], tuple[tuple[Money, ...], str]] = {}
    twice: set[tuple[bytes, str]] = set()
    left: list[Payment] = []
    owners: dict[str, Payment] = {}
    for payment in sides.payments:
        if payment.order_no in owners and payment.state == "taken" == owners[payment.order_no].state:
            twice.add(_key(payment))
        owners.setdefault(payment.order_no, payment)
        if payment.order_no in groups:
            given[_key(payment)] = (tuple(groups.pop(payment.order_no)), "order")
        else:
            left.append(payment)
    _by_reference(left, groups, given)
    _by_amount([payment for payment in left if _key(payment) not in given], groups, given, ours)
    if sides.drawers is None:
        return _Claims(groups, given, frozenset(twice), {})
    slips = {(line.file, line.row) for line in match_deposits(sides.drawers).values()}
    given |= transfer_lines(sides.payments, sides.drawers.bank, slips)
    return _Claims(groups, given, frozenset(twice), shares(sides.payments, sides.drawers, sides.covered))


def _key(payment: Payment) -> tuple[bytes, str]:
    return payment.feed, payment.order_no


def _by_reference(
    payments: Iterable[Payment],
    groups: dict[str, list[Money]],
    given: dict[tuple[bytes, str], tuple[tuple[Money, ...], str]],
) -> None:
    """The channel's own number, as the counter wrote it down from the customer's slip."""
    numbers = {(lines[0].channel, lines[0].reference): number for number, lines in groups.items()}
    for payment in payments:
        number = numbers.get((payment.method, payment.reference)) if payment.reference else None
        if number is not None and number in groups:
            given[_key(payment)] = (tuple(groups.pop(number)), "reference")


def _by_amount(
    payments: Iterable[Payment],
    groups: dict[str, list[Money]],
    given: dict[tuple[bytes, str], tuple[tuple[Money, ...], str]],
    ours: str,
) -> None:
    """An amount that stands exactly once on either side of one channel and day, and under no number of ours."""
    foreign = [number for number, lines in groups.items() if not lines[0].order_no.startswith(ours)]
    there = _grouped(foreign, lambda n: (groups[n][0].channel, groups[n][0].on, sum(m.moved_fen for m in groups[n])))
    taken = [payment for payment in payments if payment.state == "taken"]
    for place, here in _grouped(taken, lambda p: (p.method, p.on, p.amount_fen)).items():
        numbers = there.get(place, [])
        if len(here) == 1 == len(numbers):
            given[_key(here[0])] = (tuple(groups.pop(numbers[0])), "amount")


def _of_act(
    documents: tuple[Document, ...], payments: list[Payment], claims: _Claims, covered: frozenset[tuple[str, str]]
) -> list[Match | None]:
    """The payments of one act, each with its share of the act's documents; the first bears what does not add up."""
    standing = sum(document.total_fen for document in documents if not document.void)
    taken = [payment for payment in payments if payment.state == "taken"]
    rest = standing - sum(payment.amount_fen for payment in taken)
    found: list[Match | None] = []
    for payment in payments:
        share = payment.amount_fen if payment.state == "taken" else 0
        if payment is (taken or payments)[0]:
            share += rest
        lines, basis = claims.given.get(_key(payment), ((), ""))
        twice = _key(payment) in claims.twice
        made = _verdict(documents, payment, lines, basis, covered, share=share, twice=twice)
        told = claims.cash.get(_key(payment))
        found.append(_banked(made, told) if made is not None and told is not None and not lines else made)
    return found


def _banked(made: Match, told: Share) -> Match:
    """A cash payment with what the bank has told of its deposit; what is wrong with its document stands first."""
    lines = (told.line,) if told.line is not None else ()
    kind = told.kind if made.kind is Class.IN_TRANSIT else made.kind
    basis = "deposit" if told.line is not None else ""
    return replace(made, kind=kind, basis=basis, money=lines, money_fen=told.money_fen, deposit=told.deposit)


def _verdict(
    documents: tuple[Document, ...],
    payment: Payment | None,
    lines: tuple[Money, ...],
    basis: str,
    covered: frozenset[tuple[str, str]],
    *,
    share: int | None = None,
    twice: bool = False,
) -> Match | None:
    """The match of one payment, document or group of lines; None where no money was or will be."""
    standing = sum(document.total_fen for document in documents if not document.void) if share is None else share
    booked = payment.amount_fen if payment is not None and payment.state == "taken" else 0
    net = sum(line.moved_fen for line in lines)
    kind = Class.DUPLICATE if twice else _kind(documents, standing, payment, lines, net, covered)
    if kind is None:
        return None
    return Match(
        kind=kind,
        basis=basis,
        documents=documents,
        document_fen=standing,
        payment=payment,
        payment_fen=booked,
        money=lines,
        money_fen=net,
    )


def _kind(
    documents: tuple[Document, ...],
    standing: int,
    payment: Payment | None,
    lines: tuple[Money, ...],
    net: int,
    covered: frozenset[tuple[str, str]],
) -> Class | None:
    if payment is None:
        if documents:
            return Class.ISSUED_NOT_PAID if standing else None
        return Class.MISSING_IN_LEDGER if net else Class.REFUNDED
    if payment.state in _INTENTS:
        return _intended(payment, lines, net)
    if payment.state == "reversed":
        return _reversed(payment, standing, lines, net, covered)
    if documents and all(document.void for document in documents):
        return Class.VOID_PAID
    if standing != payment.amount_fen:
        return Class.AMOUNT_DIFFERS
    return _taken(payment, lines, net, covered)


def _intended(payment: Payment, lines: tuple[Money, ...], net: int) -> Class | None:
    """Asked for, and no sale stands: money that came all the same waits for its document."""
    if net:
        return Class.PAID_NOT_ISSUED
    if lines:
        return Class.REFUNDED
    return Class.UNCONFIRMED if payment.state in _OPEN else None


def _reversed(
    payment: Payment, standing: int, lines: tuple[Money, ...], net: int, covered: frozenset[tuple[str, str]]
) -> Class:
    """Paid back at the counter; by a channel it is done when the channel says so."""
    if standing or net < 0:
        return Class.AMOUNT_DIFFERS
    if not net:
        return Class.REFUNDED
    waiting = any(line.state is State.PENDING for line in lines)
    spoken = (payment.method, payment.reversed_on) in covered
    return Class.VOID_PAID if spoken and not waiting else Class.IN_TRANSIT


def _taken(payment: Payment, lines: tuple[Money, ...], net: int, covered: frozenset[tuple[str, str]]) -> Class:
    if not lines:
        return Class.MISSING_AT_BANK if (payment.method, payment.on) in covered else Class.IN_TRANSIT
    if net == payment.amount_fen:
        return Class.MATCHED
    paid = [line for line in lines if line.kind is Kind.PAID and line.state is State.SETTLED]
    if len(paid) > 1 and net > payment.amount_fen:
        return Class.DUPLICATE
    if net < payment.amount_fen and any(line.kind is Kind.REFUNDED and line.moved_fen for line in lines):
        return Class.REFUND_NOT_BOOKED
    return Class.AMOUNT_DIFFERS


def _grouped(things: Iterable[_T], place: Callable[[_T], _K]) -> dict[_K, list[_T]]:
    groups: dict[_K, list[_T]] = defaultdict(list)
    for thing in things:
        groups[place(thing)].append(thing)
    return dict(groups)
