"""Doing what changes hands: gathering the views of hand-over, deposit, settlement and second signature."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from schemas.apply import Cursor
from schemas.entry.kinds import facts_of
from schemas.entry.seal import Signer
from schemas.facts import CashDeposited, DayClosed, ShiftHandedOver, VouchersSettled
from schemas.periods import read_day
from station.counter import acts, handing, settling
from station.ledger import counter_queries, queries
from station.ledger.ledger import Ledger
from station.office import viewing
from station.office.counter_viewing import own_entry
from station.ports import Decision

STOCKS = ("invoice", "voucher")
Decide: TypeAlias = Callable[[Cursor], Decision]


@dataclass(frozen=True, slots=True)
class Pen:
    """What writes an entry once, in the name of a clerk who is unlocked."""

    once: Callable[[Decide, UUID, str | None, str], dict[str, Any]]
    """The answer of a command of this kind, done now or before; Refusal `command.reused`."""
    signer: Callable[[str], Signer]
    """The key of a clerk who is unlocked; Refusal `keys.locked`."""


Hand: TypeAlias = acts.HandOver | acts.Countersign | acts.DepositCash | acts.SettleVouchers | acts.SupplementDay


class Handing:
    """The acts of one ledger by which something changes hands."""

    def __init__(self, ledger: Ledger, pen: Pen) -> None:
        self._ledger = ledger
        self._pen = pen

    def way(self, act: Hand) -> tuple[Decide, str]:
        """How an act is decided, and the kind of its entry."""
        match act:
            case acts.HandOver():
                return lambda cursor: handing.decide_handover(
                    act, hand_view(self._ledger, cursor, act.on)
                ), handing.HANDOVER_KIND
            case acts.DepositCash():
                return lambda cursor: handing.decide_deposit(
                    act, hand_view(self._ledger, cursor, act.on)
                ), handing.DEPOSIT_KIND
            case acts.Countersign():
                return lambda cursor: self._countersign(cursor, act), handing.COUNTERSIGN_KIND
            case acts.SettleVouchers():
                return lambda cursor: self._settle(cursor, act), settling.SETTLE_KIND
            case acts.SupplementDay():
                return lambda cursor: self._supplement(cursor, act), settling.SUPPLEMENT_KIND

    def _countersign(self, cursor: Cursor, act: acts.Countersign) -> Decision:
        entry = own_entry(self._ledger, cursor, act.entry)
        kinds = (ShiftHandedOver, CashDeposited, DayClosed, VouchersSettled)
        signed = next((fact for fact in facts_of(entry.body) if isinstance(fact, kinds)), None)
        before = counter_queries.countersigns(cursor, self._ledger.author, entry.id)
        me = self._pen.signer(act.clerk).id
        return handing.decide_countersign(act, signed, entry.ckey, me, entry.id, before)

    def _settle(self, cursor: Cursor, act: acts.SettleVouchers) -> Decision:
        read_day(act.first, "first")
        read_day(act.last, "last")
        return settling.decide_settle(act, settle_view(self._ledger, cursor, act.on, act.first, act.last))

    def _supplement(self, cursor: Cursor, act: acts.SupplementDay) -> Decision:
        read_day(act.of, "of")
        me = self._ledger.author
        return settling.decide_supplement(act, queries.day(cursor, me, act.on), queries.day(cursor, me, act.of))


def hand_view(ledger: Ledger, cursor: Cursor, on: str) -> handing.HandView:
    """What is known when something changes hands."""
    me = ledger.author
    return handing.HandView(
        day=queries.day(cursor, me, on),
        drawer_fen=viewing.drawer(ledger, cursor, on),
        clerks=queries.clerks(cursor, me),
        blocks=[(stock, block) for stock in STOCKS for block in viewing.blocks(ledger, cursor, stock)],
        unsettled=[row.order_no for row in queries.unsettled(cursor, me)],
        waiting=counter_queries.handovers_waiting(cursor, me),
        deposits=counter_queries.deposits(cursor, me, "", on),
    )


def settle_view(ledger: Ledger, cursor: Cursor, on: str, first: str, last: str) -> settling.SettleView:
    """What the books say of the days to settle."""
    me = ledger.author
    return settling.SettleView(
        today=queries.day(cursor, me, on),
        days=counter_queries.days(cursor, me, first, last),
        vouchers=counter_queries.vouchers_between(cursor, me, first, last),
        payments=counter_queries.payments_between(cursor, me, first, last),
        deposits=counter_queries.deposits_unsettled(cursor, me),
        earlier=counter_queries.settlements(cursor, me),
    )
