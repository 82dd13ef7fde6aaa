"""A small city at a real centre: every planted difference is found, classed and told to its site, and nothing else is."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from schemas.failures import BadInput
from tests.postgres import postgresql_database, postgresql_server
from yard.city import life
from yard.city.command import main
from yard.city.life import City
from yard.city.plan import KINDS, Scene, planned
from yard.city.trading import Due

__all__ = ["postgresql_database", "postgresql_server"]
SMALL = Scene(seed=7, sites=9, days=4, sales=1, differences=12, late_sites=2, hostile_sites=1)


def test_each_kind_is_planted_where_it_can_happen() -> None:
    plan = planned(replace(SMALL, sites=30, days=10, differences=120))
    assert {kind: list(plan.planted.values()).count(kind) for kind in KINDS} == dict.fromkeys(KINDS, 10)
    assert plan == planned(replace(SMALL, sites=30, days=10, differences=120))


def test_every_planted_difference_is_found_and_told_and_no_other(tmp_path: Path) -> None:
    told = City(SMALL, tmp_path).run()
    assert told.sound, (told.missed, told.unasked, told.unseen, told.fees)
    assert (told.planted, set(planned(SMALL).planted.values())) == (12, set(KINDS))


@pytest.mark.postgres
def test_postgresql_finds_the_same(tmp_path: Path, postgresql_database: str) -> None:
    told = City(replace(SMALL, sites=6, days=3), tmp_path, postgresql_database).run()
    assert told.sound, (told.missed, told.unasked, told.unseen, told.fees)


def test_a_difference_that_nobody_planted_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bank loses a fen of every deposit: the judge of the run is no friend of the centre."""
    honest = life.bills.bank
    monkeypatch.setattr(
        life.bills, "bank", lambda on, came, fen: honest(on, [(slip, one - 1) for slip, one in came], fen)
    )
    scene = replace(SMALL, days=2, differences=0, late_sites=0, hostile_sites=0)
    told = City(scene, tmp_path).run()
    on = planned(scene).days[0]
    assert not told.sound
    assert Due("420106-P0001", on, "amount_differs", 20_000, 19_999) in told.unasked
    assert (told.missed, told.unseen, len(told.unasked)) == ([], [], 6)


def test_the_command_answers_one_object_and_refuses_what_is_no_city(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sites", "3", "--days", "1", "--sales", "1", "--differences", "3", "--late", "0"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["planted"], said["found"], said["sound"]) == (3, 3, True)
    with pytest.raises(BadInput, match=r"run\.city_size"):
        main(["--sites", "0"])
