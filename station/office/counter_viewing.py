"""Gathering what the counter's further acts may look at: rows of the ledger into views."""

from __future__ import annotations

from schemas.apply import Cursor
from schemas.entry.envelope import Entry
from schemas.entry.kinds import facts_of, postings_of
from schemas.facts import DuesCollected, TaxAssessed
from schemas.failures import BadInput, Refusal
from schemas.keep import Feeds
from station.counter.acts import IssueRedLetter
from station.counter.reddening import RedView
from station.counter.undoing import MoneyView
from station.ledger import counter_queries, queries
from station.ledger.ledger import Ledger
from station.office import viewing

ID_BYTES = 32


def red_view(ledger: Ledger, cursor: Cursor, command: IssueRedLetter) -> RedView:
    """What is known of an invoice that a red letter takes back."""
    me = ledger.author
    row = queries.invoice(cursor, me, command.code, command.number)
    day = queries.day(cursor, me, command.on)
    if row is None:
        return RedView(day=day, sale_day=None, invoice=None, reddened=None, sisters=0)
    entry = Feeds(cursor).by_id(row.entry)
    assert entry is not None, "a row's entry is held"
    sisters = queries.invoices_of(cursor, me, row.seq)
    return RedView(
        day=day,
        sale_day=queries.day(cursor, me, row.on),
        invoice=row,
        reddened=counter_queries.reddened(cursor, me, row.entry, row.code, row.number),
        sisters=len(sisters),
        payments=queries.payments_of(cursor, me, row.seq),
        voucher=queries.voucher_of(cursor, me, row.entry),
        levies=counter_queries.levies_of(cursor, me, row.seq),
        postings=postings_of(entry.body) or (),
        blocks=viewing.blocks(ledger, cursor, "invoice"),
        drawer_fen=viewing.drawer(ledger, cursor, command.on),
        sale_gross_fen=viewing.gross(sisters),
        requested=viewing.requested(ledger, cursor, row.entry),
    )


def money_view(ledger: Ledger, cursor: Cursor, ref: str, on: str) -> MoneyView:
    """What is known of an act of this device that took money; Refusal `show.unknown`, `refund.no_money`."""
    me, entry = ledger.author, own_entry(ledger, cursor, ref)
    facts = facts_of(entry.body)
    told = next((fact for fact in facts if isinstance(fact, (DuesCollected, TaxAssessed))), None)
    if told is None:
        raise Refusal("refund.no_money", field="entry")
    return MoneyView(
        entry=entry.id,
        on=told.on,
        is_dues=isinstance(told, DuesCollected),
        day=queries.day(cursor, me, told.on),
        payments=queries.payments_of(cursor, me, entry.seq),
        voucher=queries.voucher_of(cursor, me, entry.id),
        levies=counter_queries.levies_of(cursor, me, entry.seq),
        postings=postings_of(entry.body) or (),
        drawer_fen=viewing.drawer(ledger, cursor, on),
        requested=viewing.requested(ledger, cursor, entry.id),
    )


def own_entry(ledger: Ledger, cursor: Cursor, ref: str) -> Entry:
    """An entry of this device by its id in hex; BadInput `show.ref`, Refusal `show.unknown`."""
    try:
        wanted = bytes.fromhex(ref)
    except ValueError:
        raise BadInput("show.ref", field="entry") from None
    entry = Feeds(cursor).by_id(wanted) if len(wanted) == ID_BYTES else None
    if entry is None or entry.author != ledger.author:
        raise Refusal("show.unknown", field="entry", ref=ref[:16])
    return entry
