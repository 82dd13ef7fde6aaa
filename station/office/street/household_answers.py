"""Questions about households 户: one with its history, those that are joined, what a person has to settle, duplicates."""

from __future__ import annotations

from typing import Any

from schemas.books import FieldRow, SupersededRow
from schemas.books.households import IDENTITY, JOINED, KIND, clusters, duplicates, unsettled
from schemas.failures import Refusal
from schemas.keep import Feeds
from station.counter.households import record_of
from station.counter.street import StreetQuestion
from station.ledger import names, queries, street_queries
from station.ledger.journal import block_of
from station.office.answers import instant
from station.office.street.view import View, required


def show(view: View, question: StreetQuestion) -> dict[str, Any]:
    """One household by its record or its identity: the record that stands for it, all values, and what is to be settled."""
    record = _record(view, question)
    heads = _heads(view)
    head = heads.get(record, record)
    members = sorted(each for each, its in heads.items() if its == head) or [record]
    values = {member: queries.field_values(view.cursor, member) for member in members}
    if not any(values.values()):
        raise Refusal("households.unknown", field="record", record=record)
    return {
        "record": head,
        "members": members,
        "fields": {field: [value_plain(view, row) for row in rows] for field, rows in values[head].items()},
        "joined": {
            member: {field: [value_plain(view, row) for row in rows] for field, rows in values[member].items()}
            for member in members
            if member != head
        },
        "unsettled": {member: names for member in members if (names := unsettled(values[member]))},
    }


def history(view: View, question: StreetQuestion) -> dict[str, Any]:
    """Every value that was ever given to the fields of a record: who, where, when, and what it replaced."""
    record = _record(view, question)
    rows = queries.rows(view.cursor, FieldRow, "record = ? ORDER BY field, entry", record)
    gone = queries.rows(view.cursor, SupersededRow, "record = ?", record)
    replaced: dict[tuple[bytes, int, int], list[str]] = {}
    for row in gone:
        replaced.setdefault((row.owner, row.seq, row.part), []).append(row.entry.hex())
    lost = {(row.field, row.entry) for row in gone}
    told = [
        {
            **value_plain(view, row),
            "field": row.field,
            "stands": (row.field, row.entry) not in lost,
            "replaces": sorted(replaced.get((row.owner, row.seq, row.part), [])),
        }
        for row in rows
    ]
    wanted = question.said.get("field")
    ordered = sorted(told, key=lambda one: (one["at"] or "", one["entry"], one["field"]))
    return {"record": record, "values": [one for one in ordered if wanted in (None, one["field"])]}


def open_ends(view: View, _: StreetQuestion) -> dict[str, Any]:
    """What a person has to look at: households with values side by side, and those that look like one."""
    fields = street_queries.standing_fields(view.cursor, KIND)
    heads = clusters({record: values.get(JOINED, ()) for record, values in fields.items()}, fields)
    identities = {record: values.get(IDENTITY, ()) for record, values in fields.items()}
    return {
        "unsettled": {record: names for record, values in fields.items() if (names := unsettled(values))},
        "duplicates": duplicates(identities, heads),
    }


def listed(view: View, question: StreetQuestion) -> dict[str, Any]:
    """Households whose name, operator, phone or identity holds these words, as far as this computer may read them."""
    text = required(question, "text")
    found: dict[str, None] = {}
    for entry in names.find(view.cursor, text, 200):
        for row in queries.rows(view.cursor, FieldRow, "entry = ?", entry):
            if row.record.startswith(KIND):
                found[row.record] = None
    return {"records": list(found)}


def value_plain(view: View, row: FieldRow) -> dict[str, Any]:
    """A value with who said it, where and when; None where it stands in a block that is not held."""
    entry = Feeds(view.cursor).by_id(row.entry)
    assert entry is not None, "a row's entry is held"
    block = block_of(view.cursor, entry)
    hidden = block.said.get("values", {}).get(row.field) if block else None
    clerk = next((one.name for one in queries.clerks(view.cursor, row.owner) if one.ckey == row.clerk), None)
    return {
        "value": hidden if hidden is not None else row.value,
        "entry": row.entry.hex(),
        "site": Feeds(view.cursor).sites().get(row.owner, ""),
        "clerk": clerk,
        "at": instant(entry.hlc),
    }


def _record(view: View, question: StreetQuestion) -> str:
    identity = question.said.get("identity")
    return record_of(identity, view.ledger.refer) if identity is not None else required(question, "record")


def _heads(view: View) -> dict[str, str]:
    joins = street_queries.standing_of(view.cursor, KIND, JOINED)
    return clusters(joins, joins)


ANSWERS = {
    ("household", "show"): show,
    ("household", "history"): history,
    ("household", "open"): open_ends,
    ("household", "find"): listed,
}
