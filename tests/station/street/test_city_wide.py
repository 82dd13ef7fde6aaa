"""全市通办: two street stations far apart, which only ever meet the centre, serve one case and one household."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from central.registry.roster import revoke
from central.registry.scopes import grant_scope
from central.registry.sites import register_site
from schemas.failures import BadInput
from station.office import Office
from tests.central.doubles import STREET, WUCHANG
from tests.station.street.pair import PERSON, ask, do, staffed
from tests.station.sync.town import Town, digests_of, heads_of

FAR = replace(STREET, site="420106-S0007", district="420106", name="中南路街道税务服务站")


class City:
    """Two street stations and a post office; nobody sees a neighbour."""

    def __init__(self, folder: Path) -> None:
        self.town = Town(folder)
        with self.town.store.desk() as desk:
            register_site(desk, desk, FAR)
        self.near = staffed(self.town.station("near", STREET.site))
        self.far = staffed(self.town.station("far", FAR.site))
        self.post = staffed(self.town.station("post", WUCHANG.site))

    def evening(self, *offices: Office) -> None:
        """Each syncs with the centre, twice, so that what came second reaches the first."""
        for office in (*offices, *offices):
            assert office.sync()["differing"] == []


@pytest.fixture
def city(tmp_path: Path) -> Iterator[City]:
    made = City(tmp_path)
    yield made
    made.town.close()


def test_a_case_begun_at_one_station_is_taken_further_at_another_through_the_centre(city: City) -> None:
    record = do(city.near, "matters", "accept", matter="M03", materials=["pause_form"], person=PERSON)["record"]
    city.evening(city.near, city.far)
    do(city.far, "matters", "decide", record, outcome="done", paper_no="停〔2026〕1号")
    city.town.link.cut = True
    do(city.far, "matters", "deliver", record, way="counter")
    city.town.link.cut = False
    city.evening(city.far, city.near)
    for office in (city.near, city.far):
        told = ask(office, "matters", "case", record)
        assert (told["state"], told["ended"], told["disputed"]) == ("delivered", True, [])


def test_what_two_stations_did_apart_for_days_is_one_in_the_end(city: City) -> None:
    record = do(city.near, "matters", "accept", matter="M03", materials=["pause_form"], person=PERSON)["record"]
    city.evening(city.near, city.far)
    do(city.near, "matters", "decide", record, outcome="done", paper_no="停〔2026〕1号")
    withdrawn = do(city.far, "matters", "withdraw", record, reason="改日再办")
    city.evening(city.near, city.far)
    told = [ask(office, "matters", "case", record) for office in (city.near, city.far)]
    assert [one["disputed"][0]["entry"] for one in told] == [withdrawn["entry"]] * 2
    mine, theirs, centre = digests_of(city.near), digests_of(city.far), city.town.digests()
    shared = mine.keys() & theirs.keys()
    assert {city.near.ledger.author, city.far.ledger.author} <= shared
    assert all(mine[author] == theirs[author] == centre[author] for author in shared)


def test_feeds_travel_in_whole_runs_and_a_post_office_gets_its_own_only(city: City) -> None:
    do(city.near, "matters", "accept", matter="M03", materials=["pause_form"], person=PERSON)
    city.evening(city.near, city.far, city.post)
    for reader in (city.near, city.far):
        for writer in (city.near, city.far):
            assert heads_of(reader)[writer.ledger.author] == city.town.head(writer.ledger.author)
    assert city.post.ledger.author not in heads_of(city.far)
    assert {city.near.ledger.author, city.far.ledger.author}.isdisjoint(heads_of(city.post))


def test_a_scope_in_the_channel_narrows_and_widens(city: City) -> None:
    with city.town.store.desk() as desk:
        grant_scope(desk, desk, FAR.site, kinds=["street"], districts=["420106"])
        grant_scope(desk, desk, WUCHANG.site, kinds=["street", "post"], districts=[])
        with pytest.raises(BadInput):
            grant_scope(desk, desk, FAR.site, kinds=["kiosk"], districts=[])
        with pytest.raises(BadInput):
            grant_scope(desk, desk, FAR.site, kinds=[], districts=["武昌"])
    later = staffed(city.town.station("later", FAR.site))
    city.evening(city.near, later, city.post)
    assert city.far.ledger.author in heads_of(later) and city.near.ledger.author not in heads_of(later)
    assert {city.near.ledger.author, city.far.ledger.author} <= heads_of(city.post).keys()


def test_a_device_out_of_service_learns_of_no_other_station(city: City) -> None:
    gone = city.town.station("gone", FAR.site, synced=False)
    with city.town.store.desk() as desk:
        revoke(desk, desk, FAR.site, gone.ledger.author, "丢失")
    city.evening(city.near, gone)
    assert city.near.ledger.author not in heads_of(gone)
