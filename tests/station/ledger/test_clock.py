"""The logical clock hears its peers, believes no one who is far ahead, and tells when the wall clock jumped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.books import ClockRow
from schemas.entry.clock import AHEAD_MS, wall_of
from schemas.entry.kinds import facts_of
from schemas.facts import ClockJumped
from schemas.keep import Feeds
from station.counter.asking import Findings, Show
from station.counter.commands import AppointClerk, SetField
from station.office import Office
from tests.builders import PIN, TestClock
from tests.central.doubles import StillClock
from tests.station.sync.town import Town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def clock_of(office: Office) -> TestClock:
    found = office.ledger.clock
    assert isinstance(found, TestClock)
    return found


def centre_clock(town: Town) -> StillClock:
    found = town.store.clock
    assert isinstance(found, StillClock)
    return found


def a_note(office: Office, number: int) -> dict[str, str]:
    command = SetField(
        command=office.fresh_command(), clerk="li", record=f"case/{number}", field="phone", value=str(number)
    )
    return office.do(command)


def seated(town: Town) -> Office:
    office = town.station("post")
    office.do(AppointClerk(command=office.fresh_command(), clerk="li", name="样例李", role="head", pin=PIN, by=None))
    office.unlock("li", PIN)
    return office


def test_what_is_written_after_an_exchange_is_later_than_what_the_peer_said(town: Town) -> None:
    office = seated(town)
    centre_clock(town).ms = clock_of(office).ms + AHEAD_MS - 1_000
    office.sync()
    note = a_note(office, 1)
    with office.ledger.database.read() as cursor:
        entry = Feeds(cursor).by_id(bytes.fromhex(note["entry"]))
    assert entry is not None and wall_of(entry.hlc) >= town.store.clock.wall_ms()


def test_a_peer_far_ahead_never_moves_my_clock(town: Town) -> None:
    office = seated(town)
    before = office.ledger.journal.reading()
    centre_clock(town).ms = clock_of(office).ms + AHEAD_MS + 600_000
    office.sync()
    assert office.ledger.journal.reading() == before
    a_note(office, 1)
    assert "clock" in {found["kind"] for found in office.ask(Findings())["findings"]}


def test_a_clock_set_back_is_noted_and_work_goes_on_by_the_logical_one(town: Town) -> None:
    office = seated(town)
    first = a_note(office, 1)
    clock_of(office).ms -= 2 * 3_600_000
    second = a_note(office, 2)
    with office.ledger.database.read() as cursor:
        feeds = Feeds(cursor)
        old, new = (feeds.by_id(bytes.fromhex(note["entry"])) for note in (first, second))
        assert old is not None and new is not None and new.hlc > old.hlc
        assert any(isinstance(fact, ClockJumped) for fact in facts_of(new.body))
        assert len(feeds.rows(ClockRow, office.ledger.author)) == 1


def test_the_interval_of_an_entry_is_what_peers_have_signed(town: Town) -> None:
    office = seated(town)
    office.sync()
    centre_clock(town).ms += 60_000
    clock_of(office).ms += 60_000
    note = a_note(office, 1)
    assert office.ask(Show(note["entry"]))["interval"]["until"] is None
    office.sync()
    interval = office.ask(Show(note["entry"]))["interval"]
    assert interval["after"] is not None and interval["after"] < interval["until"]
