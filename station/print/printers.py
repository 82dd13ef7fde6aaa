"""What a printer promises, and the one that writes files: for pictures, PDF and drills."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from schemas.failures import Fault


class Printer(Protocol):
    """A way to paper. `takes` is the kind of bytes it wants: `escpos`, `escp2`, `pdf`, `png`, `html` or `ofd`."""

    @property
    def takes(self) -> str:
        """The kind of bytes."""
        ...

    def require_ready(self) -> None:
        """Ask before a job; Fault `printer.offline`, `printer.no_paper`, `printer.cover`, `printer.error`, `printer.silent`."""
        ...

    def send(self, data: bytes) -> None:
        """Send one job and return when the printer has consumed all of it.

        Fault `printer.offline` when it was not reached and no byte left, `printer.lost` when the end is not known.
        """
        ...


@dataclass(frozen=True, slots=True)
class FilePrinter:
    """Writes each job as a file of its own, numbered in order; a file is whole or not there."""

    folder: Path
    takes: str = "pdf"

    def require_ready(self) -> None:
        """The folder can be written to."""
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise Fault("printer.offline", printer=str(self.folder))

    def send(self, data: bytes) -> None:
        """Write, force to disk, then give the file its name."""
        place = len(list(self.folder.glob(f"*.{self.takes}"))) + 1
        name = self.folder / f"{place:06d}.{self.takes}"
        unfinished = name.with_suffix(".part")
        try:
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(name)
        except OSError:
            raise Fault("printer.lost", printer=str(self.folder)) from None
