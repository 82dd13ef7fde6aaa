"""Talking to the window's browser: its debugging protocol over two pipes that no other program can reach.

Messages are JSON, each ended by a zero byte (Chrome DevTools Protocol, `--remote-debugging-pipe`). When the pipes close the
browser ends, and so a window never outlives the station that it shows.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from queue import Empty, Queue
from threading import Lock, Thread
from typing import Any

from schemas.failures import Fault

ANSWER_S = 5.0
_READS, _WRITES = 3, 4
"""The descriptors on which the browser listens and speaks."""
_FREE = 64
"""Our ends and the child's are kept clear of those numbers."""
_PART = 1 << 16


@dataclass(slots=True)
class Pipe:
    """One browser process and the conversation with it; `heard` gets each event as (name, parameters)."""

    process: int
    reading: int
    writing: int
    heard: Callable[[str, Mapping[str, Any]], None]
    open: bool = True
    _asked: int = 0
    _answers: dict[int, Queue[Mapping[str, Any]]] = field(default_factory=dict[int, Queue[Mapping[str, Any]]])
    _lock: Lock = field(default_factory=Lock)

    def ask(self, method: str, session: str | None = None, **params: Any) -> Mapping[str, Any]:
        """The browser's answer; Fault `window.silent` when it gives none."""
        answer: Queue[Mapping[str, Any]] = Queue(1)
        number = self.send(method, session, answer, **params)
        try:
            return answer.get(timeout=ANSWER_S)
        except Empty:
            raise Fault("window.silent") from None
        finally:
            self._answers.pop(number, None)

    def send(
        self, method: str, session: str | None = None, answer: Queue[Mapping[str, Any]] | None = None, **params: Any
    ) -> int:
        """Say something without waiting for what comes back; the number under which an answer will come."""
        with self._lock:
            self._asked += 1
            if answer is not None:
                self._answers[self._asked] = answer
            said = {"id": self._asked, "method": method, "params": params} | ({"sessionId": session} if session else {})
            self._write(json.dumps(said).encode() + b"\0")
            return self._asked

    def close(self) -> None:
        """Let go of the pipe: the browser ends."""
        with self._lock:
            if self.open:
                self.open = False
                os.close(self.writing)

    def listen(self) -> None:
        """Hear the browser until it ends."""
        rest = b""
        while part := _read(self.reading):
            *whole, rest = (rest + part).split(b"\0")
            for message in whole:
                self._hear(json.loads(message))
        self.close()
        os.close(self.reading)
        os.waitpid(self.process, 0)

    def _hear(self, said: Mapping[str, Any]) -> None:
        if "id" in said:
            if answer := self._answers.get(said["id"]):
                answer.put(said.get("result", {}))
        elif "method" in said:
            self.heard(said["method"], said.get("params", {}))

    def _write(self, data: bytes) -> None:
        if not self.open:
            raise Fault("window.silent")
        try:
            os.write(self.writing, data)
        except OSError:
            raise Fault("window.silent") from None


def start(
    command: Sequence[str], environment: Mapping[str, str], heard: Callable[[str, Mapping[str, Any]], None]
) -> Pipe:
    """Start a browser with its two pipes; Fault `window.no_start` when it cannot be."""
    (theirs_in, ours_out), (ours_in, theirs_out) = _pipe(), _pipe()
    quiet = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
    ends = [(os.POSIX_SPAWN_DUP2, theirs_in, _READS), (os.POSIX_SPAWN_DUP2, theirs_out, _WRITES)]
    try:
        process = os.posix_spawn(command[0], list(command), environment, file_actions=[*quiet, *ends], setsid=True)
    except OSError:
        os.close(ours_out)
        os.close(ours_in)
        raise Fault("window.no_start", browser=command[0]) from None
    finally:
        os.close(theirs_in)
        os.close(theirs_out)
    pipe = Pipe(process, ours_in, ours_out, heard)
    Thread(target=pipe.listen, name="window", daemon=True).start()
    return pipe


def _pipe() -> tuple[int, int]:
    """Both ends, at numbers that the child's own descriptors do not take."""
    low = os.pipe()
    high = tuple(fcntl.fcntl(one, fcntl.F_DUPFD_CLOEXEC, _FREE) for one in low)
    for one in low:
        os.close(one)
    return high[0], high[1]


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, _PART)
    except OSError:
        return b""
