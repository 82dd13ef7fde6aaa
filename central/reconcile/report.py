"""Reconciled days as plain data: what the reports, the exports and the command line answer. Money in fen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from central.ports.day import Act, Money
from central.ports.matters import HeldCase
from central.reconcile.day import SiteDay, Standing, finding_id
from central.reconcile.match import Match
from central.reconcile.moments import iso
from central.reconcile.run import CityDay
from schemas.books.cases import standing

Acts = Mapping[tuple[bytes, int], Act]


def city_report(city: CityDay) -> dict[str, Any]:
    """All sites of a day, worst first."""
    return {
        "on": city.on,
        "standings": {str(standing): city.count(standing) for standing in Standing},
        "classes": dict(sorted(city.classes().items())),
        "document_fen": sum(day.document_fen for day in city.sites),
        "payment_fen": sum(day.payment_fen for day in city.sites),
        "money_fen": sum(day.money_fen for day in city.sites),
        "transit_fen": sum(day.transit_fen for day in city.sites),
        "awaited_fen": sum(day.awaited_fen for day in city.sites),
        "difference_fen": sum(day.difference_fen for day in city.sites),
        "sites": [site_report(day) for day in city.sites],
    }


def site_report(day: SiteDay) -> dict[str, Any]:
    """One site's day in figures."""
    return {
        "site": day.site.site,
        "name": day.site.name,
        "kind": day.site.kind,
        "district": day.site.district,
        "standing": str(day.standing),
        "closed": day.closed,
        "acts": sum(book.acts for book in day.books),
        "late": sum(book.late for book in day.books),
        "invoices": sum(book.invoices for book in day.books),
        "exempt": sum(book.exempt for book in day.books),
        "tax_fen": sum(book.tax_fen for book in day.books),
        "document_fen": day.document_fen,
        "payment_fen": day.payment_fen,
        "money_fen": day.money_fen,
        "transit_fen": day.transit_fen,
        "awaited_fen": day.awaited_fen,
        "drawer_fen": day.drawer_fen,
        "difference_fen": day.difference_fen,
        "heard_at": iso(day.heard_ms),
        "differences": [match_report(match) for match in day.differences],
    }


def day_report(day: SiteDay, acts: Acts) -> dict[str, Any]:
    """One site's day line by line, each with its evidence."""
    return {**site_report(day), "on": day.on, "lines": [match_report(match, acts) for match in day.matches]}


def finding_report(day: SiteDay, match: Match) -> dict[str, Any]:
    """One difference 差错, with whose day it is."""
    return {"site": day.site.site, "name": day.site.name, "on": day.on, **match_report(match)}


def case_report(held: HeldCase) -> dict[str, Any]:
    """A case as it is answered."""
    row = held.row
    return {
        "case": row.case.hex(),
        "site": held.site,
        "day": row.day,
        "class": row.kind,
        "document_fen": row.document_fen,
        "money_fen": row.money_fen,
        "standing": standing(row, held.words),
        "decision": row.decision,
        "decided": row.decided.hex() if row.decided else None,
        "liable": row.liable.hex() if row.liable else None,
        "closed": row.closed,
        "words": [{"act": word.act, "words": word.words, "entry": word.entry.hex()} for word in held.words],
    }


def places_of(day: SiteDay) -> list[tuple[bytes, int]]:
    """The places of the entries that a day's lines rest on."""
    return [place for match in day.matches if (place := _place(match)) is not None]


def match_report(match: Match, acts: Acts | None = None) -> dict[str, Any]:
    """One line: the three sides, its class, and the entry and statement lines that prove it."""
    payment = match.payment
    return {
        "id": finding_id(match),
        "class": str(match.kind),
        "basis": match.basis,
        "difference_fen": match.difference_fen,
        "document_fen": match.document_fen,
        "payment_fen": match.payment_fen,
        "money_fen": match.money_fen,
        "vouchers": [f"{one.code}-{one.number}" for one in match.documents],
        "order_no": payment.order_no if payment else match.money[0].order_no if match.money else "",
        "method": payment.method if payment else match.money[0].channel if match.money else "",
        "payment_state": payment.state if payment else "",
        "entry": _entry(match, acts),
        "statement": [_line(line) for line in match.money],
    }


def _place(match: Match) -> tuple[bytes, int] | None:
    """The entry that a line rests on."""
    if match.payment is not None:
        return match.payment.feed, match.payment.seq
    return (match.documents[0].feed, match.documents[0].seq) if match.documents else None


def _entry(match: Match, acts: Acts | None) -> dict[str, Any] | None:
    place = _place(match)
    if place is None:
        return None
    act = (acts or {}).get(place)
    said = {"feed": place[0].hex(), "seq": place[1]}
    if act is None:
        return said
    return {
        **said,
        "id": act.id.hex(),
        "at": iso(act.at_ms),
        "clerk": act.clerk,
        "items": list(act.items),
        "invoices": list(act.invoices),
    }


def _line(line: Money) -> dict[str, Any]:
    return {
        "file": line.file.hex(),
        "row": line.row,
        "at": line.at,
        "kind": str(line.kind),
        "state": str(line.state),
        "reference": line.reference,
        "refund_no": line.refund_no,
        "amount_fen": line.amount_fen,
    }
