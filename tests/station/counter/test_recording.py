"""Fields of shared records: what was seen is replaced, what speaks of a person stands in the block, bad names are refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Failure
from station.counter.asking import Record, Show
from station.counter.commands import SetField
from station.office import Office
from tests.builders import Bureau, SeededIdentity, a_station

IDS = SeededIdentity(21)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = a_station(tmp_path / "post", Bureau())
    yield made
    made.close()


def set_field(office: Office, value: str = "x", **changes: Any) -> dict[str, Any]:
    said = {"record": "household/7", "field": "hours", "value": value, **changes}
    return office.do(SetField(command=IDS.command(), clerk="li", **said))


def test_a_value_is_replaced_by_one_that_saw_it(office: Office) -> None:
    first = set_field(office, "9-12")
    with pytest.raises(Failure) as caught:
        set_field(office, "9-17")
    assert caught.value.code == "records.moved"
    set_field(office, "9-17", seen=(bytes.fromhex(first["entry"]),))
    told = office.ask(Record("household/7"))["fields"]
    assert [value["value"] for value in told["hours"]] == ["9-17"]
    assert office.ask(Record("household/8"))["fields"] == {}


def test_a_personal_value_stands_in_the_block_alone(office: Office) -> None:
    entry = set_field(office, "13871526127", field="phone", personal=True)["entry"]
    assert office.ask(Record("household/7"))["fields"]["phone"][0]["value"] == "13871526127"
    assert "13871526127" not in str(office.ask(Show(entry))["facts"])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"record": "household"}, "records.record"),
        ({"record": "household/"}, "records.record"),
        ({"record": "household/" + "7" * 65}, "records.record"),
        ({"field": "Hours"}, "records.field"),
        ({"field": ""}, "records.field"),
        ({"value": "x" * 4_001}, "records.value"),
        ({"value": "a\0b"}, "records.value"),
    ],
)
def test_what_is_badly_named_is_refused_and_changes_nothing(office: Office, changes: dict[str, Any], code: str) -> None:
    before = office.digest()
    with pytest.raises(Failure) as caught:
        set_field(office, **{"value": "x", **changes})
    assert caught.value.code == code
    assert office.digest() == before
