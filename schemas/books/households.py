"""Households 户 that turn out to be one: joined by an entry, parted by another, never deleted.

`joined_to` is a field like any other: its value names the record into which this one is joined, empty for none. What stands
side by side counts, all of it, so that copies agree whatever arrived first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from schemas.books.records import FieldRow

KIND = "household/"
JOINED = "joined_to"
IDENTITY = "identity"


def clusters(joins: Mapping[str, Iterable[FieldRow]], records: Iterable[str]) -> dict[str, str]:
    """Record → the head of those that are one with it. `joins` are the standing values of `joined_to`, by record.

    The head is the record that is joined into nothing; in a circle, or where several are, the first by name.
    """
    into = {record: sorted({row.value for row in rows if row.value}) for record, rows in joins.items()}
    parent: dict[str, str] = {}

    def root(record: str) -> str:
        while parent.get(record, record) != record:
            record = parent[record]
        return record

    for record, targets in sorted(into.items()):
        for target in targets:
            one, other = sorted((root(record), root(target)))
            parent[other] = one
    members: dict[str, list[str]] = {}
    for record in sorted({*records, *into, *(target for targets in into.values() for target in targets)}):
        members.setdefault(root(record), []).append(record)
    heads: dict[str, str] = {}
    for group in members.values():
        ends = [record for record in group if not into.get(record)]
        heads |= dict.fromkeys(group, (ends or group)[0])
    return heads


def unsettled(values: Mapping[str, tuple[FieldRow, ...]]) -> list[str]:
    """The fields of a record whose values stand side by side and differ, or whose joins do."""
    return sorted(field for field, rows in values.items() if len(rows) > 1)


def duplicates(identities: Mapping[str, Iterable[FieldRow]], heads: Mapping[str, str]) -> list[list[str]]:
    """Heads that give the same identity and are not joined, in groups."""
    groups: dict[str, set[str]] = {}
    for record, rows in identities.items():
        for row in rows:
            if row.value:
                groups.setdefault(row.value, set()).add(heads.get(record, record))
    found = {tuple(sorted(group)) for group in groups.values() if len(group) > 1}
    return [list(group) for group in sorted(found)]
