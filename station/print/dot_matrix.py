"""Printers that answer no question over their line: dot-matrix 针式打印机 with ESC/P2, page printers on port 9100.

What such a printer has taken to the last byte counts as printed. USB still tells by its port status (paper, selected,
error) before and after a job; elsewhere a person who sees something else says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from schemas.failures import Fault
from station.print.lines import Line
from station.print.receipt import BARRIER_SECONDS, STATUS_SECONDS, close, opened

_NO_PAPER, _SELECTED, _NO_ERROR = 0x20, 0x10, 0x08
"""Bits of the port status of the USB printer class (GET_PORT_STATUS)."""


@dataclass(frozen=True, slots=True)
class SilentPrinter:
    """A printer behind a line that `connect` makes for so many seconds of patience."""

    name: str
    connect: Callable[[float], Line]
    takes: str

    def require_ready(self) -> None:
        """The line can be opened, and where it has a port status, that says yes."""
        line = opened(self.connect, STATUS_SECONDS, self.name)
        try:
            self._require_well(line)
        except OSError:
            raise Fault("printer.offline", printer=self.name) from None
        finally:
            close(line)

    def send(self, data: bytes) -> None:
        """Hand all bytes over; what the port says afterwards counts."""
        line = opened(self.connect, BARRIER_SECONDS, self.name)
        try:
            line.write(data)
            self._require_well(line)
        except (OSError, Fault):
            raise Fault("printer.lost", printer=self.name) from None
        finally:
            close(line)

    def _require_well(self, line: Line) -> None:
        status = line.port_status()
        if status is None:
            return
        if status & _NO_PAPER:
            raise Fault("printer.no_paper", printer=self.name)
        if not status & _SELECTED:
            raise Fault("printer.offline", printer=self.name)
        if not status & _NO_ERROR:
            raise Fault("printer.error", printer=self.name)
