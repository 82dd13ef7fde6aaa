"""Doing the counter's further acts: each from words to view, decision and commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemas.application import parse_documents
from schemas.apply import Cursor
from schemas.periods import read_day
from schemas.rules.pack import Pack
from schemas.rules.shelf import known_pack
from station.counter import acts, documents, reddening, refusing, undoing
from station.ledger import counter_queries, queries
from station.ledger.ledger import Ledger
from station.office import counter_viewing as seen
from station.office.handing import Decide, Handing, Pen
from station.ports import Decision


class CounterActing:
    """The counter's further acts on one ledger."""

    def __init__(self, ledger: Ledger, packs: Sequence[Pack], pen: Pen) -> None:
        self._ledger = ledger
        self._packs = packs
        self._pen = pen
        self._hands = Handing(ledger, pen)

    def do(self, act: acts.CounterAct) -> dict[str, Any]:
        """The answer of one act."""
        on = read_day(act.on, "on")
        decide, kind = self._way(act, known_pack(self._packs, on))
        return self._pen.once(decide, act.command, act.clerk, kind)

    def _way(self, act: acts.CounterAct, desk: Pack | None) -> tuple[Decide, str]:
        """How an act is decided, and the kind of its entry."""
        match act:
            case acts.IssueRedLetter():
                return lambda cursor: self._red(cursor, act, desk), reddening.KIND
            case acts.ReverseCollection():
                return lambda cursor: self._undo(cursor, act, desk), undoing.UNDO_KIND
            case acts.CorrectPayment():
                return lambda cursor: self._method(cursor, act), undoing.METHOD_KIND
            case acts.RequestRefund():
                return lambda cursor: self._refund(cursor, act), undoing.REFUND_KIND
            case acts.RefuseService():
                return lambda _: refusing.decide_refuse(act), refusing.KIND
            case acts.SupplyDocuments():
                return lambda cursor: self._supply(cursor, act), documents.SUPPLY_KIND
            case _:
                return self._hands.way(act)

    def _supply(self, cursor: Cursor, act: acts.SupplyDocuments) -> Decision:
        given = [document.model_dump(mode="json") for document in parse_documents(list(act.documents))]
        entry = seen.own_entry(self._ledger, cursor, act.entry)
        rows = counter_queries.awaited_of(cursor, self._ledger.author, entry.id)
        waiting = {row.kind for row in rows if row.state == "awaited"}
        return documents.decide_supply(act, given, entry.id, waiting)

    def _red(self, cursor: Cursor, act: acts.IssueRedLetter, desk: Pack | None) -> Decision:
        authoriser = self._pen.signer(act.authoriser).id
        return reddening.decide_red(act, seen.red_view(self._ledger, cursor, act), authoriser, desk)

    def _undo(self, cursor: Cursor, act: acts.ReverseCollection, desk: Pack | None) -> Decision:
        authoriser = self._pen.signer(act.authoriser).id if act.authoriser else None
        view = seen.money_view(self._ledger, cursor, act.entry, act.on)
        return undoing.decide_undo(act, view, authoriser, desk)

    def _method(self, cursor: Cursor, act: acts.CorrectPayment) -> Decision:
        me = self._ledger.author
        authoriser = self._pen.signer(act.authoriser).id
        row = queries.payment(cursor, me, act.order_no)
        its_day = queries.day(cursor, me, row.on) if row else None
        return undoing.decide_method(act, row, queries.day(cursor, me, act.on), its_day, authoriser)

    def _refund(self, cursor: Cursor, act: acts.RequestRefund) -> Decision:
        return undoing.decide_refund(act, seen.money_view(self._ledger, cursor, act.entry, act.on))
