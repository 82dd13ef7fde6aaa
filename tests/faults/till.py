"""A till that is shot while it sells: a real process issues applications one after another, and dies by `kill -9`."""

from __future__ import annotations

import fcntl
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.house.reading import HOUSE
from yard.demo.day import CLERK
from yard.demo.settings import PIN

PIPE_BYTES = 4096
"""So little fits between the till and its reader that a sale which nobody hears of cannot hide far ahead."""


class Till:
    """`station issue` on JSON Lines in a process of its own; the answers that were read are the acknowledged ones."""

    def __init__(self, home: Path, applications: Sequence[dict[str, Any]]) -> None:
        reader, writer = os.pipe()
        os.write(writer, PIN.encode() + b"\n")
        os.close(writer)
        lines = home.parent / "applications.jsonl"
        lines.write_text("".join(json.dumps(application) + "\n" for application in applications), "utf-8")
        command = [sys.executable, "-m", "station", "issue", "--home", str(home), "--clerk", CLERK]
        command += ["--pin-fd", str(reader), "--in", str(lines), "--json"]
        self._process = subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.PIPE, pass_fds=[reader])
        os.close(reader)
        assert self._process.stdout is not None
        fcntl.fcntl(self._process.stdout, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        self._rest = b""
        self.acknowledged: list[dict[str, Any]] = []

    def sell(self, most: int) -> None:
        """Read answers until `most` are acknowledged, or to the end."""
        while len(self.acknowledged) < most and self._read(None):
            pass

    def shoot(self, after_s: float) -> None:
        """Kill the process so many seconds later, wherever it is; what it managed to say counts as acknowledged."""
        until = time.monotonic() + after_s
        while (left := until - time.monotonic()) > 0 and self._read(left):
            pass
        assert self._process.poll() is None, "the till had come to its end before the kill"
        self._process.send_signal(signal.SIGKILL)
        while self._read(None):
            pass
        self._process.wait()
        self._close()

    def end(self) -> int:
        """The exit status of a till that was left alone."""
        while self._read(None):
            pass
        status = self._process.wait()
        self._close()
        return status

    def _read(self, wait_s: float | None) -> bool:
        """Take in what the process has written; False at its end."""
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], wait_s)
        if not ready:
            return True
        data = os.read(self._process.stdout.fileno(), PIPE_BYTES)
        *lines, self._rest = (self._rest + data).split(b"\n")
        self.acknowledged += [json.loads(line) for line in lines]
        return bool(data)

    def _close(self) -> None:
        assert self._process.stdout is not None
        self._process.stdout.close()
