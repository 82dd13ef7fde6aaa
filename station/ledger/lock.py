"""One writing process a home, by a lock on a side file; the twin for Windows stands beside."""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event
from typing import IO

from schemas.failures import Fault

_TRIES = 60
_PAUSE_S = 0.05

if sys.platform == "win32":
    import msvcrt

    def _try(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _try(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class HomeLock:
    """Held from construction to `release`, or until the process ends, however it ends."""

    def __init__(self, home: Path, *, patient: bool = True) -> None:
        """Fault `ledger.busy` when another process works in this home (after about three seconds if `patient`)."""
        self._file = (home / "ledger.lock").open("ab")
        wait = Event()
        for _ in range(_TRIES if patient else 1):
            try:
                _try(self._file)
            except OSError:
                wait.wait(_PAUSE_S if patient else 0)
            else:
                return
        self._file.close()
        raise Fault("ledger.busy", home=home.name)

    def release(self) -> None:
        """Let the next process in."""
        self._file.close()
