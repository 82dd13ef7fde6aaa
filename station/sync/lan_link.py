"""The way to a neighbour over the local network: one open pipe, exchange after exchange."""

from __future__ import annotations

import json
import socket
import ssl
from http.client import HTTPException, HTTPResponse, HTTPSConnection
from urllib.parse import urlsplit

from schemas.exchange.stream import MOST_BYTES
from schemas.failures import Failure, Fault, Refusal
from station.sync.pipe import Pipe, author_of

PATH = "/v1/sync"
TIMEOUT_S = 5.0
"""How long a neighbour may be silent."""


class LanLink:
    """The port `Link` to one neighbour. `peer` is whose key opened the pipe."""

    def __init__(self, url: str, pipe: Pipe) -> None:
        """Open the pipe. Refusal `link.address`, `lan.not_of_city`; Fault `link.unreachable`."""
        self._url = url
        host, port = _place(url)
        self._connection = HTTPSConnection(host, port, timeout=TIMEOUT_S, context=pipe.calling)
        try:
            self._connection.connect()
            self._connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.peer = author_of(self._connection.sock.getpeercert(binary_form=True))
        except ssl.SSLError:
            self.close()
            raise Refusal("lan.not_of_city") from None
        except (OSError, HTTPException):
            self.close()
            raise Fault("link.unreachable", url=url) from None

    def exchange(self, request: bytes) -> bytes:
        """The neighbour's reply; Fault `link.*` when it does not come, Refusal `link.refused` when he says no."""
        try:
            self._connection.request("POST", PATH, request, {"content-type": "application/cbor-seq"})
            reply = self._connection.getresponse()
            said = reply.read(MOST_BYTES + 1)
        except (OSError, HTTPException):
            self.close()
            raise Fault("link.unreachable", url=self._url) from None
        if reply.status != 200:
            self.close()
            raise _refused(reply, said)
        return said

    def close(self) -> None:
        """Let go of the pipe."""
        self._connection.close()


def _place(url: str) -> tuple[str, int]:
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not (url.startswith("https://") and host and port):
        raise Refusal("link.address", field="with")
    return host, port


def _refused(reply: HTTPResponse, said: bytes) -> Failure:
    if reply.status >= 500:
        return Fault("link.trouble", status=reply.status)
    try:
        code = str(json.loads(said)["error"]["code"])
    except (ValueError, KeyError, TypeError):
        code = "?"
    return Refusal("link.refused", status=reply.status, reason=code)
