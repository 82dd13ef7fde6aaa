"""Answering what is asked of hand-overs, the drawer, deposits, settlements and second signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Any

from schemas.apply import Cursor
from schemas.books import DepositRow, HandoverRow
from schemas.entry.kinds import facts_of
from schemas.facts import CashDeposited, ShiftHandedOver
from schemas.failures import Refusal
from schemas.keep import Feeds
from schemas.periods import read_day
from schemas.rules.pack import Pack
from schemas.rules.shelf import known_pack
from station.counter import questions
from station.counter.cash import grade, limits, undeposited
from station.counter.settling import settlement
from station.ledger import counter_queries, queries
from station.ledger.ledger import Ledger
from station.office import viewing
from station.office.answers import plain
from station.office.handing import hand_view, settle_view


class HandAnswers:
    """Questions about what changes hands, on the day `on` where none is named."""

    def __init__(self, ledger: Ledger, cursor: Cursor, packs: Sequence[Pack], on: str) -> None:
        self._ledger = ledger
        self._cursor = cursor
        self._packs = packs
        self._on = on

    def ask(
        self,
        query: questions.Handover
        | questions.Drawer
        | questions.Settlement
        | questions.Deposits
        | questions.ToCountersign,
    ) -> dict[str, Any]:
        """The answer as plain data."""
        match query:
            case questions.Handover():
                return self._handover()
            case questions.Drawer():
                return self._drawer()
            case questions.Settlement():
                return self._settlement(query)
            case questions.Deposits():
                found = counter_queries.deposits(
                    self._cursor, self._ledger.author, read_day(query.first, "first").isoformat(), query.last
                )
                return {"deposits": [self._deposit(row) for row in found]}
            case questions.ToCountersign():
                found = counter_queries.to_countersign(self._cursor, self._ledger.author)
                return {"waiting": [self._unsigned(act, on, entry) for act, on, entry in found]}

    def _unsigned(self, act: str, on: str, entry: bytes) -> dict[str, Any]:
        """What waits for its second signature: `by` whom it was signed, and who alone is `named` to sign it, if anybody."""
        held = Feeds(self._cursor).by_id(entry)
        assert held is not None and held.ckey is not None, "what a person did is held with the signature"
        named = next((key for fact in facts_of(held.body) if (key := _named(fact))), None)
        clerks = {row.ckey: row.clerk for row in queries.clerks(self._cursor, self._ledger.author)}
        by = self._ledger.clerk_name(held.ckey)
        return {"act": act, "on": on, "entry": entry.hex(), "by": by, "named": clerks.get(named) if named else None}

    def _handover(self) -> dict[str, Any]:
        view = hand_view(self._ledger, self._cursor, self._on)
        return {
            "on": self._on,
            "books_fen": view.drawer_fen,
            "numbers": [
                {
                    "stock": stock,
                    "code": block.code,
                    "next": f"{block.next:0{block.width}d}",
                    "last": f"{block.last:0{block.width}d}",
                    "left": block.last - block.next + 1 - len(block.holes),
                }
                for stock, block in view.blocks
            ],
            "unsettled": list(view.unsettled),
            "waiting": [self._waiting(row) for row in view.waiting],
        }

    def _waiting(self, row: HandoverRow) -> dict[str, Any]:
        return {
            "entry": row.entry.hex(),
            "on": row.on,
            "giver": self._ledger.clerk_name(row.giver),
            "receiver": self._ledger.clerk_name(row.receiver),
            "books_fen": row.books_fen,
            "difference_fen": row.difference_fen,
        }

    def _drawer(self) -> dict[str, Any]:
        day = read_day(self._on, "on")
        desk = known_pack(self._packs, day)
        cash = undeposited(counter_queries.cash_moves(self._cursor, self._ledger.author, self._on))
        most_fen, most_days = limits(desk)
        return {
            "on": self._on,
            "drawer_fen": viewing.drawer(self._ledger, self._cursor, self._on),
            "undeposited_fen": cash.fen,
            "since": cash.since,
            "most_fen": most_fen,
            "most_days": most_days,
            "grade": grade(cash, day, desk),
        }

    def _settlement(self, query: questions.Settlement) -> dict[str, Any]:
        me = self._ledger.author
        earlier = counter_queries.settlements(self._cursor, me)
        after = max((row.last for row in earlier), default="")
        first = (
            query.first or (after and self._next(after)) or counter_queries.first_voucher_on(self._cursor, me, after)
        )
        last = query.last or counter_queries.last_closed(self._cursor, me)
        if first is None or last is None:
            raise Refusal("settle.nothing", field="first")
        first, last = (read_day(day, name).isoformat() for day, name in ((first, "first"), (last, "last")))
        on = max(self._on, last)
        fact = settlement(on, first, last, settle_view(self._ledger, self._cursor, on, first, last))
        told = {field.name: plain(getattr(fact, field.name)) for field in fields(fact)}
        return {**told, "owed_fen": fact.due_fen - fact.deposited_fen - fact.electronic_fen}

    def _next(self, day: str) -> str:
        return (read_day(day, "last") + timedelta(days=1)).isoformat()

    def _deposit(self, row: DepositRow) -> dict[str, Any]:
        signed = counter_queries.countersigns(self._cursor, row.owner, row.entry)
        return {
            "entry": row.entry.hex(),
            "on": row.on,
            "slip_no": row.slip_no,
            "bag_no": row.bag_no,
            "seal_no": row.seal_no,
            "amount_fen": row.amount_fen,
            "clerk": self._ledger.clerk_name(row.clerk),
            "reviewer": self._ledger.clerk_name(row.reviewer),
            "countersigned": bool(signed),
        }


def _named(fact: Any) -> bytes | None:
    """The short id of the one person who may sign a fact, if it names one."""
    if isinstance(fact, ShiftHandedOver):
        return fact.receiver
    return fact.reviewer if isinstance(fact, CashDeposited) else None
