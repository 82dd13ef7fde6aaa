"""Enrolment: an answer that was lost, a crash, a refusal, and a stick in place of the network."""

from __future__ import annotations

import io
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.api.exchange import respond_parcel
from central.cli.parcels import enrol_file
from central.cli.streams import Streams
from central.registry.codes import new_code
from central.registry.sites import register_site
from schemas.failures import BadInput, Fault, Refusal
from schemas.rules.shelf import shipped_packs
from station.compose import MachineClock, MachineIdentity
from station.counter.asking import Status
from station.ledger.ledger import Ledger
from station.ledger.pending import pending
from station.office import Office
from station.office.enrolling import accept_carried, ask, enrol, is_enrolled
from station.print.papers import EntryPapers
from yard.demo.settings import POST
from yard.town import Town

CLOCK, CHANCE = MachineClock(), MachineIdentity()


class Lost:
    """A line on which the answer is lost; the centre has given it."""

    def __init__(self, town: Town) -> None:
        self.town = town

    def enrol(self, request: bytes) -> bytes:
        self.town.link.enrol(request)
        raise Fault("link.unreachable", url="local")


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.centre.close()


@pytest.fixture
def code(town: Town) -> str:
    with town.centre.desk() as desk:
        register_site(desk, desk, POST)
        return new_code(desk, desk, CLOCK, CHANCE, site=POST.site, issuer=town.centre.issuer)


def carried(town: Town, home: Path, request: bytes) -> bytes:
    """What the centre's own command writes for a request on a stick."""
    asked = home.with_name("asked.ysp")
    asked.write_bytes(request)
    enrol_file(Namespace(file=str(asked), reply=None), Streams(io.StringIO(), io.StringIO(), lambda: b""), town.centre)
    return home.with_name("asked-reply.ysp").read_bytes()


def test_an_answer_that_was_lost_is_given_again_to_the_same_code(town: Town, code: str, tmp_path: Path) -> None:
    home = tmp_path / "post"
    with pytest.raises(Fault, match=r"link\.unreachable"):
        enrol(home, "local", code, CLOCK, CHANCE, lambda _: Lost(town))
    assert not is_enrolled(home) and pending(home) is not None
    ledger = enrol(home, "local", code, CLOCK, CHANCE, lambda _: town.link)
    assert is_enrolled(home) and pending(home) is None
    ledger.close()


def test_a_code_that_is_refused_leaves_nothing_behind(town: Town, code: str, tmp_path: Path) -> None:
    wrong = "0000-0000-0000-" + code[15:]
    with pytest.raises(Refusal):
        enrol(tmp_path / "post", "local", wrong, CLOCK, CHANCE, lambda _: town.link)
    assert not (tmp_path / "post").exists()
    with pytest.raises(BadInput, match=r"enrolment\.code_spelling"):
        enrol(tmp_path / "post", "local", "short", CLOCK, CHANCE, lambda _: town.link)
    assert not (tmp_path / "post").exists()


def test_a_home_is_enrolled_once(town: Town, code: str, tmp_path: Path) -> None:
    enrol(tmp_path / "post", "local", code, CLOCK, CHANCE, lambda _: town.link).close()
    with pytest.raises(Refusal, match=r"ledger\.exists"):
        ask(tmp_path / "post", "local", code, CHANCE)


def test_a_crash_before_the_request_was_forgotten_is_taken_up(town: Town, code: str, tmp_path: Path) -> None:
    home = tmp_path / "post"
    request = ask(home, "local", code, CHANCE)
    kept = (home / "enrolling.db").read_bytes()
    accept_carried(home, carried(town, home, request), CLOCK, CHANCE).close()
    (home / "enrolling.db").write_bytes(kept)
    ledger = accept_carried(home, carried(town, home, request), CLOCK, CHANCE)
    assert ledger.profile["site"] == POST.site and pending(home) is None
    ledger.close()


def test_a_site_without_any_line_enrols_and_exchanges_by_stick(town: Town, code: str, tmp_path: Path) -> None:
    home = tmp_path / "post"
    request = ask(home, "", code, CHANCE)
    assert ask(home, "", code, CHANCE) == request, "the same code asks with the same keys"
    ledger = accept_carried(home, carried(town, home, request), CLOCK, CHANCE)
    office = Office(ledger, shipped_packs(), CHANCE, EntryPapers(ledger.profile), lambda _: town.link)
    town.grant(POST.site, 5)
    for _ in range(2):
        data, _told = office.export("centre")
        office.take_in(respond_parcel(town.centre, data))
    assert office.ask(Status())["numbers"]["invoice"] == 5
    office.close()


def test_an_answer_nobody_asked_for_or_for_another_is_refused(town: Town, code: str, tmp_path: Path) -> None:
    home = tmp_path / "post"
    reply = carried(town, home, ask(home, "", code, CHANCE))
    with pytest.raises(Refusal, match=r"enrolment\.not_asked"):
        accept_carried(tmp_path / "other", reply, CLOCK, CHANCE)
    with pytest.raises(BadInput, match=r"enrolment\.answer"):
        accept_carried(home, b"\xa0", CLOCK, CHANCE)
    assert not is_enrolled(home)
    ledger = accept_carried(home, reply, CLOCK, CHANCE)
    assert isinstance(ledger, Ledger)
    ledger.close()
