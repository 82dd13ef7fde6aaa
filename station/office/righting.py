"""Putting an earlier act right: from its words to the rows that it may look at and the decision; done, or only foreseen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from schemas.apply import Cursor
from schemas.books import InvoiceRow
from schemas.periods import read_day
from schemas.rules.pack import Pack
from schemas.rules.shelf import known_pack
from station.counter import acts, reddening, undoing, voiding
from station.counter.commands import VoidInvoice
from station.counter.questions import Followed, Righting
from station.ledger import counter_queries, queries
from station.ledger.ledger import Ledger
from station.office import counter_viewing as seen
from station.office import viewing
from station.office.answers import facts_told
from station.ports import Decision

ANYBODY = bytes(16)
"""Stands for a second person who has not agreed yet."""


def decide(ledger: Ledger, cursor: Cursor, act: Righting, authoriser: bytes | None, desk: Pack | None) -> Decision:
    """The decision of one act; Refusal and BadInput as the act's own law has them."""
    match act:
        case VoidInvoice():
            return voiding.decide_void(act, viewing.void_view(ledger, cursor, act), authoriser, desk)
        case acts.IssueRedLetter():
            return reddening.decide_red(act, seen.red_view(ledger, cursor, act), authoriser or ANYBODY, desk)
        case acts.ReverseCollection():
            return undoing.decide_undo(act, seen.money_view(ledger, cursor, act.entry, act.on), authoriser, desk)
        case acts.CorrectPayment():
            return _method(ledger, cursor, act, authoriser or ANYBODY)
        case acts.RequestRefund():
            return undoing.decide_refund(act, seen.money_view(ledger, cursor, act.entry, act.on))


def foresee(ledger: Ledger, cursor: Cursor, packs: Sequence[Pack], act: Righting) -> dict[str, Any]:
    """What the act would say of itself, were it done now."""
    on = read_day(act.on, "on")
    return facts_told(decide(ledger, cursor, act, ANYBODY, known_pack(packs, on)).facts)


def followed(ledger: Ledger, cursor: Cursor, query: Followed) -> dict[str, Any]:
    """What came of an act later; Refusal `show.unknown`, BadInput `show.ref`."""
    me, entry = ledger.author, seen.own_entry(ledger, cursor, query.entry)
    issued = queries.invoices_of(cursor, me, entry.seq)
    red = counter_queries.red_letters_of(cursor, me, entry.id)
    asked = {row.entry: row for row in counter_queries.refunds_of(cursor, me, entry.id)}
    paid = queries.payments_of(cursor, me, entry.seq)
    return {
        "invoices": [_invoice(cursor, row) for row in issued],
        "red": [
            {
                "entry": row.entry.hex(),
                "code": row.code,
                "number": row.number,
                "on": row.on,
                "total_fen": -row.net_fen - row.vat_fen,
            }
            for row in red
        ],
        "refunds": [{"entry": row.entry.hex(), "on": row.on} for row in asked.values()],
        "requested_fen": sum(viewing.requested(ledger, cursor, entry.id).values()),
        "payments": [
            {"order_no": row.order_no, "method": row.method, "amount_fen": row.amount_fen, "state": row.state}
            for row in paid
        ],
    }


def _invoice(cursor: Cursor, row: InvoiceRow) -> dict[str, Any]:
    """An invoice on the form where it stands now, and what is left of it."""
    gone = counter_queries.reddened(cursor, row.owner, row.entry, row.code, row.number)
    total = row.net_fen + row.vat_fen
    left = total - (gone.net_fen + gone.vat_fen if gone else 0)
    return {"code": row.code, "number": row.number, "total_fen": total, "left_fen": left, "state": row.state}


def _method(ledger: Ledger, cursor: Cursor, act: acts.CorrectPayment, authoriser: bytes) -> Decision:
    me = ledger.author
    row = queries.payment(cursor, me, act.order_no)
    its_day = queries.day(cursor, me, row.on) if row else None
    return undoing.decide_method(act, row, queries.day(cursor, me, act.on), its_day, authoriser)
