"""`./run demo --home DIR [--seed S]`: the same homes and the same day, then done."""

from __future__ import annotations

import argparse
from pathlib import Path

from schemas.failures import Refusal
from yard.demo.build import build
from yard.demo.settings import SEED
from yard.words import tell


def main(argv: list[str]) -> int:
    """Build the homes; the exit status."""
    parser = argparse.ArgumentParser(prog="./run demo")
    parser.add_argument("--home", required=True, metavar="DIR")
    parser.add_argument("--seed", type=int, default=SEED)
    args = parser.parse_args(argv)
    make(Path(args.home), args.seed)
    return 0


def make(home: Path, seed: int = SEED) -> None:
    """Build the homes under `home`; Refusal `run.demo_exists` when they stand there already."""
    if stands(home):
        raise Refusal("run.demo_exists", field="home", home=home.name)
    tell("run.demo_building")
    build(home, seed)
    tell("run.demo_built", home=str(home))


def stands(home: Path) -> bool:
    """Whether the demonstration has been built here."""
    return any((home / part).exists() for part in ("central", "post", "street"))
