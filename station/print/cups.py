"""Printers behind CUPS: handed over by `lp`, asked by `lpstat`. A job has come out when its queue says that it is completed."""

from __future__ import annotations

import re
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event

from schemas.failures import Fault

ANSWER_SECONDS = 5.0
"""How long the print server may take to answer a question."""
PRINT_SECONDS = 90.0
"""How long a job may stand in its queue before its end counts as unknown."""
_PAUSE_S = 0.25
_ENGLISH = {"LC_ALL": "C", "LANG": "C"}
_REQUEST = re.compile(rb"request id is (\S+)")
Run = Callable[[Sequence[str], bytes, float], "subprocess.CompletedProcess[bytes]"]


def run_tool(command: Sequence[str], data: bytes, seconds: float) -> subprocess.CompletedProcess[bytes]:
    """Run one of the print server's own tools, speaking English."""
    import os

    return subprocess.run(
        list(command), input=data, capture_output=True, timeout=seconds, env={**os.environ, **_ENGLISH}, check=False
    )


@dataclass(frozen=True, slots=True)
class CupsPrinter:
    """A queue of the print server by its name. Forms that must match the ledger belong on a line of their own instead:

    a print server prints by itself what it was handed, so the end is asked for until it is known.
    """

    queue: str
    takes: str = "pdf"
    run: Run = run_tool
    patience: float = PRINT_SECONDS
    wait: Callable[[float], object] = field(default_factory=lambda: Event().wait)

    def require_ready(self) -> None:
        """The queue is there, enabled, and takes jobs; Fault `printer.offline`, `printer.error`."""
        try:
            state = self.run(["lpstat", "-p", self.queue], b"", ANSWER_SECONDS)
            taking = self.run(["lpstat", "-a", self.queue], b"", ANSWER_SECONDS)
        except (OSError, subprocess.TimeoutExpired):
            raise Fault("printer.offline", printer=self.queue) from None
        if state.returncode or taking.returncode:
            raise Fault("printer.offline", printer=self.queue)
        if b"disabled" in state.stdout or b"not accepting" in taking.stdout:
            raise Fault("printer.error", printer=self.queue)

    def send(self, data: bytes) -> None:
        """Hand one job over and wait until the queue says that it is completed."""
        raw = ["-o", "raw"] if self.takes in ("escpos", "escp2") else []
        try:
            handed = self.run(["lp", "-d", self.queue, *raw, "--", "-"], data, ANSWER_SECONDS)
        except FileNotFoundError:
            raise Fault("printer.offline", printer=self.queue) from None
        except (OSError, subprocess.TimeoutExpired):
            raise Fault("printer.lost", printer=self.queue) from None
        request = _REQUEST.search(handed.stdout)
        if handed.returncode or request is None:
            raise Fault("printer.offline", printer=self.queue)
        self._await(request[1].decode("ascii", "replace"))

    def _await(self, request: str) -> None:
        until = time.monotonic() + self.patience
        while time.monotonic() < until:
            try:
                listed = self.run(["lpstat", "-W", "completed", "-o", self.queue], b"", ANSWER_SECONDS)
            except (OSError, subprocess.TimeoutExpired):
                break
            if request in listed.stdout.decode("utf-8", "replace").split():
                return
            self.wait(_PAUSE_S)
        raise Fault("printer.lost", printer=self.queue)


def queues(run: Run = run_tool) -> list[str]:
    """The names of the print server's queues; none where there is no print server."""
    try:
        listed = run(["lpstat", "-e"], b"", ANSWER_SECONDS)
    except (OSError, subprocess.TimeoutExpired):
        return []
    return listed.stdout.decode("utf-8", "replace").split() if listed.returncode == 0 else []
