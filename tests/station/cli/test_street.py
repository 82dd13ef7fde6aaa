"""The street station by command, through the door of a home that is served."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from station.office import Office
from tests.station.cli import test_door

served = test_door.served
LI = ("--clerk", "li", "--on", "2026-09-18")


@pytest.fixture
def home(served: tuple[Path, Office]) -> Path:
    return served[0]


def told(home: Path, *words: str, said: Any = None) -> Any:
    """The answer, or the status and the code of what was said no to."""
    given = ("--in", "-") if said is not None else ()
    status, answer, complaint = test_door.told(home, *words, *given, stdin=json.dumps(said).encode())
    return answer if status == 0 else (status, complaint["error"]["code"])


def test_a_matter_is_accepted_decided_and_delivered(home: Path) -> None:
    opened = told(home, "matters", "do", *LI, said={"step": "accept", "matter": "M34", "materials": ["identity"]})
    record = opened["record"]
    told(home, "matters", "do", *LI, said={"step": "decide", "record": record, "outcome": "done"})
    told(home, "matters", "do", *LI, said={"step": "deliver", "record": record, "way": "counter"})
    assert told(home, "matters", "case", record)["state"] == "delivered"
    assert [case["record"] for case in told(home, "matters", "cases", "--state", "delivered")["cases"]] == [record]
    assert told(home, "matters", "alarms", "--on", "2026-09-19") == {"on": "2026-09-19", "late": [], "disputed": []}
    assert told(home, "matters", "catalogue", "--matter", "M34")["result"]["zh"] == "税收完税证明"


def test_a_household_is_registered_changed_and_shown(home: Path) -> None:
    said = {"step": "register", "identity": "92420106MA4K00599X", "fields": {"name": "样例水果店"}}
    record = told(home, "household", "do", *LI, said=said)["record"]
    told(home, "household", "do", *LI, said={"step": "set", "record": record, "fields": {"street": "中南路"}})
    shown = told(home, "household", "show", said={"identity": "92420106MA4K00599X"})
    assert (shown["fields"]["street"][0]["value"], shown["unsettled"]) == ("中南路", {})
    assert len(told(home, "household", "history", record, "--field", "street")["values"]) == 1
    assert told(home, "household", "find", "--text", "水果")["records"] == [record]
    assert told(home, "household", "open") == {"unsettled": {}, "duplicates": []}


def test_a_quota_is_assessed_and_what_is_owed_is_told(home: Path) -> None:
    record = "quota/" + "0" * 32
    said = {
        "step": "assess",
        "record": record,
        "notice_no": "1",
        "first": "2026-01-01",
        "last": "2026-12-31",
        "quota_fen": 12_000_000,
        "item": "goods",
        "district": "420106",
        "location": "city",
        "filing": "quarter",
    }
    told(home, "quota", "do", *LI, said=said)
    owed = told(home, "quota", "owed", record, "--on", "2026-04-20")
    assert (owed["principal_fen"], owed["late_fee_fen"]) == (381_600, 0)
    assert len(told(home, "quota", "roll", "--on", "2026-04-20")["lines"]) == 1
    assert told(home, "quota", "arrears", "--on", "2026-04-20")["lines"] == []


def test_what_a_household_may_take_is_decided_and_told(home: Path) -> None:
    record = "supply/" + "0" * 32
    said = {"step": "allow", "record": record, "kind": "sheet", "month_count": 50, "hold_count": 30}
    told(home, "supply", "do", *LI, said={**said, "sheet_fen": 999_999, "paper_no": "票1"})
    assert told(home, "supply", "stock", record, "--on", "2026-09-18")["allowed"][0]["may_take"] == 30
    assert told(home, "supply", "next", "--count", "5")["next"] == []
    order = {"step": "order", "household": record, "kind": "sheet", "count": 5, "way": "counter"}
    person = {"name": "陈喆", "id": "420106199003073321"}
    made = told(home, "mailing", "do", *LI, said={**order, "person": person})["record"]
    assert told(home, "mailing", "chain", made)["state"] == "ordered"
    assert [one["record"] for one in told(home, "mailing", "open", "--on", "2026-09-19")["orders"]] == [made]
    assert told(home, "supply", "alarms", "--on", "2026-09-19")["over"] == []


def test_a_number_is_taken_called_and_served(home: Path) -> None:
    record = told(home, "queue", "do", *LI, said={"step": "take", "kind": "dues", "priority": "old"})["record"]
    assert [one["label"] for one in told(home, "queue", "list", "--on", "2026-09-18")["waiting"]] == ["A001"]
    told(home, "queue", "do", *LI, said={"step": "next", "window": "1"})
    for step in ("start", "finish"):
        told(home, "queue", "do", *LI, said={"step": step, "record": record})
    assert told(home, "queue", "times", "--on", "2026-09-18")["finished"] == 1
    assert told(home, "queue", "crowd", "--on", "2026-09-18")["sites"][0]["waiting"] == 0


@pytest.mark.parametrize(
    ("words", "said", "refusal"),
    [
        (("matters", "do", *LI), [], (2, "street.field")),
        (("matters", "do"), {"step": "accept"}, (2, "cli.missing")),
        (("matters", "do", *LI), None, (2, "cli.missing")),
        (("matters", "do", *LI), {"step": "accept", "command": "1"}, (2, "cli.uuid")),
        (("matters", "case"), None, (2, "street.field")),
        (("matters", "case", "matter/none"), None, (3, "matters.no_case")),
    ],
)
def test_what_is_said_badly_is_one_error(
    home: Path, words: tuple[str, ...], said: Any, refusal: tuple[int, str]
) -> None:
    assert told(home, *words, said=said) == refusal
