"""Doing the counter's further acts: each from words to view, decision and commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemas.application import parse_documents
from schemas.apply import Cursor
from schemas.periods import read_day
from schemas.rules.pack import Pack
from schemas.rules.shelf import known_pack
from station.counter import acts, documents, lending, reddening, refusing, undoing
from station.counter.questions import Righting
from station.ledger import counter_queries
from station.ledger.ledger import Ledger
from station.office import counter_viewing as seen
from station.office import lending as loans
from station.office import righting, watching
from station.office.handing import Decide, Handing, Pen
from station.ports import Decision

_KINDS: dict[type, str] = {
    acts.IssueRedLetter: reddening.KIND,
    acts.ReverseCollection: undoing.UNDO_KIND,
    acts.CorrectPayment: undoing.METHOD_KIND,
    acts.RequestRefund: undoing.REFUND_KIND,
}
"""The kind of entry of each act that puts an earlier one right."""


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
            case acts.IssueRedLetter() | acts.ReverseCollection() | acts.CorrectPayment() | acts.RequestRefund():
                return lambda cursor: self._right(cursor, act, desk), _KINDS[type(act)]
            case acts.RefuseService():
                return lambda _: refusing.decide_refuse(act), refusing.KIND
            case acts.SupplyDocuments():
                return lambda cursor: self._supply(cursor, act), documents.SUPPLY_KIND
            case acts.LendAllowance():
                return lambda cursor: self._lend(cursor, act), lending.LENT_KIND
            case acts.BorrowAllowance():
                return lambda cursor: self._borrow(cursor, act), lending.BORROWED_KIND
            case _:
                return self._hands.way(act)

    def _lend(self, cursor: Cursor, act: acts.LendAllowance) -> Decision:
        standing = watching.allowance(self._ledger, cursor)
        contact = watching.centre_contact(self._ledger, cursor)
        return lending.decide_lend(act, loans.lend_view(self._ledger, cursor, standing, contact))

    def _borrow(self, cursor: Cursor, act: acts.BorrowAllowance) -> Decision:
        standing = watching.allowance(self._ledger, cursor)
        return lending.decide_borrow(act, loans.borrow_view(self._ledger, cursor, standing, act))

    def _supply(self, cursor: Cursor, act: acts.SupplyDocuments) -> Decision:
        given = [document.model_dump(mode="json") for document in parse_documents(list(act.documents))]
        entry = seen.own_entry(self._ledger, cursor, act.entry)
        rows = counter_queries.awaited_of(cursor, self._ledger.author, entry.id)
        waiting = {row.kind for row in rows if row.state == "awaited"}
        return documents.decide_supply(act, given, entry.id, waiting)

    def _right(self, cursor: Cursor, act: Righting, desk: Pack | None) -> Decision:
        """An act that puts an earlier one right; whoever agrees must be unlocked."""
        agreed = None if isinstance(act, acts.RequestRefund) else act.authoriser
        return righting.decide(self._ledger, cursor, act, self._pen.signer(agreed).id if agreed else None, desk)
