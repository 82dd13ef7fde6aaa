from __future__ import annotations

import pytest

from tests.faults.root_at_the_centre import WAYS, World, build, flagged, mutate

BOUNDED = 120


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("centre"))


def test_what_was_not_touched_is_flagged_by_nobody(world: World) -> None:
    assert flagged(world, {author: list(run) for author, run in world.runs.items()}) == ""


@pytest.mark.slow
def test_every_mutation_of_root_is_flagged(world: World) -> None:
    seen, missed = mutate(world, range(BOUNDED))
    assert missed == []
    assert seen["verifier"] > BOUNDED // 2
    assert sum(seen.values()) == BOUNDED


def test_root_tries_every_way(world: World) -> None:
    _, missed = mutate(world, range(len(WAYS)))
    assert missed == []
