"""Deciding on what changes hands: shift 交接班, bank 缴存, and the second signature 复核. A difference is named, nobody's debt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schemas.books import ClerkRow, CountersignRow, DayRow, DepositRow, HandoverRow
from schemas.facts import CashDeposited, Countersigned, DayClosed, ShiftHandedOver, VouchersSettled
from schemas.failures import BadInput, Refusal
from schemas.money import plain_yuan
from station.counter.acts import Countersign, DepositCash, HandOver
from station.counter.closing import counted_pieces, difference_postings
from station.counter.views import NumberBlock, require_open
from station.ports import Decision

HANDOVER_KIND = "counter.handover/1"
COUNTERSIGN_KIND = "counter.countersigned/1"
DEPOSIT_KIND = "counter.deposit/1"
MOST_THINGS, MOST_LETTERS = 50, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class HandView:
    """What is known when something changes hands; `waiting` are hand-overs whose receiver has not signed."""

    day: DayRow | None
    drawer_fen: int
    clerks: Sequence[ClerkRow]
    blocks: Sequence[tuple[str, NumberBlock]]
    unsettled: Sequence[str]
    waiting: Sequence[HandoverRow] = ()
    deposits: Sequence[DepositRow] = ()


def decide_handover(command: HandOver, view: HandView) -> Decision:
    """The giver signs what is handed over; it is whole when the receiver countersigns.

    Refusals `handover.waiting`, `handover.same_person`, `handover.unknown`, `day.closed`; BadInput `day.denomination`,
    `handover.things`, `handover.drafts`.
    """
    require_open(view.day, command.on)
    if view.waiting:
        raise Refusal("handover.waiting", field="receiver", on=view.waiting[0].on)
    receiver = second_person(view.clerks, command.clerk, command.receiver, "receiver")
    counted = counted_pieces(command.counted)
    if type(command.drafts) is not int or not 0 <= command.drafts <= 1_000:
        raise BadInput("handover.drafts", field="drafts")
    difference = sum(value * pieces for value, pieces in counted) - view.drawer_fen
    fact = ShiftHandedOver(
        on=command.on,
        receiver=receiver,
        books_fen=view.drawer_fen,
        counted=counted,
        difference_fen=difference,
        numbers=[
            [stock, block.code, block.next, block.last - block.next + 1 - len(block.holes)]
            for stock, block in view.blocks
        ],
        seals=_things(command.seals, "seals"),
        keys=_things(command.keys, "keys"),
        drafts=command.drafts,
        unsettled=list[Any](view.unsettled),
        note=_note(command.note),
    )
    return Decision(kind=HANDOVER_KIND, facts=(fact,), postings=difference_postings(difference))


def decide_deposit(command: DepositCash, view: HandView) -> Decision:
    """Cash leaves the drawer for the bank 现金解款, in a sealed bag; the reviewer countersigns.

    Refusals `deposit.more_than_cash`, `deposit.slip_twice`, `handover.same_person`, `handover.unknown`, `day.closed`;
    BadInput `deposit.nothing`, `deposit.number`, `day.denomination`.
    """
    require_open(view.day, command.on)
    reviewer = second_person(view.clerks, command.clerk, command.reviewer, "reviewer")
    counted = counted_pieces(command.counted)
    amount = sum(value * pieces for value, pieces in counted)
    if not amount:
        raise BadInput("deposit.nothing", field="counted")
    if amount > view.drawer_fen:
        raise Refusal(
            "deposit.more_than_cash", field="counted", amount=plain_yuan(amount), drawer=plain_yuan(view.drawer_fen)
        )
    slip, bag, seal = (_number(command, name) for name in ("slip_no", "bag_no", "seal_no"))
    if any(row.slip_no == slip for row in view.deposits):
        raise Refusal("deposit.slip_twice", field="slip_no", slip=slip)
    fact = CashDeposited(
        on=command.on, slip_no=slip, bag_no=bag, seal_no=seal, amount_fen=amount, counted=counted, reviewer=reviewer
    )
    return Decision(kind=DEPOSIT_KIND, facts=(fact,), postings=(("deposited/bank", amount), ("money/cash", -amount)))


def decide_countersign(
    command: Countersign, signed: Any, signer: bytes | None, me: bytes, entry: bytes, before: Sequence[CountersignRow]
) -> Decision:
    """The second signature under an entry: `signed` is the fact of it that asks for one, `signer` who made it.

    Refusals `countersign.nothing`, `countersign.same_person`, `countersign.other_person`, `countersign.twice`.
    """
    named = signed.receiver if isinstance(signed, ShiftHandedOver) else None
    named = signed.reviewer if isinstance(signed, CashDeposited) else named
    if not isinstance(signed, (ShiftHandedOver, CashDeposited, DayClosed, VouchersSettled)):
        raise Refusal("countersign.nothing", field="entry")
    if me == signer:
        raise Refusal("countersign.same_person", field="clerk")
    if named is not None and named != me:
        raise Refusal("countersign.other_person", field="clerk")
    if before:
        raise Refusal("countersign.twice", field="entry", on=before[0].on)
    return Decision(kind=COUNTERSIGN_KIND, facts=(Countersigned(on=command.on, entry=entry),))


def second_person(clerks: Sequence[ClerkRow], clerk: str, other: str, field: str) -> bytes:
    """The short id of another person of this site; Refusal `handover.same_person`, `handover.unknown`."""
    if other == clerk:
        raise Refusal("handover.same_person", field=field)
    found = next((row for row in clerks if row.clerk == other), None)
    if found is None:
        raise Refusal("handover.unknown", field=field, clerk=other)
    return found.ckey


def _things(named: Sequence[str], field: str) -> list[Any]:
    if len(named) > MOST_THINGS or any(not _short(thing) for thing in named):
        raise BadInput("handover.things", field=field, most=MOST_LETTERS)
    return [thing.strip() for thing in named]


def _note(text: str) -> str:
    if text and not _short(text, 200):
        raise BadInput("handover.note", field="note", most=200)
    return text.strip()


def _number(command: DepositCash, name: str) -> str:
    text = getattr(command, name).strip()
    if not _short(text, 40) or " " in text:
        raise BadInput("deposit.number", field=name)
    return text


def _short(text: str, most: int = MOST_LETTERS) -> bool:
    return 1 <= len(text.strip()) <= most and text.isprintable()
