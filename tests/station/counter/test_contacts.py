"""A peer that was heard is noted with the next act, once in ten minutes; `show` says what that proves."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from station.counter.asking import Show, Status
from station.counter.commands import IssueInvoice
from station.office import Office
from tests.builders import NOON, Bureau, TestClock, a_station, an_application

MINUTE = 60_000


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def office(tmp_path: Path, clock: TestClock) -> Iterator[Office]:
    made = a_station(tmp_path / "post", Bureau(), clock)
    yield made
    made.close()


def issue(office: Office, number: int) -> dict[str, Any]:
    answer = office.do(IssueInvoice(clerk="li", application=an_application(number)))
    return office.ask(Show(answer["entry"]))


def contacts(shown: dict[str, Any]) -> list[dict[str, Any]]:
    return [fact for fact in shown["facts"] if fact["fact"] == "contacts.noted/1"]


def test_a_contact_is_noted_at_most_once_in_ten_minutes(office: Office, clock: TestClock) -> None:
    assert contacts(issue(office, 1)) == []
    clock.ms += 10 * MINUTE - 1
    office.sync()
    assert contacts(issue(office, 2)) == []
    clock.ms += 1
    office.sync()
    assert office.ask(Status())["outbox"]["count"] == 0
    (noted,) = contacts(issue(office, 3))
    assert (noted["held"], noted["heard_ms"]) == (4, NOON + 10 * MINUTE)
    assert contacts(issue(office, 4)) == []


def test_the_interval_of_an_entry_is_shown(office: Office, clock: TestClock) -> None:
    first = issue(office, 1)
    centre = office.ledger.standing.authority.hex()
    assert first["interval"]["until"] is None
    assert (first["interval"]["after_peer"], first["interval"]["after"]) == (centre, "2026-09-18T04:00:00.000+00:00")
    clock.ms += 20 * MINUTE
    office.sync()
    assert office.ask(Show(first["entry"]))["interval"]["until_peer"] == centre
    assert issue(office, 2)["interval"]["until"] is None
