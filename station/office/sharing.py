"""What stations share: records with their fields, notes, and what was refused of what others sent. Questions answered as plain data."""

from __future__ import annotations

from typing import Any, TypeAlias

from schemas.apply import Cursor
from schemas.books import FieldRow
from schemas.instants import iso
from schemas.keep import Feeds
from station.counter import asking
from station.ledger import queries, refusals
from station.ledger.journal import block_of
from station.office import noting
from station.office.answers import instant

Shared: TypeAlias = asking.Record | asking.Records | asking.Note | asking.Notes | asking.Refused


def told(cursor: Cursor, query: Shared) -> dict[str, Any]:
    """The answer as plain data."""
    match query:
        case asking.Record():
            return _record(cursor, query.record)
        case asking.Records():
            return _records(cursor, query.begins)
        case asking.Note():
            return noting.read(cursor, query.record)
        case asking.Notes():
            return noting.listed(cursor, query.begins)
        case asking.Refused():
            return {"refused": [_refused(Feeds(cursor), row) for row in refusals.newest(cursor, query.most)]}


def _record(cursor: Cursor, record: str) -> dict[str, Any]:
    standing = queries.field_values(cursor, record)
    return {
        "record": record,
        "fields": {field: [_value(cursor, row) for row in rows] for field, rows in standing.items()},
    }


def _records(cursor: Cursor, begins: str) -> dict[str, Any]:
    """Each record with its fields, and how many of them have several values side by side."""
    found = {record: queries.field_values(cursor, record) for record in queries.field_records(cursor, begins)}
    return {
        "records": [
            {"record": record, "fields": sorted(fields), "unsettled": sum(len(rows) > 1 for rows in fields.values())}
            for record, fields in found.items()
        ]
    }


def _value(cursor: Cursor, row: FieldRow) -> dict[str, Any]:
    """A value that stands; one whose personal block was erased or is not held is None."""
    entry = Feeds(cursor).by_id(row.entry)
    assert entry is not None, "a row's entry is held"
    block = block_of(cursor, entry) if row.value is None else None
    value = block.said.get("values", {}).get(row.field, block.said.get("value")) if block else row.value
    return {"value": value, "entry": row.entry.hex(), "author": row.owner.hex(), "at": instant(entry.hlc)}


def _refused(feeds: Feeds, row: refusals.Refused) -> dict[str, Any]:
    return {
        "source": row.source.hex() or None,
        "site": feeds.sites().get(row.source),
        "what": row.what.hex(),
        "reason": row.reason,
        "times": row.times,
        "first_at": iso(row.first_ms),
        "last_at": iso(row.last_ms),
    }
