"""A printer in memory that can run out of paper, stand open, be silent, or lose its cable after so many bytes."""

from __future__ import annotations

from dataclasses import dataclass, field

from schemas.failures import Fault


@dataclass(slots=True)
class PaperPrinter:
    """`paper` is what came out, job by job, torn ones as far as they came; `trouble` is what it says when it is asked."""

    takes: str = "escpos"
    trouble: str | None = None
    cable_bytes: int | None = None
    paper: list[bytes] = field(default_factory=list[bytes])

    def require_ready(self) -> None:
        """Fault `trouble`, if there is any."""
        if self.trouble is not None:
            raise Fault(self.trouble, printer="paper")

    def send(self, data: bytes) -> None:
        """Print, as far as the cable carries."""
        if self.trouble == "printer.offline":
            raise Fault("printer.offline", printer="paper")
        if self.cable_bytes is not None and len(data) > self.cable_bytes:
            self.paper += [data[: self.cable_bytes]] if self.cable_bytes else []
            self.cable_bytes = 0
            raise Fault("printer.lost", printer="paper")
        if self.cable_bytes is not None:
            self.cable_bytes -= len(data)
        self.paper.append(data)
