"""The owner-only door of a running `serve`: one JSON line in, one JSON line out, over a Unix socket in the home."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from threading import Thread
from typing import Any, TypeAlias

from schemas.failures import Fault

Said: TypeAlias = dict[str, Any]

_LONGEST = 512 << 20
_PART = 1 << 16


def is_answering(path: Path) -> bool:
    """Whether somebody serves behind this socket; one left over by a crash is not somebody."""
    if not path.exists():
        return False
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
        except OSError:
            return False
    return True


def knock(path: Path, said: Said) -> Said:
    """What the serving process answers; Fault `ledger.busy` when it does not."""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(path))
            line.sendall(json.dumps(said).encode("utf-8") + b"\n")
            return json.loads(_line(line))
        except (OSError, ValueError):
            raise Fault("ledger.busy", home=path.parent.name) from None


class Door:
    """The listening side: each line is handed to `answer`."""

    def __init__(self, path: Path, answer: Callable[[Said], Said]) -> None:
        path.unlink(missing_ok=True)
        self._path = path
        self._answer = answer
        self._socket = socket.socket(socket.AF_UNIX)
        before = os.umask(0o177)
        try:
            self._socket.bind(str(path))
        finally:
            os.umask(before)
        self._socket.listen(8)
        Thread(target=self._listen, name="door", daemon=True).start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _listen(self) -> None:
        while True:
            try:
                line, _ = self._socket.accept()
            except OSError:
                return
            with line:
                self._serve(line)

    def _serve(self, line: socket.socket) -> None:
        try:
            data = _line(line)
            if data:
                line.sendall(json.dumps(self._answer(json.loads(data))).encode("utf-8") + b"\n")
        except (OSError, ValueError):
            return


def _line(line: socket.socket) -> bytes:
    """One line of bytes; an empty one when nothing was said."""
    parts: list[bytes] = []
    size = 0
    while part := line.recv(_PART):
        parts.append(part)
        size += len(part)
        if part.endswith(b"\n") or size > _LONGEST:
            break
    return b"".join(parts)
