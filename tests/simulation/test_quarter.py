"""A quarter of five street stations in small: everybody is served, every 分 and form is explained, and the laws would notice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from schemas.failures import BadInput
from yard.quarter.command import main
from yard.quarter.laws import broken
from yard.quarter.world import World

pytestmark = pytest.mark.slow
STATIONS, HOUSEHOLDS, STEP = 5, 120, 7


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = World(tmp_path_factory.mktemp("quarter"), 3, STATIONS, HOUSEHOLDS, STEP)
    made.run(lambda _day, _days: None)
    yield made
    made.close()


def test_after_three_months_nothing_is_lost_and_everything_is_explained(world: World) -> None:
    violations, figures = broken(world)
    assert violations == []
    assert figures["digests_equal"]
    assert figures["unexplained_fen"] == 0
    assert figures["due_fen"] == figures["paid_fen"] + figures["left_fen"] > figures["paid_fen"] > 0
    forms: dict[str, int] = figures["forms"]
    assert forms["supplied"] == forms["received"] + forms["missing"] + forms["under_way"] > 0
    assert figures["cases"] and figures["visits"] and figures["slots"]["kept"] and figures["pieces"]


def test_what_a_clerk_was_told_otherwise_is_noticed(world: World) -> None:
    life = next(life for life in world.log.lives.values() if life.paid)
    tax = next(iter(life.paid))
    life.paid[tax] += 1
    promise = world.log.bookings.pop()
    record, state = world.log.cases.popitem()
    piece, left = world.log.pieces.popitem()
    told = {one.law for one in broken(world)[0]}
    life.paid[tax] -= 1
    world.log.bookings.add(promise)
    world.log.cases[record] = state
    world.log.pieces[piece] = left
    assert told == {"dues", "slots", "cases", "invoices"}


@pytest.mark.parametrize("words", [["--households", "1"], ["--stations", "1"], ["--step", "0"]])
def test_a_quarter_that_no_run_can_hold_is_refused(words: list[Any]) -> None:
    with pytest.raises(BadInput, match=r"quarter\.bounds"):
        main(words)
