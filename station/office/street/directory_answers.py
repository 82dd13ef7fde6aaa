"""The directory 纳税人名录 at the office: a file taken in, searches and households opened, each look counted."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from schemas.apply import Cursor
from schemas.books.directory import DirectoryRow, LookRow
from schemas.directory import Listed, open_listing
from schemas.failures import Refusal
from station.counter.directory import Look, pending, require_summed
from station.counter.street import StreetQuestion
from station.ledger import queries
from station.ledger.directory import Directory
from station.ledger.ledger import Ledger
from station.office.street.directory import search
from station.office.street.view import View, required


def take(ledger: Ledger, sealed: bytes) -> dict[str, Any]:
    """Take a file in that the centre has named in this site's channel; Refusal `directory.not_named`, `directory.order`."""
    digest = sha256(sealed).digest()
    with ledger.database.read() as cursor:
        named = queries.rows(
            cursor,
            DirectoryRow,
            "sha256 = ? AND device = ? AND owner = ?",
            digest,
            ledger.author,
            ledger.standing.channel,
        )
    if not named:
        raise Refusal("directory.not_named", field="file")
    listing = open_listing(sealed, ledger.standing.box)
    if (listing.serial, listing.behind) != (named[0].serial, named[0].behind):
        raise Refusal("directory.not_named", field="file")
    with drawer(ledger) as directory:
        taken = directory.take(listing)
        return {"serial": directory.serial, "taken": taken, "count": directory.count, "scope": _scope(named[0])}


def found(view: View, question: StreetQuestion) -> dict[str, Any]:
    """Households like what was typed, the likest first; counted for the clerk."""
    text, clerk, on = required(question, "text"), required(question, "clerk"), view.today(question).isoformat()
    with drawer(view.ledger) as directory:
        require_summed(pending_looks(view.ledger, view.cursor, directory), on)
        told = search(directory, text)
        directory.looked(on, clerk, searches=1)
    return {"found": [{**_plain(row), "likeness_percent": int(likeness * 100)} for row, likeness in told]}


def opened(view: View, question: StreetQuestion) -> dict[str, Any]:
    """One household of the directory; counted for the clerk. Refusal `directory.unknown`."""
    record, clerk, on = required(question, "record"), required(question, "clerk"), view.today(question).isoformat()
    with drawer(view.ledger) as directory:
        require_summed(pending_looks(view.ledger, view.cursor, directory), on)
        row = directory.one(record)
        if row is None:
            raise Refusal("directory.unknown", field="record", record=record)
        directory.looked(on, clerk, opened=1)
    return _plain(row)


def status(view: View, _: StreetQuestion) -> dict[str, Any]:
    """Which file is held, which the centre has named since, the scope, and the looks that no entry has summed."""
    where = "device = ? ORDER BY serial"
    named = queries.rows(view.cursor, DirectoryRow, where, view.ledger.author)
    with drawer(view.ledger) as directory:
        looks = pending_looks(view.ledger, view.cursor, directory)
        return {
            "serial": directory.serial,
            "count": directory.count,
            "scope": _scope(named[-1]) if named else [],
            "waiting": [row.serial for row in named if row.serial > directory.serial],
            "looks": [
                {"on": day, "clerk": clerk, "searches": searches, "opened": seen}
                for day, clerk, searches, seen in looks
            ],
        }


def pending_looks(ledger: Ledger, cursor: Cursor, directory: Directory) -> list[Look]:
    """Looks that stand in no entry of this device yet."""
    return pending(directory.looks(), queries.rows(cursor, LookRow, "owner = ?", ledger.author))


@contextmanager
def drawer(ledger: Ledger) -> Generator[Directory]:
    """The directory's file, open for a moment."""
    directory = Directory(ledger.home, ledger.pepper)
    try:
        yield directory
    finally:
        directory.close()


def _plain(row: Listed) -> dict[str, Any]:
    return asdict(row)


def _scope(row: DirectoryRow) -> list[str]:
    return row.scope.split(",") if row.scope else []


ANSWERS = {
    ("directory", "search"): found,
    ("directory", "open"): opened,
    ("directory", "status"): status,
}
