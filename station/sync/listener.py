"""The endpoint for neighbours: each request comes through a pipe, goes to the one responder, and its reply goes back."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import BoundedSemaphore, Thread
from typing import Any

from schemas.exchange.stream import MOST_BYTES
from schemas.failures import Failure, Fault, Refusal
from station.sync.lan_link import PATH
from station.sync.pipe import Pipe, author_of

MOST_PIPES = 32
"""How many neighbours are answered at a time; the next ones try again."""
SILENCE_S = 10.0
"""How long a neighbour may keep a pipe open and say nothing."""

Answer = Callable[[bytes, bytes], bytes]
"""The reply to a request that came from the holder of a device key."""


class Listener:
    """Listens from its making until `close`. `port` is where; `pipe` is asked at each call, for a key may be succeeded."""

    def __init__(self, answer: Answer, pipe: Callable[[], Pipe], port: int, host: str = "0.0.0.0") -> None:  # noqa: S104 -- neighbours are on the network
        """Fault `lan.port` when the port is taken."""
        try:
            self._server = _Server((host, port), answer, pipe)
        except OSError:
            raise Fault("lan.port", port=port) from None
        self.port: int = self._server.server_address[1]
        self._hand = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
        self._hand.start()

    def close(self) -> None:
        """Let nobody in any more."""
        self._server.shutdown()
        self._hand.join(timeout=5)
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], answer: Answer, pipe: Callable[[], Pipe]) -> None:
        self.answer = answer
        self._pipe = pipe
        self._room = BoundedSemaphore(MOST_PIPES)
        super().__init__(address, BaseHTTPRequestHandler)

    def process_request(self, request: Any, client_address: Any) -> None:
        """One thread a pipe, as many as there is room for."""
        if self._room.acquire(blocking=False):
            super().process_request(request, client_address)
        else:
            self.shutdown_request(request)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        """In the pipe's own thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._room.release()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands here, so that one who stalls keeps nobody else waiting."""
        request.settimeout(SILENCE_S)
        request.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with (
            suppress(OSError, ssl.SSLError, Refusal),
            self._pipe().listening.wrap_socket(request, server_side=True) as pipe,
        ):
            _Handler(pipe, client_address, self, author_of(pipe.getpeercert(binary_form=True)))


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def __init__(self, pipe: Any, client_address: Any, server: _Server, peer: bytes) -> None:
        self._peer = peer
        super().__init__(pipe, client_address, server)

    def do_POST(self) -> None:
        """`POST /v1/sync`, in bounds."""
        size = self.headers.get("content-length", "")
        if self.path != PATH or not size.isdecimal() or int(size) > MOST_BYTES:
            self.close_connection = True
            self._say(404 if self.path != PATH else 413, b"")
            return
        request = self.rfile.read(int(size))
        try:
            self._say(200, self.server.answer(request, self._peer))
        except Failure as failure:
            status = 503 if isinstance(failure, Fault) else 400
            self._say(status, json.dumps({"error": {"code": failure.code}}).encode())

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class calls it so
        """What matters is in the ledger."""

    def _say(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("content-type", "application/cbor-seq" if status == 200 else "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
