"""Shared records 共享档案: values that nothing supersedes stand side by side until a person settles them.

A feed writes only rows of its own: what it has said, and what it has superseded. Which values stand is read from both,
so that the order of arrival plays no part.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from schemas.books.shelf import Act, Shelf
from schemas.facts import FieldSet

ID_BYTES = 32


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A value that was given to a field of a record; None when it stands in the entry's personal block."""

    BOOK: ClassVar[str] = "field"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part")
    owner: bytes
    seq: int
    part: int
    record: str
    field: str
    value: str | None
    entry: bytes
    clerk: bytes | None


@dataclass(frozen=True, slots=True)
class SupersededRow:
    """A value of a field that a later writer has seen and replaced, by the entry that gave it."""

    BOOK: ClassVar[str] = "superseded"
    KEY: ClassVar[tuple[str, ...]] = ("owner", "seq", "part", "entry")
    owner: bytes
    seq: int
    part: int
    entry: bytes
    record: str
    field: str


def fold(act: Act, shelf: Shelf) -> None:
    """Each value with what it supersedes; a name that is no entry id sets the whole entry aside."""
    for part, fact in enumerate(act.facts):
        if not isinstance(fact, FieldSet):
            continue
        if any(type(entry) is not bytes or len(entry) != ID_BYTES for entry in fact.supersedes):
            raise ValueError("an entry id has 32 bytes")
        place = (act.owner, act.entry.seq, part)
        shelf.add(FieldRow(*place, fact.record, fact.field, fact.value, act.entry.id, act.entry.ckey))
        for entry in sorted(set(fact.supersedes)):
            shelf.add(SupersededRow(*place, entry, fact.record, fact.field))


def standing(values: Iterable[FieldRow], superseded: Iterable[SupersededRow]) -> dict[str, tuple[FieldRow, ...]]:
    """For each field of one record the values that stand, in the order of their entry ids; more than one: to be settled."""
    gone = {(row.record, row.field, row.entry) for row in superseded}
    found: dict[str, list[FieldRow]] = {}
    for row in sorted(values, key=lambda row: (row.field, row.entry, row.part)):
        if (row.record, row.field, row.entry) not in gone:
            found.setdefault(row.field, []).append(row)
    return {field: tuple(rows) for field, rows in found.items()}
