"""Notes at one counter: written over the version that was read, a line at a time, marked; no person's number stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Failure
from station.counter.asking import Note, Notes, Records
from station.counter.commands import AddLine, MarkNote, SetField, WriteNote
from station.office import Office
from tests.builders import Bureau, SeededIdentity, a_station

IDS = SeededIdentity(22)
BOARD = "board/420106-P0103"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = a_station(tmp_path / "post", Bureau())
    yield made
    made.close()


def write(office: Office, text: str, **changes: Any) -> dict[str, Any]:
    return office.do(WriteNote(**{"command": IDS.command(), "clerk": "li", "record": BOARD, "text": text, **changes}))


def add(office: Office, line: str, record: str = BOARD) -> dict[str, Any]:
    return office.do(AddLine(command=IDS.command(), clerk="li", record=record, line=line))


def mark(office: Office, name: str, value: str | bool) -> dict[str, Any]:
    return office.do(MarkNote(command=IDS.command(), clerk="li", record=BOARD, name=name, value=value))


def refused(done: Any) -> str:
    with pytest.raises(Failure) as caught:
        done()
    return caught.value.code


def test_a_note_reads_as_it_was_written_and_tells_who_wrote(office: Office) -> None:
    write(office, "印章在左边抽屉。")
    add(office, "周五盘点。")
    mark(office, "counted", True)
    told = office.ask(Note(BOARD))
    assert told["text"] == "印章在左边抽屉。\n周五盘点。\n"
    assert [(mark["field"], mark["value"]) for mark in told["marks"]] == [("counted", True)]
    assert [(one["author"], one["updates"]) for one in told["writers"]] == [(office.ledger.author.hex(), 3)]
    assert (told["waiting"], told["refused"]) == (0, [])


def test_what_is_written_over_an_older_version_leaves_what_came_since(office: Office) -> None:
    write(office, "一楼\n二楼\n")
    seen = office.ask(Note(BOARD))["seen"]
    add(office, "三楼")
    write(office, "一楼大厅\n二楼\n", seen=seen)
    assert office.ask(Note(BOARD))["text"] == "一楼大厅\n二楼\n三楼\n"


def test_the_same_command_is_written_once(office: Office) -> None:
    command = IDS.command()
    first = write(office, "早", command=command)
    assert write(office, "晚", command=command) == first
    assert office.ask(Note(BOARD))["text"] == "早"


def test_notes_and_records_are_listed_by_the_beginning_of_their_names(office: Office) -> None:
    add(office, "a")
    add(office, "b", "case/7")
    office.do(SetField(command=IDS.command(), clerk="li", record="household/7", field="hours", value="9-12"))
    assert [note["record"] for note in office.ask(Notes())["notes"]] == [BOARD, "case/7"]
    assert [(note["record"], note["updates"]) for note in office.ask(Notes("case/"))["notes"]] == [("case/7", 1)]
    told = office.ask(Records())["records"]
    assert told == [{"record": "household/7", "fields": ["hours"], "unsettled": 0}]
    assert office.ask(Records("case"))["records"] == []
    assert office.ask(Note("case/8"))["text"] == ""


def test_a_new_start_writes_on_under_another_client(office: Office) -> None:
    from station.office.noting import Noting

    write(office, "甲")
    office._pens = Noting(office.ledger, SeededIdentity(99))  # as after a new start
    add(office, "乙")
    told = office.ask(Note(BOARD))
    assert (told["text"], told["refused"]) == ("甲\n乙\n", [])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"record": "board"}, "records.record"),
        ({"text": "字" * 20_001}, "writing.text"),
        ({"text": "a\0b"}, "writing.text"),
        ({"text": "half \ud800"}, "writing.text"),
        ({"text": "请联系 13871526127"}, "writing.person"),
        ({"text": "420106199003073321 的件"}, "writing.person"),
        ({"text": ""}, "writing.unchanged"),
        ({"seen": "x"}, "writing.seen"),
        ({"clerk": "wang"}, "keys.locked"),
        ({"text": "𠮷" * 18_000}, "writing.size"),
    ],
)
def test_what_may_not_stand_in_a_note_is_refused_and_changes_nothing(
    office: Office, changes: dict[str, Any], code: str
) -> None:
    before = office.digest()
    assert refused(lambda: write(office, **{"text": "x", **changes})) == code
    assert office.digest() == before


@pytest.mark.parametrize("line", ["", " ", "a\nb", "字" * 1_001])
def test_a_line_is_one_line(office: Office, line: str) -> None:
    assert refused(lambda: add(office, line)) == "writing.line"


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [("Item", True, "records.field"), ("item", "a\nb", "writing.line"), ("item", "13871526127", "writing.person")],
)
def test_a_mark_is_a_named_word(office: Office, name: str, value: str | bool, code: str) -> None:
    assert refused(lambda: mark(office, name, value)) == code


def test_a_number_that_somebody_else_left_keeps_nobody_from_writing_on(office: Office) -> None:
    from station.counter.noting import require_words

    require_words("13871526127 已回电", "13871526127")
    assert refused(lambda: require_words("13871526127 13900000000", "13871526127")) == "writing.person"
