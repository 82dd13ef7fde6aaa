"""The HTTP side of a store as one application: routes, whatever pages are handed in, the gate; and the server that runs it."""

from __future__ import annotations

import logging
import socket
from collections.abc import Callable
from contextlib import closing
from typing import Any, TextIO

import uvicorn
from starlette.websockets import WebSocketDisconnect

from central.api.app import make_app
from central.api.gate import LINK_MS, METRICS_MS, TOKEN, Gate, Tokens
from central.store.ring import GATE
from central.store.store import Store
from schemas.failures import Fault

GRACE_SECONDS = 2
"""How long open pages may hold up the end."""
LOOPBACK = ("127.0.0.1", "localhost")


def make_door(store: Store, pages: Any, lifespan: Any, names: tuple[str, ...] = (), log: TextIO | None = None) -> Gate:
    """Everything behind its gate; `names` are other names of this host, `log` takes a line of JSON a request."""
    app = make_app(store, lifespan, log)
    app.mount("/", pages)
    return Gate(app, _tokens(store), (*LOOPBACK, *names))


def link(store: Store, port: int, by: str = "") -> str:
    """An address that opens the pages once, within ten minutes, for this person."""
    return f"http://{LOOPBACK[0]}:{port}/?{TOKEN}={_tokens(store).make('link', LINK_MS, by)}"


def metrics_token(store: Store) -> str:
    """What a gatherer of metrics sends as `Authorization: Bearer …`."""
    return _tokens(store).make("metrics", METRICS_MS)


class ClosedWindows(logging.Filter):
    """A window that was closed is no error; everything else is logged."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether to keep a record."""
        return not (record.exc_info and isinstance(record.exc_info[1], WebSocketDisconnect))


def make_server(door: Any) -> uvicorn.Server:
    """A server for a door, to be run on a socket that is bound already."""
    config = uvicorn.Config(door, log_level="warning", timeout_graceful_shutdown=GRACE_SECONDS, lifespan="on")
    logging.getLogger("uvicorn.error").addFilter(ClosedWindows())
    return uvicorn.Server(config)


def run(door: Any, store: Store, tell: Callable[..., None], *, host: str, port: int) -> int:
    """Serve until Ctrl-C; Fault `central.port` when the port is taken."""
    with closing(bound(host, port)) as listening:
        tell("central.serving", url=link(store, listening.getsockname()[1]))
        try:
            make_server(door).run(sockets=[listening])
        except KeyboardInterrupt:
            tell("central.stopped")
            return 0
    tell("central.stopped")
    return 0


def bound(host: str, port: int) -> socket.socket:
    """A socket bound before anything else is started; port 0 takes any free one. Fault `central.port`."""
    made = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        made.bind((host, port))
    except OSError:
        made.close()
        raise Fault("central.port", host=host, port=port) from None
    return made


def _tokens(store: Store) -> Tokens:
    """The tokens of a home, whichever of its processes makes them."""
    return Tokens(store.ring.secret(GATE), store.clock, store.identity)
