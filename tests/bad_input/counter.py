"""A post office for bad input: a real home, the real command line in this process, and what the ledger says before and after."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from station.__main__ import main
from yard.demo.day import CLERK
from yard.demo.settings import PIN, POST
from yard.town import Town


@dataclass(frozen=True, slots=True)
class Said:
    """What one command line left behind."""

    status: int
    out: str
    err: str

    @property
    def error(self) -> dict[str, Any]:
        """The one error object on standard error; fails when there is anything else."""
        (line,) = self.err.splitlines()
        return json.loads(line)["error"]

    @property
    def answer(self) -> dict[str, Any]:
        """The one answer on standard output."""
        (line,) = self.out.splitlines()
        return json.loads(line)


class Counter:
    """The command line of one home."""

    def __init__(self, home: Path, capsys: Any) -> None:
        self.home = home
        self._capsys = capsys

    def say(self, *words: str, home: bool = True, stdin: bytes = b"") -> Said:
        """One command line, in this process."""
        self._capsys.readouterr()
        with _standard_input(stdin):
            status = main([*words, *(["--home", str(self.home)] if home else []), "--json"])
        out, err = self._capsys.readouterr()
        return Said(status, out, err)

    def act(self, *words: str, clerk: str = CLERK, pin: str = PIN, stdin: bytes = b"") -> Said:
        """One command line in a clerk's name."""
        reader, writer = os.pipe()
        os.write(writer, pin.encode() + b"\n")
        os.close(writer)
        return self.say(*words, "--clerk", clerk, "--pin-fd", str(reader), stdin=stdin)

    def issue(self, application: Any) -> Said:
        """Issue one application."""
        return self.act("issue", "--in", "-", stdin=json.dumps(application).encode())

    def digest(self) -> dict[str, Any]:
        """`ledger digest` as it stands."""
        return self.say("ledger", "digest").answer


@contextmanager
def _standard_input(data: bytes) -> Iterator[None]:
    """The process's standard input holds these bytes."""
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(data))
    try:
        yield
    finally:
        sys.stdin = before


def a_home(folder: Path, numbers: int = 50) -> Path:
    """An enrolled post office with numbers, an open clerk and nothing sold."""
    Town(folder).settle(POST, "post", numbers).close()
    return folder / "post"
