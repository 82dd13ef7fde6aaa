"""What the street station reads of the ledger, as named functions on a cursor."""

from __future__ import annotations

from collections.abc import Iterable

from schemas.acts import Act
from schemas.apply import Cursor
from schemas.books import FieldRow, SupersededRow
from schemas.books.acts import ActRow, act_of
from schemas.books.records import standing
from schemas.keep import Feeds
from station.ledger.queries import rows


def acts_on(cursor: Cursor, record: str) -> list[Act]:
    """All acts on one record, of every feed that is held."""
    return _acts(cursor, rows(cursor, ActRow, "record = ?", record))


def acts_of_kind(cursor: Cursor, begins: str) -> dict[str, list[Act]]:
    """The acts on every record whose name begins so, by record."""
    found: dict[str, list[Act]] = {}
    high = begins + "\U0010ffff"
    for act in _acts(cursor, rows(cursor, ActRow, "record >= ? AND record < ? ORDER BY record", begins, high)):
        found.setdefault(act.record, []).append(act)
    return found


def records_of(cursor: Cursor, person: bytes, begins: str) -> list[str]:
    """The records of one kind in which a person is named, by name."""
    sql = "SELECT DISTINCT record FROM book_act WHERE person = ? AND record >= ? AND record < ? ORDER BY record"
    cursor.execute(sql, (person, begins, begins + "\U0010ffff"))
    return [found[0] for found in cursor.fetchall()]


def days_of(cursor: Cursor, site: str, first: str, last: str) -> list[str]:
    """The days from `first` to `last` on which anybody took a number at a site."""
    begins = f"visit/{site}-"
    low, high = (f"{begins}{day.replace('-', '')}" for day in (first, last))
    sql = "SELECT DISTINCT substr(record, ?, 8) FROM book_act WHERE record >= ? AND record < ? ORDER BY 1"
    cursor.execute(sql, (len(begins) + 1, low, high + "\U0010ffff"))
    return [f"{day[:4]}-{day[4:6]}-{day[6:]}" for (day,) in cursor.fetchall()]


def _acts(cursor: Cursor, found: Iterable[ActRow]) -> list[Act]:
    sites = Feeds(cursor).sites()
    return [act_of(row, sites.get(row.owner, "")) for row in found]


def standing_fields(cursor: Cursor, begins: str) -> dict[str, dict[str, tuple[FieldRow, ...]]]:
    """The values that stand in every record whose name begins so, by record and field."""
    span = (begins, begins + "\U0010ffff")
    found: dict[str, list[FieldRow]] = {}
    for row in rows(cursor, FieldRow, "record >= ? AND record < ? ORDER BY record", *span):
        found.setdefault(row.record, []).append(row)
    gone: dict[str, list[SupersededRow]] = {}
    for row in rows(cursor, SupersededRow, "record >= ? AND record < ?", *span):
        gone.setdefault(row.record, []).append(row)
    return {record: standing(values, gone.get(record, ())) for record, values in found.items()}


def standing_of(cursor: Cursor, begins: str, field: str) -> dict[str, tuple[FieldRow, ...]]:
    """The standing values of one field, by record, for the records whose names begin so."""
    span = (begins, begins + "\U0010ffff", field)
    found: dict[str, list[FieldRow]] = {}
    for row in rows(cursor, FieldRow, "record >= ? AND record < ? AND field = ?", *span):
        found.setdefault(row.record, []).append(row)
    gone = rows(cursor, SupersededRow, "record >= ? AND record < ? AND field = ?", *span)
    return {record: standing(values, gone).get(field, ()) for record, values in found.items()}
