"""Notes and records by command, through the door of a home that is served."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from station.office import Office
from tests.station.cli import test_door

served = test_door.served
Served = tuple[Path, Office]


@pytest.fixture
def home(served: Served) -> Path:
    return served[0]


def told(home: Path, *words: str, stdin: bytes = b"") -> Any:
    status, answer, complaint = test_door.told(home, *words, stdin=stdin)
    return answer if status == 0 else (status, complaint["error"]["code"])


LI = ("--clerk", "li")


def test_a_note_is_written_read_added_to_and_marked(home: Path) -> None:
    told(home, "notes", "write", "case/7", "--in", "-", *LI, stdin="已电话联系。\n".encode())
    seen = told(home, "notes", "read", "case/7")["seen"]
    told(home, "notes", "add", "case/7", "周五回电。", *LI)
    told(home, "notes", "write", "case/7", "两次电话联系。\n", "--seen", seen, *LI)
    told(home, "notes", "mark", "case/7", "called", "yes", *LI)
    read = told(home, "notes", "read", "case/7")
    assert read["text"] == "两次电话联系。\n周五回电。\n"
    assert [(mark["field"], mark["value"]) for mark in read["marks"]] == [("called", True)]
    assert [note["record"] for note in told(home, "notes", "list", "case/")["notes"]] == ["case/7"]


def test_a_field_is_set_shown_and_settled(home: Path) -> None:
    first = told(home, "records", "set", "household/7", "hours", "9-12", *LI)
    assert told(home, "records", "set", "household/7", "hours", "9-17", *LI) == (3, "records.moved")
    told(home, "records", "set", "household/7", "hours", "9-17", "--seen", first["entry"], *LI)
    told(home, "records", "set", "household/7", "phone", "--personal", "--in", "-", *LI, stdin=b"13871526127")
    fields = told(home, "records", "show", "household/7")["fields"]
    assert [value["value"] for values in fields.values() for value in values] == ["9-17", "13871526127"]
    assert told(home, "records", "list")["records"][0]["record"] == "household/7"


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (("notes", "read"), (2, "cli.missing")),
        (("notes", "add", "case/7", "x"), (2, "cli.missing")),
        (("notes", "add", "case/7", *LI), (2, "cli.one_of")),
        (("notes", "add", "case/7", "x", "y", *LI), (2, "cli.one_of")),
        (("notes", "mark", "case/7", *LI), (2, "cli.one_of")),
        (("notes", "add", "case/7", "x", "--command", "1", *LI), (2, "cli.uuid")),
        (("notes", "add", "case", "x", *LI), (2, "records.record")),
        (("notes", "write", "case/7", "--in", "-", *LI), (2, "input.encoding")),
        (("records", "set", "household/7", "hours", *LI), (2, "cli.one_of")),
        (("records", "set", "household/7", "hours", "x", "--seen", "1", *LI), (2, "cli.entry")),
    ],
)
def test_what_is_said_badly_is_one_error(home: Path, words: tuple[str, ...], refusal: tuple[int, str]) -> None:
    assert told(home, *words, stdin=b"\xff") == refusal
