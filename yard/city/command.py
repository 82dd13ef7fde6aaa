"""The words of `./run city`: one run, one object; exit 5 when a planted difference was missed or another was found."""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from schemas.failures import BadInput
from yard.city.life import City, Told
from yard.city.plan import Scene

BROKEN = 5
_MOST_SITES, _MOST_DAYS, _MOST_SALES = 9_000, 365, 1_000


def main(argv: list[str]) -> int:
    """Live one run in a folder that goes away."""
    asked = _parser().parse_args(argv)
    if not (1 <= asked.sites <= _MOST_SITES and 1 <= asked.days <= _MOST_DAYS and 0 <= asked.sales <= _MOST_SALES):
        raise BadInput("run.city_size", field="sites", sites=_MOST_SITES, days=_MOST_DAYS, sales=_MOST_SALES)
    scene = Scene(
        seed=asked.seed,
        sites=asked.sites,
        days=asked.days,
        sales=asked.sales,
        differences=asked.differences,
        late_sites=asked.late,
        hostile_sites=asked.hostile,
    )
    with TemporaryDirectory() as folder:
        began = time.perf_counter()
        told = City(scene, Path(folder), asked.database).run()
        print(json.dumps(said(scene, told, int(time.perf_counter() - began)), ensure_ascii=False), flush=True)
    return 0 if told.sound else BROKEN


def said(scene: Scene, told: Told, seconds: int) -> dict[str, Any]:
    """A run as it is answered."""
    found = told.planted - len(told.missed)
    return {**asdict(scene), **asdict(told), "found": found, "sound": told.sound, "seconds": seconds}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./run city", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sites", type=int, default=278, metavar="N")
    parser.add_argument("--days", type=int, default=30, metavar="N")
    parser.add_argument("--sales", type=int, default=2, metavar="N", help="of each site on each day, by WeChat Pay")
    parser.add_argument("--differences", type=int, default=200, metavar="N", help="planted, of twelve kinds")
    parser.add_argument("--late", type=int, default=20, metavar="N", help="sites that push a day up to three days late")
    parser.add_argument("--hostile", type=int, default=5, metavar="N", help="sites whose requests come changed as well")
    parser.add_argument("--database", default="", metavar="ADDRESS", help="an empty PostgreSQL; SQLite if left out")
    return parser
