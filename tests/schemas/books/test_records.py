"""Values of a record that nothing supersedes stand side by side, whatever the order of arrival."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.books import FieldRow, QuarantineRow, SupersededRow
from schemas.books.records import standing
from schemas.entry.envelope import Entry
from schemas.facts import FieldSet
from tests.schemas.books.folding import Feed, Shelf, interleaved

RECORD = "household/7"


def a_value(value: str, *seen: Entry, field: str = "hours", record: str = RECORD) -> FieldSet:
    return FieldSet(record=record, field=field, value=value, supersedes=[entry.id for entry in seen])


def read(shelf: Shelf, record: str = RECORD) -> dict[str, list[str | None]]:
    values = [row for row in shelf.rows(FieldRow) if row.record == record]
    found = standing(values, [row for row in shelf.rows(SupersededRow) if row.record == record])
    return {field: [row.value for row in rows] for field, rows in found.items()}


def test_a_later_value_replaces_what_its_writer_saw() -> None:
    one = Feed("one")
    first = one.write(a_value("9-12"))
    one.write(a_value("9-17", first))
    assert read(Shelf().fold(one.entries)) == {"hours": ["9-17"]}


def test_values_given_apart_stand_side_by_side_until_a_person_settles_them() -> None:
    one, two = Feed("one"), Feed("two")
    first = one.write(a_value("9-12"))
    mine, other = one.write(a_value("9-17", first)), two.write(a_value("8-12", first))
    shelf = Shelf().fold([*two.entries, *one.entries])
    assert sorted(read(shelf)["hours"], key=str) == ["8-12", "9-17"]
    two.write(a_value("8-17", mine, other))
    assert read(Shelf().fold([*two.entries, *one.entries])) == {"hours": ["8-17"]}


def test_a_field_supersedes_nothing_of_another_field_or_record() -> None:
    one = Feed("one")
    first = one.write(a_value("9-12"))
    one.write(a_value("red", first, field="colour"), a_value("x", first, record="household/8"))
    shelf = Shelf().fold(one.entries)
    assert read(shelf) == {"hours": ["9-12"], "colour": ["red"]}
    assert read(shelf, "household/8") == {"hours": ["x"]}


@pytest.mark.parametrize("supersedes", [[b"short"], ["text"], [1], [[b"x" * 32]]])
def test_what_names_no_entry_is_set_aside(supersedes: list[Any]) -> None:
    one = Feed("one")
    one.write(FieldSet(record=RECORD, field="hours", value="x", supersedes=supersedes))
    shelf = Shelf().fold(one.entries)
    assert read(shelf) == {}
    assert [row.reason for row in shelf.rows(QuarantineRow)] == ["unreadable"]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from("ab"), st.lists(st.integers(0, 12), max_size=3)), max_size=14
    ),
    st.randoms(use_true_random=False),
)
def test_any_order_of_arrival_gives_the_same_rows(acts: list[tuple[int, str, list[int]]], chance: Random) -> None:
    feeds = [Feed(name) for name in ("one", "two", "three")]
    written: list[Entry] = []
    for number, (feed, field, seen) in enumerate(acts):
        fact = a_value(str(number), *(written[one] for one in seen if one < len(written)), field=field)
        written.append(feeds[feed].write(fact))
    plain = Shelf().fold(written)
    mixed = Shelf().fold(interleaved([feed.entries for feed in feeds], chance))
    assert plain.kept == mixed.kept
    assert read(plain) == read(mixed)
    assert not written or any(read(plain).values())
