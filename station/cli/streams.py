"""What goes in and out of the command line: documents, JSON Lines, the PIN, errors."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from getpass import getpass
from pathlib import Path
from typing import Any, NoReturn, TextIO

from schemas.failures import BadInput, Failure
from schemas.words import explain

MOST_INPUT_BYTES = 256 << 20


@dataclass(slots=True)
class Streams:
    """Where a command reads and writes. `stdin` reads all bytes; `pin` is what came by a descriptor or a prompt."""

    out: TextIO
    err: TextIO
    stdin: Callable[[], bytes]
    pin: Callable[[int | None], str] = field(default=lambda number: read_pin(number))
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

    def say(self, words: str) -> None:
        """Words for a person on standard error."""
        self.err.write(words + "\n")
        self.err.flush()


def read_pin(descriptor: int | None) -> str:
    """A PIN from an open descriptor, or asked for; BadInput `cli.pin` when the descriptor gives none."""
    if descriptor is None:
        return getpass("PIN: ")
    try:
        with os.fdopen(descriptor, "rb", closefd=True) as file:
            return file.readline(64).decode("ascii").strip()
    except (OSError, ValueError):
        raise BadInput("cli.pin", field="pin-fd") from None


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


def documents(data: bytes) -> tuple[bool, Iterator[Any | BadInput]]:
    """Whether these bytes are JSON Lines, and the documents in order; a bad line stands as its BadInput."""
    text = _text(data)
    try:
        whole = _load(text)
    except BadInput:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2:
            raise
        return True, (_line(line) for line in lines)
    return False, iter([whole])


def _line(text: str) -> Any | BadInput:
    try:
        return _load(text)
    except BadInput as failure:
        return failure


def _text(data: bytes) -> str:
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        raise BadInput("input.encoding", field="in")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise BadInput("input.encoding", field="in", at=fault.start) from None
    if not text.strip():
        raise BadInput("input.empty", field="in")
    return text


def _load(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_constant, object_pairs_hook=_pairs)
    except json.JSONDecodeError as fault:
        raise BadInput("input.json", field="in", line=fault.lineno, column=fault.colno) from None
    except (RecursionError, ValueError):
        raise BadInput("input.json", field="in", line=1, column=1) from None


def _no_constant(name: str) -> NoReturn:
    raise BadInput("input.constant", field="in", name=name)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    said = dict(pairs)
    if len(said) != len(pairs):
        raise BadInput("input.key_twice", field="in")
    return said
