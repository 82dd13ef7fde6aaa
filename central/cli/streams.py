"""What goes in and out of the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from schemas.failures import BadInput, Failure
from schemas.words import explain, say

MOST_INPUT_BYTES = 256 << 20


@dataclass(slots=True)
class Streams:
    """Where a command reads and writes; `stdin` reads all bytes."""

    out: TextIO
    err: TextIO
    stdin: Callable[[], bytes]
    as_json: bool = True

    def answer(self, document: Any) -> None:
        """One JSON document on standard output."""
        indent = None if self.as_json else 2
        self.out.write(json.dumps(document, ensure_ascii=False, indent=indent) + "\n")
        self.out.flush()

    def error(self, failure: Failure) -> int:
        """The contract's error object on standard error; the exit status."""
        self.err.write(json.dumps(explain(failure), ensure_ascii=False) + "\n")
        return failure.exit_status

    def tell(self, code: str, **params: object) -> None:
        """Words for a person on standard error."""
        self.err.write(say(code, "zh_CN", **params) + "\n")
        self.err.flush()


def read_bytes(name: str, stdin: Callable[[], bytes]) -> bytes:
    """The bytes of a file, or of standard input for `-`; BadInput `cli.file` when it cannot be read."""
    if name == "-":
        return stdin()
    try:
        path = Path(name)
        if path.stat().st_size > MOST_INPUT_BYTES:
            raise BadInput("cli.file_too_large", field="in", most=MOST_INPUT_BYTES)
        return path.read_bytes()
    except (OSError, ValueError):
        raise BadInput("cli.file", field="in", file=Path(name).name) from None


def write_bytes(name: str, data: bytes) -> None:
    """Write a file; BadInput `cli.file_out` when that can't be done."""
    try:
        Path(name).write_bytes(data)
    except (OSError, ValueError):
        raise BadInput("cli.file_out", field="file", file=Path(name).name) from None
