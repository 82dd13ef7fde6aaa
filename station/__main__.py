"""`python -m station`: the command line, with the composition root behind it, loaded only where a home is opened."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from station.cli import Openers, Streams, run


def main(argv: Sequence[str] | None = None) -> int:
    """The console script `station`."""
    openers = Openers(home=_home, enrol=_enrol, serve=_serve)
    return run(sys.argv[1:] if argv is None else argv, Streams(sys.stdout, sys.stderr, sys.stdin.buffer.read), openers)


def _home(home: Path) -> Any:
    from station.compose import open_office

    return open_office(home)


def _enrol(home: Path, url: str, code: str) -> Any:
    from station.compose import enrol_office

    return enrol_office(home, url, code)


def _serve(home: Path, say: Any, *, port: int | None, browser: bool, centre: str | None) -> int:
    from station.serve import serve

    return serve(home, say, port=port, browser=browser, centre=centre)


if __name__ == "__main__":
    sys.exit(main())
