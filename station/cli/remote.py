"""A command line carried to the process that has the home open, and done there."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from schemas.failures import BadInput
from station.cli.streams import Streams
from station.socket import knock

_STDIN = "-"
_FILES = {"--in", "--image", "--rows"}


def forward(socket: Path, argv: Sequence[str], streams: Streams, pins: Sequence[str]) -> int:
    """Have the serving process do a command line; what it writes comes out here."""
    stdin = streams.stdin() if _STDIN in argv else b""
    told = knock(
        socket,
        {
            "argv": _whole(argv, Path.cwd()),
            "pins": list(pins),
            "stdin": base64.b64encode(stdin).decode("ascii"),
        },
    )
    streams.out.write(told["out"])
    streams.err.write(told["err"])
    return told["status"]


def answer_line(said: dict[str, Any], run: Callable[[list[str], Streams], int]) -> dict[str, Any]:
    """The serving side: do the command line, keep what it writes."""
    out, err, pins = io.StringIO(), io.StringIO(), iter(said["pins"])
    streams = Streams(out, err, lambda: base64.b64decode(said["stdin"]), pin=lambda _: _next(pins))
    status = run(said["argv"], streams)
    return {"out": out.getvalue(), "err": err.getvalue(), "status": status}


def _next(pins: Iterator[str]) -> str:
    pin = next(pins, None)
    if pin is None:
        raise BadInput("cli.pin", field="pin-fd")
    return pin


def _whole(argv: Sequence[str], cwd: Path) -> list[str]:
    """File names as the caller meant them."""
    words = ["", *argv]
    named = [str(cwd / word) if before in _FILES and word != _STDIN else word for before, word in pairwise(words)]
    if named[0] == "print" and "--to" in named:
        named[named.index("--to") + 2] = str(cwd / named[named.index("--to") + 2])
    if named[0] == "report" and "--to" in named:
        named[named.index("--to") + 1] = str(cwd / named[named.index("--to") + 1])
    if named[0] == "evidence":
        named = [str(cwd / word) if word.endswith(".zip") else word for word in named]
    if named[0] in ("export", "import"):
        pairs = pairwise(["", *named])
        named = [word if _is_spoken(before, word) else str(cwd / word) for before, word in pairs]
    return named


def _is_spoken(before: str, word: str) -> bool:
    """Whether a word is the verb, an option or an option's value: anything but the file of a parcel."""
    return before == "" or word.startswith("--") or before in ("--home", "--to")
