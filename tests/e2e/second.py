"""A second person at a home of the demonstration, appointed by its head before it is served."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

from tests.e2e.browser import AFTERNOON, PIN
from tests.house.reading import HOUSE

SECOND, SECOND_NAME = "wang", "王建国"


def appoint(home: Path) -> Path:
    """The same home with a second person who has the same PIN."""
    pins = [_pin() for _ in range(2)]
    skew = int((datetime.fromisoformat(AFTERNOON).timestamp() - time.time()) * 1000)
    who = ["--clerk", SECOND, "--name", SECOND_NAME, "--by", "demo"]
    given = ["--pin-fd", str(pins[0]), "--by-pin-fd", str(pins[1])]
    command = [sys.executable, "-m", "station", "clerk", "add", *who, *given, "--home", str(home)]
    env = os.environ | {"YOUSHUI_CLOCK_MS": str(skew)}
    subprocess.run(command, cwd=HOUSE, env=env, pass_fds=pins, check=True, timeout=60, stdout=subprocess.DEVNULL)
    for pin in pins:
        os.close(pin)
    return home


def _pin() -> int:
    reading, writing = os.pipe()
    os.write(writing, f"{PIN}\n".encode())
    os.close(writing)
    return reading
