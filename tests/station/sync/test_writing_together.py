"""Counters that write in one note: each sees the other's words within a moment; weeks apart they still come together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from station.counter.asking import Note, Record
from station.counter.commands import AddLine, AppointClerk, Command, MarkNote, SetField, WriteNote
from station.office import Office
from tests.builders import PIN, TestClock
from tests.station.sync.test_nearby import Street, until
from tests.station.sync.town import SITES, Town

BOARD = "handover/420106"
WEEK_MS = 7 * 86_400_000


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def staffed(office: Office) -> Office:
    office.do(AppointClerk(command=office.fresh_command(), clerk="li", name="李慧芳", role="head", pin=PIN))
    office.unlock("li", PIN)
    return office


def do(office: Office, kind: Callable[..., Command], **said: Any) -> dict[str, Any]:
    return office.do(kind(command=office.fresh_command(), clerk="li", **{"record": BOARD, **said}))


def text_of(office: Office) -> str:
    return office.ask(Note(BOARD))["text"]


def test_each_of_two_counters_sees_the_other_type(town: Town) -> None:
    street = Street(town, 2)
    one, two = (staffed(office) for office in street.offices)
    street.introduce()
    try:
        do(one, AddLine, line="甲：钥匙交给二号窗口。")
        assert until(lambda: text_of(two) == "甲：钥匙交给二号窗口。\n")
        changes = one.changes()
        do(two, AddLine, line="乙：收到。")
        assert until(lambda: text_of(one) == text_of(two) and "收到" in text_of(one))
        assert until(lambda: one.changes() > changes), "a screen is told to read again"
        seen = one.ask(Note(BOARD))["seen"]
        do(two, AddLine, line="乙：周五盘点。")
        do(one, WriteNote, text=text_of(one).replace("二号", "三号"), seen=seen)
        assert until(lambda: text_of(one) == text_of(two) == "甲：钥匙交给三号窗口。\n乙：收到。\n乙：周五盘点。\n")
    finally:
        street.close()


def test_what_was_written_in_weeks_without_a_line_comes_together_at_every_copy(town: Town) -> None:
    stations = [staffed(town.station(name, SITES[at % 2])) for at, name in enumerate(("one", "two", "three"))]
    do(stations[0], WriteNote, text="一、二、三\n")
    for _ in range(2):
        for office in stations:
            office.sync()
    # Without neighbours a centre gives a station its own site's feeds only: the same site shares its notes through it.
    one, _, three = stations
    assert text_of(three) == "一、二、三\n"
    for week in range(1, 4):
        for office in (one, three):
            assert isinstance(office.ledger.clock, TestClock)
            office.ledger.clock.ms += WEEK_MS
            before = office.ask(Note(BOARD))
            do(office, WriteNote, text=f"{office.ledger.author.hex()[:2]}{week}\n{before['text']}", seen=before["seen"])
            do(office, MarkNote, name=f"week{week}", value=True)
    for _ in range(2):
        one.sync()
        three.sync()
    told, other = one.ask(Note(BOARD)), three.ask(Note(BOARD))
    assert told == other
    assert (told["waiting"], told["refused"], len(told["marks"])) == (0, [], 6)
    lines = told["text"].splitlines()
    assert sorted(lines) == sorted(
        ["一、二、三", *(f"{office.ledger.author.hex()[:2]}{week}" for office in (one, three) for week in (1, 2, 3))]
    )


def test_values_given_apart_stand_side_by_side_until_one_of_both_settles_them(town: Town) -> None:
    one, two = (staffed(town.station(name)) for name in ("one", "two"))
    said = {"record": "household/7", "field": "hours"}
    do(one, SetField, **said, value="9-12")
    do(two, SetField, **said, value="9-17")
    for office in (one, two, one):
        office.sync()
    standing = one.ask(Record("household/7"))["fields"]["hours"]
    assert sorted(value["value"] for value in standing) == ["9-12", "9-17"]
    do(two, SetField, **said, value="9-17", seen=tuple(bytes.fromhex(value["entry"]) for value in standing))
    for office in (two, one):
        office.sync()
    assert [value["value"] for value in one.ask(Record("household/7"))["fields"]["hours"]] == ["9-17"]
    assert one.ask(Record("household/7")) == two.ask(Record("household/7"))
