"""Why am I offline: each place told apart, in words, in time."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.words import LANGUAGES, catalogue
from station.counter.asking import Show, Status
from station.counter.commands import OpenDay
from station.sync import probing
from station.sync.offline import LONGEST_S, Place, Seen, place_of
from station.sync.probing import MachineProbes, reaches, router_of
from tests.builders import Bureau, TestClock, a_station
from tests.station.sync.town import Town
from yard.fakes.probes import ToldProbes


def seen(
    *,
    addressed: bool = True,
    router: bool | None = False,
    neighbours: bool | None = False,
    host: bool = False,
    centre: bool = False,
) -> Seen:
    return Seen(addressed=addressed, router=router, neighbours=neighbours, host=host, centre=centre)


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (seen(router=True, host=True, centre=True), Place.NOWHERE),
        (seen(addressed=False, router=None), Place.COMPUTER),
        (seen(addressed=False, router=None, neighbours=None), Place.COMPUTER),
        (seen(router=None), Place.LAN),
        (seen(neighbours=None), Place.LAN),
        (seen(router=True), Place.LINE),
        (seen(router=None, neighbours=True), Place.LINE),
        (seen(neighbours=True), Place.LINE),
        (seen(router=True, host=True), Place.CENTRE),
        (seen(addressed=False, router=None, neighbours=None, host=True), Place.CENTRE),
        (seen(), Place.EVERYTHING),
    ],
)
def test_each_place_is_told_apart(told: Seen, place: Place) -> None:
    assert place_of(told) is place


MAYBE = st.sampled_from([None, False, True])


@given(st.booleans(), MAYBE, MAYBE, st.booleans(), st.booleans())
def test_whatever_was_seen_there_is_one_place(a: bool, r: bool | None, n: bool | None, h: bool, c: bool) -> None:
    told = place_of(Seen(addressed=a, router=r, neighbours=n, host=h, centre=c))
    assert (told is Place.NOWHERE) == c


@pytest.mark.parametrize("place", Place)
def test_each_place_has_words_in_both_languages(place: Place) -> None:
    assert all(isinstance(catalogue(language)[f"lan.offline_{place.value}"], str) for language in LANGUAGES)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def test_the_office_tells_place_words_and_what_was_seen(town: Town) -> None:
    told = town.station("here").why_offline(ToldProbes(seen(router=True)))
    assert told["place"] == "line" and "外线" in told["words"] and told["seen"]["router"] is True


def test_what_is_written_meanwhile_notes_the_place_and_the_status_shows_it(tmp_path: Path) -> None:
    clock = TestClock()
    office = a_station(tmp_path / "post", Bureau(), clock)

    def missed() -> list[tuple[str, int, int]]:
        told = office.do(OpenDay(command=office.fresh_command(), clerk="li", on=f"2026-09-{next(days)}"))
        facts = office.ask(Show(told["entry"]))["facts"]
        return [(f["place"], f["since_ms"], f["seen_ms"]) for f in facts if f["fact"] == "contacts.missed/1"]

    days, start = iter(range(10, 30)), clock.ms
    assert missed() == [] and office.ask(Status())["offline"] is None
    office.why_offline(ToldProbes(seen(router=True)))
    assert office.ask(Status())["offline"]["place"] == "line"
    clock.ms += 60_000
    assert missed() == [("line", start, clock.ms)]
    assert missed() == [], "once in ten minutes is enough"
    office.why_offline(ToldProbes(seen(router=True, host=True)))
    assert missed() == [("centre", start, clock.ms)], "another place is news"
    clock.ms += 600_000
    assert missed() == [("centre", start, clock.ms)]
    office.sync()
    assert missed() == [] and office.ask(Status())["offline"] is None
    office.close()


ROUTES = "Iface\tDestination\tGateway\tFlags\nlo\t0000007F\t00000000\t0001\neth0\t00000000\t0100A8C0\t0003\n"


def test_the_router_stands_in_the_table_of_routes() -> None:
    assert router_of(ROUTES) == "192.168.0.1"
    assert router_of("") is router_of(ROUTES.split("eth0")[0]) is None


def test_a_computer_that_says_no_is_there_and_one_that_is_none_is_not() -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        assert reaches("127.0.0.1", port)
        listening.listen()
        assert reaches("127.0.0.1", port)
    assert not reaches("", 80) and not reaches("nowhere.invalid", 80)


def test_a_place_that_never_answers_is_silent_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    never = Event()
    monkeypatch.setattr(probing, "LONGEST_S", 0.3)
    probes = MachineProbes("http://127.0.0.1:9", ["https://127.0.0.1:9"], lambda _: never.wait(60))
    start = monotonic()
    told = probes.look()
    never.set()
    assert not told.centre and told.host and told.neighbours
    assert monotonic() - start < 5 < LONGEST_S < 10
