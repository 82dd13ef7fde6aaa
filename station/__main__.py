"""`python -m station`: the command line, with the composition root behind it, loaded only where a home is opened."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from station.cli import Openers, Streams, run
from station.office.setting_up import Ways
from station.settings import ServeOptions


def main(argv: Sequence[str] | None = None) -> int:
    """The console script `station`."""
    openers = Openers(ways=Ways(home=_home, enrol=_enrol, ask=_ask, accept=_accept), serve=_serve, practice=_practice)
    return run(sys.argv[1:] if argv is None else argv, Streams(sys.stdout, sys.stderr, sys.stdin.buffer.read), openers)


def _home(home: Path) -> Any:
    from station.compose import open_office

    return open_office(home)


def _enrol(home: Path, url: str, code: str) -> Any:
    from station.compose import enrol_office

    return enrol_office(home, url, code)


def _ask(home: Path, url: str, code: str) -> bytes:
    from station.compose import ask_enrolment

    return ask_enrolment(home, url, code)


def _accept(home: Path, carried: bytes) -> Any:
    from station.compose import accept_enrolment

    return accept_enrolment(home, carried)


def _practice(home: Path) -> Any:
    from station.compose import practice_beside

    return practice_beside(home)


def _serve(home: Path, say: Callable[[str], None], options: ServeOptions) -> int:
    from station.serve import serve

    return serve(home, say, options)


def run_alone() -> int:
    """As a process of its own: whoever stops reading our answer has had enough of it."""
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return status


if __name__ == "__main__":
    sys.exit(run_alone())
