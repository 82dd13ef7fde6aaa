"""`./test`: every test of the house by pytest, whose closing line is the last one."""

from __future__ import annotations

import os
import sys

from yard.environment import HOUSE

SLOW = "not slow and not e2e and not postgres"


def main(argv: list[str]) -> int:
    """Become pytest; `--fast` leaves out what is marked slow, e2e or postgres, the rest goes on to pytest."""
    fast = ["-m", SLOW] if "--fast" in argv else []
    os.chdir(HOUSE)
    command = [sys.executable, "-m", "pytest", *fast, *(word for word in argv if word != "--fast")]
    os.execv(sys.executable, command)
