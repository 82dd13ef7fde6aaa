"""`./test`: every test of the house by pytest, whose closing line is the last one."""

from __future__ import annotations

import os
import sys

from yard.environment import HOUSE

TOGETHER = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile", "--no-loadscope-reorder")
"""A worker a core; a file's tests stay together, because they may share what is dear to build."""
SLOW = "not slow and not e2e and not postgres"


def main(argv: list[str]) -> int:
    """Become pytest; `--fast` leaves out what is marked slow, e2e or postgres, the rest goes on to pytest."""
    fast = ["-m", SLOW] if "--fast" in argv else []
    os.chdir(HOUSE)
    command = [sys.executable, "-m", "pytest", *TOGETHER, *fast, *(word for word in argv if word != "--fast")]
    os.execv(sys.executable, command)
