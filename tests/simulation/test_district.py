"""A city lives through its days and every law holds; every bug that is planted on purpose is found."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from yard.__main__ import main as run_yard
from yard.simulate.city import City
from yard.simulate.command import main
from yard.simulate.plants import PLANTS
from yard.simulate.record import Record
from yard.simulate.scene import Scene

SEEDS = [int(line) for line in (Path(__file__).parent / "seeds.txt").read_text("ascii").split()]
"""Every seed that ever broke a law stands here, and a few that never did."""

CAUGHT_BY = {
    "skip_signature": "key_signed",
    "apply_twice": "same_rows",
    "lose_unsynced": "acknowledged_kept",
    "reuse_number": "number_once",
    "trust_frontier": "frontier_true",
    "ignore_revocation": "revocation_found",
    "order_join": "same_rows",
    "overspend_block": "within_block",
    "overspend_allowance": "within_allowance",
    "forget_debit": "within_allowance",
}
MOST_SEEDS = 200
"""Within so many seeds every planted bug has to be found."""


def lived(scene: Scene) -> Record:
    return City(scene).run()


def heads(scene: Scene) -> tuple[dict[str, list[bytes]], Counter[str]]:
    city = City(scene)
    city.run()
    held = city.ground.watch.held
    return {name: [chain[-1] for chain in feeds.values() if chain] for name, feeds in held.items()}, city.record.faults


@pytest.mark.parametrize("seed", SEEDS[:3])
def test_every_law_holds_in_a_small_city(seed: int) -> None:
    record = lived(Scene(seed=seed, stations=3, days=2, sales=8))
    assert record.violations == []
    assert record.digests_equal and record.sales and record.entries > record.sales


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_every_law_holds_in_a_district(seed: int) -> None:
    record = lived(Scene(seed=seed))
    assert record.violations == []
    assert record.digests_equal


def test_the_same_seed_gives_the_same_entries_on_every_node() -> None:
    scene = Scene(seed=11, stations=2, days=1, sales=8)
    assert heads(scene) == heads(scene)


def test_every_planted_bug_has_its_law() -> None:
    assert set(CAUGHT_BY) == set(filter(None, PLANTS))


@pytest.mark.parametrize("plant", sorted(CAUGHT_BY))
def test_a_planted_bug_is_caught(plant: str) -> None:
    for seed in range(1, MOST_SEEDS + 1):
        record = lived(Scene(seed=seed, stations=3, days=1, sales=12, plant=plant))
        if record.violations:
            break
    assert CAUGHT_BY[plant] in {one.law for one in record.violations}


def test_a_run_prints_the_contracts_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seed", "5", "--stations", "2", "--days", "1", "--sales", "4", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert list(said) == [
        "seed",
        "stations",
        "days",
        "entries",
        "sales",
        "faults",
        "violations",
        "digests_equal",
        "seconds",
    ]
    assert (said["seed"], said["stations"], said["days"], said["violations"]) == (5, 2, 1, [])


def test_a_range_prints_one_object_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--seeds", "5:7", "--stations", "1", "--days", "1", "--sales", "2", "--json"]) == 0
    assert [json.loads(line)["seed"] for line in capsys.readouterr().out.splitlines()] == [5, 6]


def test_a_broken_law_ends_with_five_and_one_line_that_replays_it(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--seed", "1", "--stations", "3", "--days", "1", "--sales", "12", "--plant", "reuse_number", "--json"]
    assert main(asked) == 5
    said = capsys.readouterr()
    assert json.loads(said.out)["violations"][0]["law"] == "number_once"
    (line,) = said.err.splitlines()
    assert main(line.split()[2:]) == 5
    again = json.loads(capsys.readouterr().out)
    assert again["violations"] == json.loads(said.out)["violations"]


@pytest.mark.parametrize(
    "asked",
    [
        ["--stations", "0"],
        ["--days", "366"],
        ["--sales", "-1"],
        ["--jobs", "0"],
        ["--plant", "nobody"],
        ["--seeds", "3"],
        ["--seeds", "3:3"],
        ["--seeds", "a:b"],
    ],
)
def test_bad_arguments_give_one_clear_error(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run_yard(["simulate", *asked]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.strip()
