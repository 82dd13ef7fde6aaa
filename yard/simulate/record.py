"""What a run has come to: the contract's object, and the steps that lead there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from schemas.failures import Failure


@dataclass(frozen=True, slots=True)
class Violation:
    """A law that did not hold, and the step after which it did not."""

    law: str
    step: int
    what: str


@dataclass(slots=True, kw_only=True)
class Record:
    """Counts of one run. `step` grows with everything that happens."""

    seed: int
    stations: int
    days: int
    step: int = 0
    entries: int = 0
    sales: int = 0
    faults: Counter[str] = field(default_factory=Counter[str])
    violations: list[Violation] = field(default_factory=list[Violation])
    digests_equal: bool = True
    seconds: float = 0.0

    def broke(self, law: str, what: str) -> None:
        """A law does not hold."""
        self.violations.append(Violation(law, self.step, what))

    def to_json(self) -> dict[str, Any]:
        """The contract's object."""
        return {
            "seed": self.seed,
            "stations": self.stations,
            "days": self.days,
            "entries": self.entries,
            "sales": self.sales,
            "faults": dict(sorted(self.faults.items())),
            "violations": [{"law": one.law, "step": one.step, "what": one.what} for one in self.violations],
            "digests_equal": self.digests_equal,
            "seconds": round(self.seconds, 3),
        }


class Sound:
    """Around a call into the product: a `Failure` passes, anything else that escapes is a bug of the product.

    The call then ends here; `ok` tells whether it went through.
    """

    def __init__(self, record: Record, doing: str) -> None:
        self._record = record
        self._doing = doing
        self.ok = False

    def __enter__(self) -> Sound:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None:
            self.ok = True
            return False
        if not isinstance(error, Exception) or isinstance(error, Failure):
            return False
        self._record.broke("no_bug", f"{self._doing}: {type(error).__name__} {error} {_place(trace)}")
        return True


def _place(trace: TracebackType | None) -> str:
    """Where it was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    if trace is None:
        return ""
    code = trace.tb_frame.f_code
    return f"at {code.co_name}:{trace.tb_lineno}"
