"""Answering at the window: may this be taken, what is still to be brought, was it issued before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from schemas.application import Application, parse_application
from schemas.apply import Cursor
from schemas.books import AwaitedRow
from schemas.failures import Refusal
from schemas.keep import Feeds
from schemas.rules.intake import papers, refusals
from schemas.rules.pack import Pack
from schemas.words import explain
from station.counter.documents import SEEN_AT_THE_WINDOW, missing
from station.ledger import counter_queries
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.office import viewing

DUPLICATE_DAYS = 30


def reception(ledger: Ledger, cursor: Cursor, desk: Pack, given: dict[str, Any]) -> dict[str, Any]:
    """What the pack says of an application, and what was issued like it in the last thirty days in all that is held."""
    application = parse_application(given)
    site = ledger.profile["kind"]
    person = ledger.refer(viewing.person_key(application.taxpayer))
    year = viewing.year_of(cursor, person, application)
    return {
        "papers": [
            {"kinds": list(paper.kinds), "at_window": bool(set(paper.kinds) & set(SEEN_AT_THE_WINDOW))}
            for paper in papers(application, desk, site)
        ],
        "missing": missing(application, desk, site),
        "refusals": [_told(one) for one in refusals(application, desk, site, year)],
        "needs_authoriser": application.taxpayer.checked == "fallback",
        "duplicates": _duplicates(ledger, cursor, person, application),
    }


def _told(refusal: Refusal) -> dict[str, Any]:
    """A refusal in words, with what its words name, so that a screen can say it in its own language."""
    said: Any = explain(refusal)["error"]
    return {**said, "params": dict(refusal.params)}


def _duplicates(ledger: Ledger, cursor: Cursor, person: bytes, application: Application) -> list[dict[str, Any]]:
    """Invoices of the same payer to the same buyer for the same sum with tax."""
    first = _days_before(application.on, DUPLICATE_DAYS)
    found: list[dict[str, Any]] = []
    for place, (invoice, buyer) in enumerate(
        zip(application.invoices, viewing.buyers_of(ledger, application), strict=True)
    ):
        gross = sum(line.gross_fen - (line.discount_fen or 0) for line in invoice.lines if line.gross_fen is not None)
        rows = (
            counter_queries.same_sales(cursor, person, buyer, gross, first, application.on.isoformat()) if gross else []
        )
        found += [
            {
                "invoice": place,
                "entry": row.entry.hex(),
                "code": row.code,
                "number": row.number,
                "on": row.on,
                "gross_fen": row.net_fen + row.vat_fen,
                "own": row.owner == ledger.author,
            }
            for row in rows
        ]
    return found


def _days_before(day: date, count: int) -> str:
    return (day - timedelta(days=count)).isoformat()


def documents_due(ledger: Ledger, cursor: Cursor) -> dict[str, Any]:
    """Each sale that waits for documents, with who is to bring them."""
    sales: dict[bytes, list[AwaitedRow]] = {}
    for row in counter_queries.awaited(cursor, ledger.author):
        sales.setdefault(row.entry, []).append(row)
    return {"due": [_due(cursor, entry, rows) for entry, rows in sales.items()]}


def _due(cursor: Cursor, entry: bytes, rows: list[AwaitedRow]) -> dict[str, Any]:
    held = Feeds(cursor).by_id(entry)
    block = block_of(cursor, held) if held else None
    given: Any = (block.said.get("application") if block else None) or {}
    payer = given.get("taxpayer", {})
    person = {"name": payer.get("name"), "phone": payer.get("phone")}
    return {"entry": entry.hex(), "on": rows[0].on, "kinds": [row.kind for row in rows], **person}
