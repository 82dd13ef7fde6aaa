"""A printer fed with pre-numbered forms: each job takes the form on top, whatever the books believe. It can stop at any byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from schemas.failures import Fault
from yard.fakes.memory_jobs import Stopped


@dataclass(slots=True)
class FormPrinter:
    """`stacks` holds the numbers that lie in it, by kind of paper; `sheets` is what came out: kind, number, bytes.

    `kind_of` reads the kind of paper off a job. After `cable_bytes` the line is cut; after `life_bytes` the machine that
    prints stops, 0 before the first byte, and `dies_after` stops it when the job is out.
    """

    kind_of: Callable[[bytes], str]
    takes: str = "escp2"
    stacks: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    sheets: list[tuple[str, str, bytes]] = field(default_factory=list[tuple[str, str, bytes]])
    cable_bytes: int | None = None
    life_bytes: int | None = None
    dies_asked: bool = False
    dies_after: bool = False

    def require_ready(self) -> None:
        """Well, unless the machine stops here."""
        if self.dies_asked:
            raise Stopped

    def send(self, data: bytes) -> None:
        """Print as far as line and machine reach."""
        most = min(len(data), *(limit for limit in (self.cable_bytes, self.life_bytes) if limit is not None), len(data))
        if most:
            kind = self.kind_of(data)
            stack = self.stacks.get(kind)
            self.sheets.append((kind, stack.pop(0) if stack else "", data[:most]))
        if self.life_bytes is not None and self.life_bytes <= most:
            raise Stopped
        if most < len(data):
            raise Fault("printer.lost", printer="form")
        if self.dies_after:
            raise Stopped

    def mend(self) -> None:
        """Plugged in and switched on again."""
        self.cable_bytes = self.life_bytes = None
        self.dies_asked = self.dies_after = False
