"""A receipt printer on a loopback socket: prints what it is sent, answers DLE EOT, echoes GS ( H, and can fail on the way."""

from __future__ import annotations

import socket
from collections.abc import Callable
from threading import Thread
from types import TracebackType


class SocketPrinter:
    """`status` is the byte for each DLE EOT n; `cable_bytes` cuts the line after so many bytes; `echo` off never echoes.

    `heard` is told the bytes of the job so far. A job without a barrier ends with its line.
    """

    def __init__(self) -> None:
        self.status = {1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12}
        self.cable_bytes: int | None = None
        self.echo = True
        self.heard: Callable[[int], None] = _nobody
        self.paper: list[bytes] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self._thread = Thread(target=self._serve, daemon=True)

    def __enter__(self) -> SocketPrinter:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.unplug()
        self._thread.join(timeout=5)

    def unplug(self) -> None:
        """Take the printer off the net."""
        self._server.close()
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=0.2).close()
        except OSError:
            return

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._server.accept()
            except OSError:
                return
            with line:
                self._talk_while_it_lasts(line)

    def _talk_while_it_lasts(self, line: socket.socket) -> None:
        """Who sent may be gone before the answer."""
        try:
            self._talk(line)
        except OSError:
            return

    def _talk(self, line: socket.socket) -> None:
        job = b""
        while piece := line.recv(4096):
            if self.cable_bytes is not None and len(job) + len(piece) > self.cable_bytes:
                self.paper.append((job + piece)[: self.cable_bytes])
                return
            job += piece
            self.heard(len(job))
            job = self._answer(line, job)
        if job:
            self.paper.append(job)

    def _answer(self, line: socket.socket, job: bytes) -> bytes:
        """Answer questions at the end of what came; a barrier ends the job."""
        while job[:2] == b"\x10\x04" and len(job) >= 3:
            line.sendall(bytes((self.status[job[2]],)))
            job = job[3:]
        if job[-11:-4] == b"\x1d(H\x06\x00\x30\x30":
            self.paper.append(job[:-11])
            if self.echo:
                line.sendall(b"\x37\x22" + job[-4:] + b"\x00")
            job = b""
        return job


def _nobody(_: int) -> None:
    """Nobody listens."""
