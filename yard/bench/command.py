"""The words of `./run bench`: which figures, as JSON Lines or as a table; `--write` keeps them in benchmarks/RESULTS.md."""

from __future__ import annotations

import argparse
import json
import os
import platform
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version

from schemas.failures import BadInput
from yard.bench import (
    centre,
    directory_search,
    household_dues,
    issue,
    lan,
    printing,
    quoting,
    recomputing,
    starting,
    travelling,
)
from yard.bench.measure import Measurement
from yard.environment import HOUSE
from yard.words import tell

BENCHES: dict[str, Callable[[], Iterator[Measurement]]] = {
    "issue_commit": issue.measure,
    "quote": quoting.measure,
    "directory_search": directory_search.measure,
    "household_dues": household_dues.measure,
    "recompute": recomputing.measure,
    "status_start": starting.measure,
    "catch_up": travelling.catch_up,
    "idle_exchange": travelling.idle_exchange,
    "wire_bytes": travelling.wire_bytes,
    "witness": lan.measure_witness,
    "lan_converge": lan.measure_converge,
    "append_growth": travelling.append_growth,
    "ingest_sqlite": centre.ingest_sqlite,
    "ingest_postgresql": centre.ingest_postgresql,
    "reconcile_day": centre.reconcile_day,
    "first_byte": printing.first_byte,
    "form_pdf": printing.forms,
}
"""Name → what measures it; a bench may add figures of the same run under its name and a suffix."""
RESULTS = HOUSE / "benchmarks" / "RESULTS.md"


def main(argv: list[str]) -> int:
    """Measure what was named, or everything; one object a line."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--json", action="store_true", help="one JSON object a line (the table is for people)")
    parser.add_argument("--write", action="store_true", help="also write benchmarks/RESULTS.md")
    asked = parser.parse_args(argv)
    for name in asked.names:
        if name not in BENCHES:
            raise BadInput("run.bench_unknown", field="name", name=name, names=", ".join(BENCHES))
    measured = [_shown(line, as_json=asked.json) for line in _measure(asked.names or BENCHES)]
    if asked.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(page(measured), "utf-8")
    return 0


def _measure(names: Iterable[str]) -> Iterator[Measurement]:
    for name in names:
        tell("run.bench_measuring", name=name)
        yield from BENCHES[name]()


def _shown(line: Measurement, *, as_json: bool) -> Measurement:
    print(json.dumps(line.to_json(), ensure_ascii=False) if as_json else row(line), flush=True)
    return line


def row(line: Measurement) -> str:
    """One line of the table."""
    figures = f"{line.p50:.3f} | {line.p95:.3f} | {line.p99:.3f}"
    return f"| {line.name} | {line.unit} | {figures} | {line.n} | {line.baseline_what}: {line.baseline:.3f} | {line.ratio:.2f} |"


def page(lines: Iterable[Measurement]) -> str:
    """`benchmarks/RESULTS.md`."""
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors"
    machine = f"{system}, Python {platform.python_version()}"
    load = f"{os.getloadavg()[0]:.1f} processes wanted a processor in the last minute"
    return "\n".join(
        [
            "# Benchmarks",
            "",
            "Written by `./run bench --write`; each figure stands beside its baseline from the same run.",
            f"Machine: {machine}, sqlcipher3 {version('sqlcipher3')}, cryptography {version('cryptography')}; {load}.",
            "",
            "| name | unit | p50 | p95 | p99 | n | baseline | times |",
            "|---|---|---|---|---|---|---|---|",
            *map(row, lines),
            "",
        ]
    )
