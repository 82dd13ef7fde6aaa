"""Stations among themselves: entries cross, a neighbour witnesses and carries, nobody reads what is sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.entry.admit import Head
from schemas.exchange.answer import ask
from schemas.failures import BadInput, Fault, Refusal
from schemas.keep import Feeds
from station.ledger.peers import witnesses
from station.office import Office, errands
from station.office.errands import side_of, with_neighbour
from tests.builders import Bureau, SeededIdentity, a_station
from tests.schemas.exchange.nodes import OTHER_ISSUER, Node
from tests.station.sync.town import SITES, Line, Town, digests_of, head_of, heads_of, note

SAID = {"application": {"taxpayer": {"name": "陈喆"}}}


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def meet(one: Office, other: Office) -> dict[str, object]:
    return with_neighbour(one.ledger, SeededIdentity(77), Line(one, other), other.ledger.author)


def held_in_clear(office: Office, entry: bytes) -> bool:
    with office.ledger.database.read() as cursor:
        return bool(Feeds(cursor).blocks([entry]))


def test_two_stations_that_never_met_hold_each_others_feed_after_one_errand(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    note(here)
    note(there)
    told = meet(here, there)
    assert told["equal"] and told["received"] == 2
    for office in (here, there):
        assert heads_of(office)[here.ledger.author] == head_of(here)
        assert heads_of(office)[there.ledger.author] == head_of(there)


def test_digests_of_shared_feeds_agree(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    note(here)
    note(there)
    assert meet(here, there)["differing"] == []
    mine, theirs = digests_of(here), digests_of(there)
    assert all(mine[author] == theirs[author] for author in mine.keys() & theirs.keys())


def test_a_neighbour_witnesses_my_head_until_i_write_on(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    note(here)
    assert meet(here, there)["witnesses"] == 1
    note(here)
    with here.ledger.database.read() as cursor:
        assert witnesses(cursor, here.ledger.author, here.ledger.standing.authority) == []
    assert meet(here, there)["witnesses"] == 1


def test_the_centre_is_no_witness(town: Town) -> None:
    here = town.station("here")
    with here.ledger.database.read() as cursor:
        assert witnesses(cursor, here.ledger.author, here.ledger.standing.authority) == []


def test_only_he_has_a_line_and_carries_my_entry_and_my_block_to_the_centre(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    entry = note(here, SAID)
    meet(here, there)
    assert not held_in_clear(there, entry.id)
    there.sync()
    assert town.head(here.ledger.author) == head_of(here)
    assert town.block(entry.id) == SAID


def test_what_was_carried_is_not_carried_again(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    note(here, SAID)
    meet(here, there)
    there.sync()
    assert there.sync()["sent"] == 0
    assert here.sync()["equal"]


def test_a_centre_that_keeps_less_than_is_shared_ends_the_errand_all_the_same(tmp_path: Path) -> None:
    """The bureau of the builders acknowledges one station only."""
    bureau = Bureau()
    here, there = a_station(tmp_path / "here", bureau), a_station(tmp_path / "there", bureau, seed=2)
    meet(there, here)
    assert there.sync()["rounds"] <= 3
    here.close()
    there.close()


def test_a_third_feed_passes_from_neighbour_to_neighbour(town: Town) -> None:
    one, two, three = (town.station(name, SITES[at % 2]) for at, name in enumerate(("one", "two", "three")))
    note(one, SAID)
    meet(one, two)
    meet(two, three)
    assert heads_of(three)[one.ledger.author] == head_of(one)


def test_another_sites_channel_does_not_travel(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    meet(here, there)
    assert here.ledger.standing.channel not in heads_of(there)
    assert there.ledger.standing.authority in heads_of(here)


def test_one_of_another_bureau_is_refused_and_leaves_nothing(town: Town) -> None:
    here, stranger = town.station("here"), Node("stranger", issuer=OTHER_ISSUER)
    with pytest.raises(BadInput) as caught:
        here.answer_neighbour(ask(stranger.neighbourly(stranger), here.ledger.author, {}), stranger.id)
    assert caught.value.code == "exchange.signature"
    assert stranger.id not in heads_of(here)


def test_who_opened_the_pipe_must_be_who_speaks(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    request = ask(side_of(there.ledger, SeededIdentity(9), errands.shared_with_neighbour), here.ledger.author, {})
    with pytest.raises(Refusal) as caught:
        here.answer_neighbour(request, b"x" * 16)
    assert caught.value.code == "lan.other_speaker"
    assert there.ledger.author not in heads_of(here)


def test_the_authoritys_key_has_no_place_on_a_local_line(town: Town) -> None:
    here = town.station("here")
    authority = town.store.authority
    side = side_of(here.ledger, SeededIdentity(9), errands.shared_with_neighbour)
    request = ask(replace(side, signer=authority), here.ledger.author, {})
    with pytest.raises(Refusal) as caught:
        here.answer_neighbour(request, authority.id)
    assert caught.value.code == "lan.no_device"


def test_a_station_does_not_meet_itself(town: Town) -> None:
    here = town.station("here")
    with pytest.raises(Refusal) as caught:
        meet(here, here)
    assert caught.value.code == "lan.self"


def test_a_cut_line_is_one_fault_and_what_was_acknowledged_stays(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    line = Line(here, there)
    with_neighbour(here.ledger, SeededIdentity(5), line, there.ledger.author)
    note(here)
    line.cut = True
    with pytest.raises(Fault) as caught:
        with_neighbour(here.ledger, SeededIdentity(6), line, there.ledger.author)
    assert caught.value.code == "link.unreachable"
    assert heads_of(there)[here.ledger.author] == Head(1, heads_of(there)[here.ledger.author].id)


def test_a_destroyed_stations_day_stands_at_the_centre_once_its_witness_has_a_line(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])
    entries = [note(here, SAID) for _ in range(5)]
    meet(here, there)
    last = head_of(here)
    town.offices.pop("here").close()
    there.sync()
    assert town.head(entries[-1].author) == last
    assert all(town.block(entry.id) == SAID for entry in entries)


def test_what_another_brings_meanwhile_is_known_and_no_trouble(town: Town) -> None:
    """While my request is on its way a third station gives me the feed that the reply brings too."""
    one, two, three = (town.station(name, SITES[at % 2]) for at, name in enumerate(("one", "two", "three")))
    note(two)
    meet(two, three)

    class Overtaken(Line):
        def exchange(self, request: bytes) -> bytes:
            reply = super().exchange(request)
            meet(three, one)
            return reply

    told = with_neighbour(one.ledger, SeededIdentity(5), Overtaken(one, two), two.ledger.author)
    assert told["refused"] == []
    assert heads_of(one)[two.ledger.author] == head_of(two)


def test_a_reply_that_does_not_hold_leaves_nothing_behind(town: Town) -> None:
    here, there = town.station("here"), town.station("there", SITES[1])

    class Echoing(Line):
        """Answers every request as it answered the first."""

        first: bytes = b""

        def exchange(self, request: bytes) -> bytes:
            self.first = self.first or super().exchange(request)
            return self.first

    line = Echoing(here, there)
    line.first = line.exchange(
        ask(side_of(here.ledger, SeededIdentity(8), errands.shared_with_neighbour), there.ledger.author, {})
    )
    with pytest.raises(BadInput) as caught:
        with_neighbour(here.ledger, SeededIdentity(9), line, there.ledger.author)
    assert (caught.value.code, caught.value.params["reason"]) == ("exchange.frontier", "echo")
    assert there.ledger.author not in heads_of(here)
