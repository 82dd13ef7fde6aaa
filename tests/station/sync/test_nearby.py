"""Serving stations on one network: pushed within a moment, witnessed, gossiped on; lies and silence change nothing."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest

from schemas.entry.envelope import Entry
from schemas.failures import Fault, Refusal
from station.ledger.peers import witnesses
from station.office import Office
from station.office.nearby import Nearby
from station.office.neighbourhood import Neighbourhood
from station.sync.lan_link import LanLink
from tests.builders import SeededIdentity
from tests.station.sync.town import SITES, Town, digests_of, head_of, heads_of, note


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


class Street:
    """Stations that listen on loopback and know of one another by hand."""

    def __init__(self, town: Town, count: int) -> None:
        self.offices = [town.station(f"s{at}", SITES[at % 2]) for at in range(count)]
        self.nearby = [Nearby(office, 0, beacon=False) for office in self.offices]
        self.urls = [f"https://127.0.0.1:{nearby.port}" for nearby in self.nearby]

    def introduce(self) -> None:
        for office in self.offices:
            office.neighbourhood.hear(self.urls)

    def close(self) -> None:
        for nearby in self.nearby:
            nearby.close()


def until(true: Callable[[], bool], seconds: float = 15.0) -> bool:
    waiting, end = Event(), monotonic() + seconds
    while monotonic() < end:
        if true():
            return True
        waiting.wait(0.02)
    return true()


def count_witnesses(office: Office) -> int:
    with office.ledger.database.read() as cursor:
        return len(witnesses(cursor, office.ledger.author, office.ledger.standing.authority))


def test_what_is_written_is_witnessed_by_itself(town: Town) -> None:
    street = Street(town, 3)
    street.introduce()
    try:
        entry = note(street.offices[0], {"application": {"name": "陈喆"}})
        street.offices[0].announce()
        assert until(lambda: count_witnesses(street.offices[0]) == 2)
        assert all(heads_of(office)[entry.author] == head_of(street.offices[0]) for office in street.offices)
    finally:
        street.close()


def test_feeds_pass_on_to_those_who_do_not_know_one_another(town: Town) -> None:
    street = Street(town, 3)
    one, two, three = street.offices
    one.neighbourhood.hear([street.urls[1]])
    three.neighbourhood.hear([street.urls[1]])
    try:
        note(one)
        one.announce()
        assert until(lambda: heads_of(three).get(one.ledger.author) == head_of(one), 40)
        assert digests_of(one)[one.ledger.author] == digests_of(three)[one.ledger.author]
        assert until(lambda: two.ledger.author in heads_of(one))
    finally:
        street.close()


def test_by_hand_over_https(town: Town) -> None:
    street = Street(town, 2)
    try:
        note(street.offices[0])
        told = street.offices[0].sync(street.urls[1])
        assert told["peer"] == street.offices[1].ledger.author.hex()
        assert told["equal"] and told["witnesses"] == 1
    finally:
        street.close()


def test_where_he_was_met_is_known_after_a_new_start(town: Town) -> None:
    street = Street(town, 2)
    street.offices[0].sync(street.urls[1])
    street.close()
    again = Neighbourhood(street.offices[0].ledger, SeededIdentity(3))
    assert [(one.url, one.author) for one in again.near()] == [(street.urls[1], street.offices[1].ledger.author)]


def test_my_own_address_is_met_once_and_forgotten(town: Town) -> None:
    street = Street(town, 1)
    [office], [url] = street.offices, street.urls
    with pytest.raises(Refusal) as caught:
        office.sync(url)
    assert caught.value.code == "lan.self"
    office.neighbourhood.hear([url])
    office.neighbourhood.push(lambda: None)
    assert office.neighbourhood.near()[0].author == office.ledger.author
    street.close()


def test_announcements_that_lie_cost_a_moment_and_change_nothing(town: Town) -> None:
    here = town.station("here")
    near, before = here.neighbourhood, heads_of(here)
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        near.hear([f"https://127.0.0.1:{deaf.getsockname()[1]}", "https://nowhere.invalid:1", "nonsense"])
        assert [near.push(lambda: None) for _ in range(3)] == [0, 0, 0]
    assert all(one.failed for one in near.near())
    assert heads_of(here) == before


def test_a_crowd_of_liars_fills_no_memory_and_crowds_nobody_out(town: Town) -> None:
    street = Street(town, 2)
    near = street.offices[0].neighbourhood
    near.hear(f"nonsense {at}" for at in range(1_000))
    assert len(near.near()) == 64
    near.push(lambda: None)
    near.hear([street.urls[1]])
    assert street.urls[1] in {one.url for one in near.near()}
    street.close()


def test_one_of_another_city_is_not_met(town: Town, tmp_path: Path) -> None:
    other = Town(tmp_path / "elsewhere")
    here = town.station("here")
    stranger = other.station("stranger")
    stranger.ledger.standing = replace(stranger.ledger.standing, city=b"another city's key of 32 bytes!!")
    listening = Nearby(stranger, 0, beacon=False)
    with pytest.raises(Refusal) as caught:
        here.neighbourhood.meet(f"https://127.0.0.1:{listening.port}")
    assert caught.value.code == "lan.not_of_city"
    listening.close()
    other.close()


def test_who_calls_after_a_succession_meets_the_new_key(town: Town) -> None:
    street, successor = Street(town, 1), town.station("successor")
    caller = town.station("caller").neighbourhood.pipe
    before = LanLink(street.urls[0], caller)
    street.offices[0].neighbourhood = successor.neighbourhood
    after = LanLink(street.urls[0], caller)
    assert (before.peer, after.peer) == (street.offices[0].ledger.author, successor.ledger.author)
    before.close()
    after.close()
    street.close()


def test_a_port_that_is_taken_is_one_fault(town: Town) -> None:
    street = Street(town, 1)
    with pytest.raises(Fault) as caught:
        Nearby(street.offices[0], street.nearby[0].port, beacon=False)
    assert caught.value.code == "lan.port"
    street.close()


def test_what_is_written_while_an_errand_ends_is_pushed_by_the_next(town: Town) -> None:
    class Interrupted(Neighbourhood):
        """Somebody writes between the neighbour's reply and the note of it."""

        def _errand(self, url: str, link: LanLink) -> tuple[LanLink, dict[str, Any]]:
            done = super()._errand(url, link)
            if len(written) < 1:
                written.append(note(office))
            return done

    street = Street(town, 2)
    office, written = street.offices[0], list[Entry]()
    near = Interrupted(office.ledger, SeededIdentity(4))
    near.hear(street.urls[1:])
    assert near.push(lambda: None) == 1 and count_witnesses(office) == 0
    assert near.push(lambda: None) == 1 and count_witnesses(office) == 1
    near.close()
    street.close()


def test_a_pipe_stays_open_and_one_that_was_closed_is_opened_again(town: Town) -> None:
    street = Street(town, 2)
    near = street.offices[0].neighbourhood
    near.meet(street.urls[1])
    [kept] = near._open.values()
    near.meet(street.urls[1])
    assert list(near._open.values()) == [kept]
    kept.close()
    note(street.offices[0])
    assert near.meet(street.urls[1])["witnesses"] == 1
    near.close()
    assert not near._open
    street.close()
