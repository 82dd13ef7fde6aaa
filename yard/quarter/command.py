"""The words of `./run quarter`: one object with the figures of the quarter; exit 5 when a law was broken."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any

from schemas.failures import BadInput
from yard.quarter.laws import broken
from yard.quarter.world import World
from yard.words import tell

BROKEN = 5
_MOST_STATIONS, _MOST_HOUSEHOLDS, _MOST_STEP = 99, 260_000, 30


def main(argv: list[str]) -> int:
    """Live through the quarter, judge it, say it in one line."""
    asked = _parser().parse_args(argv)
    for name, most in (("stations", _MOST_STATIONS), ("households", _MOST_HOUSEHOLDS), ("step", _MOST_STEP)):
        if not (1 if name == "step" else 2) <= getattr(asked, name) <= most:
            raise BadInput("quarter.bounds", field=name, name=name, most=most)
    tell("quarter.begins", seed=asked.seed, stations=asked.stations, households=asked.households)
    with tempfile.TemporaryDirectory(prefix="youshui-quarter-", dir=asked.dir) as folder:
        told = run(Path(folder), asked.seed, asked.stations, asked.households, _progress, asked.step)
    print(json.dumps(told, ensure_ascii=False), flush=True)
    return BROKEN if told["violations"] else 0


def run(
    folder: Path, seed: int, stations: int, households: int, told: Callable[[int, int], None], step: int = 1
) -> dict[str, Any]:
    """The figures of one quarter."""
    began = perf_counter()
    world = World(folder, seed, stations, households, step)
    try:
        world.run(told)
        lived = perf_counter() - began
        violations, figures = broken(world)
    finally:
        world.close()
    return {
        "seed": seed,
        "stations": stations,
        "households": households,
        "days": len(world.days),
        "acts": sum(desk.acts for desk in world.desks),
        **figures,
        "came_again": world.log.waits,
        "refused": dict(sorted(world.log.refused.items())),
        "seconds": round(perf_counter() - began, 1),
        "seconds_lived": round(lived, 1),
        "seconds_syncing": round(world.syncing_s, 1),
        "violations": [{"law": one.law, "what": one.what} for one in violations],
    }


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run quarter", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--stations", type=int, default=5, metavar="N")
    parser.add_argument("--households", type=int, default=20_000, metavar="N")
    parser.add_argument("--step", type=int, default=1, metavar="N", help="live through every N-th working day only")
    parser.add_argument(
        "--dir", metavar="DIR", help="where the files stand while it runs; the system's place if left out"
    )
    return parser


def _progress(day: int, days: int) -> None:
    print(f"\r{day}/{days}", end="\n" if day == days else "", file=sys.stderr, flush=True)
