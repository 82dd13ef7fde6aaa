"""The words of `./run simulate`: one seed or a range of them, one object a line; exit 5 when a law was broken."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

from schemas.failures import BadInput
from yard.simulate.city import City
from yard.simulate.plants import PLANTS
from yard.simulate.record import Record
from yard.simulate.scene import Scene

BROKEN = 5
_MOST_STATIONS, _MOST_DAYS, _MOST_SALES = 9_000, 365, 1_000


def main(argv: list[str]) -> int:
    """Run what was asked for."""
    asked = _parser().parse_args(argv)
    scenes = [_scene(asked, seed) for seed in _seeds(asked)]
    broken = False
    for record in _run(scenes, asked.jobs):
        print(json.dumps(record.to_json(), ensure_ascii=False) if asked.json else _line(record), flush=True)
        if record.violations:
            broken = True
            print(replay(replace(scenes[0], seed=record.seed)), file=sys.stderr, flush=True)
    return BROKEN if broken else 0


def run(scene: Scene) -> Record:
    """One scene, timed."""
    began = time.perf_counter()
    record = City(scene).run()
    record.seconds = time.perf_counter() - began
    return record


def replay(scene: Scene) -> str:
    """The line that runs this scene again."""
    plant = f" --plant {scene.plant}" if scene.plant else ""
    return (
        f"./run simulate --seed {scene.seed} --stations {scene.stations} --days {scene.days}"
        f" --sales {scene.sales}{plant} --json"
    )


def _run(scenes: list[Scene], jobs: int) -> Iterator[Record]:
    if jobs == 1 or len(scenes) == 1:
        yield from map(run, scenes)
        return
    with ProcessPoolExecutor(jobs) as workers:
        yield from workers.map(run, scenes, chunksize=4)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run simulate", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, metavar="S")
    parser.add_argument("--seeds", metavar="A:B", help="seeds from A up to, not including, B")
    parser.add_argument("--stations", type=int, default=5, metavar="N")
    parser.add_argument("--days", type=int, default=3, metavar="D")
    parser.add_argument("--sales", type=int, default=20, metavar="N", help="sales of a station in a day")
    parser.add_argument("--plant", default="", metavar="BUG", help=", ".join(sorted(filter(None, PLANTS))))
    parser.add_argument("--jobs", type=int, default=1, metavar="N", help="processes to share the seeds")
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    return parser


def _scene(asked: argparse.Namespace, seed: int) -> Scene:
    """BadInput `simulate.bounds` for a city that no run can hold, `simulate.plant` for a bug that nobody knows."""
    for name, value, most in (
        ("stations", asked.stations, _MOST_STATIONS),
        ("days", asked.days, _MOST_DAYS),
        ("sales", asked.sales, _MOST_SALES),
        ("jobs", asked.jobs, 64),
    ):
        if not 1 <= value <= most:
            raise BadInput("simulate.bounds", field=name, name=name, most=most)
    if asked.plant not in PLANTS:
        raise BadInput("simulate.plant", field="plant", plant=asked.plant, plants=", ".join(filter(None, PLANTS)))
    return Scene(seed=seed, stations=asked.stations, days=asked.days, sales=asked.sales, plant=asked.plant)


def _seeds(asked: argparse.Namespace) -> Iterable[int]:
    """BadInput `simulate.seeds` when the range is none."""
    if asked.seeds is None:
        return [asked.seed]
    first, _, end = asked.seeds.partition(":")
    if not (first.isdecimal() and end.isdecimal() and int(first) < int(end)):
        raise BadInput("simulate.seeds", field="seeds", seeds=asked.seeds)
    return range(int(first), int(end))


def _line(record: Record) -> str:
    said = "; ".join(f"{one.law} at {one.step}: {one.what}" for one in record.violations) or "ok"
    return f"{record.seed:>8} {record.entries:>7} {record.sales:>7} {record.seconds:>8.2f}s  {said}"
