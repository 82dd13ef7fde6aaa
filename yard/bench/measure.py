"""A measurement as the contract prints it: value, percentiles, and a baseline of the same run to hold it against."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One line of `./run bench`. `value` and the percentiles are in `unit`; the baseline's value is in the same unit."""

    name: str
    value: float
    unit: str
    p50: float
    p95: float
    p99: float
    n: int
    baseline_what: str
    baseline: float

    @property
    def ratio(self) -> float:
        """How many times the baseline."""
        return self.value / self.baseline

    def to_json(self) -> dict[str, object]:
        """The contract's object."""
        return {
            "name": self.name,
            "value": round(self.value, 4),
            "unit": self.unit,
            "p50": round(self.p50, 4),
            "p95": round(self.p95, 4),
            "p99": round(self.p99, 4),
            "n": self.n,
            "baseline": {"what": self.baseline_what, "value": round(self.baseline, 4)},
            "ratio": round(self.ratio, 3),
        }


def timed(acts: Iterable[Callable[[], object]]) -> list[float]:
    """How long each act took, in milliseconds, in their order."""
    clock, took = time.perf_counter_ns, []
    for act in acts:
        started = clock()
        act()
        took.append((clock() - started) / 1e6)
    return took


def percentile(took: list[float], share: int) -> float:
    """The smallest value that `share` per cent of the others do not pass (nearest rank)."""
    ordered = sorted(took)
    return ordered[max(0, -(-len(ordered) * share // 100) - 1)]


def measured(name: str, took: list[float], baseline: list[float], what: str) -> Measurement:
    """Two series of milliseconds as one measurement, median against median."""
    p50 = percentile(took, 50)
    return Measurement(
        name=name,
        value=p50,
        unit="ms",
        p50=p50,
        p95=percentile(took, 95),
        p99=percentile(took, 99),
        n=len(took),
        baseline_what=what,
        baseline=percentile(baseline, 50),
    )
