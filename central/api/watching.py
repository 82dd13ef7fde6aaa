"""What whoever runs the centre watches: Prometheus metrics, one line of JSON a request. No personal data, no address of a person."""

from __future__ import annotations

import json
import time
from collections.abc import Awaitable, Callable
from typing import Any, TextIO

from fastapi import FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from central.store.store import Store
from schemas.failures import Fault

AT_ONCE_MOST = 32
"""Exchanges that are worked on or wait at one time; who comes on top is told to come again."""


class Watch:
    """The figures of one process, and its log."""

    def __init__(self, store: Store, log: TextIO | None = None) -> None:
        self._store, self._log = store, log
        self.registry = CollectorRegistry()
        labels = ("route", "status")
        self._requests = Counter("youshui_requests_total", "Requests answered.", labels, registry=self.registry)
        self._seconds = Histogram("youshui_request_seconds", "Time to the answer.", ("route",), registry=self.registry)
        self._exchanges = Gauge("youshui_exchanges", "Exchanges that are worked on.", registry=self.registry)
        self._turned = Counter("youshui_turned_away_total", "Exchanges told to come again.", registry=self.registry)
        self._entries = Gauge("youshui_entries", "Entries that are held.", registry=self.registry)
        self._files = Gauge("youshui_statements", "Statement files that are held.", registry=self.registry)
        self._heard = Gauge("youshui_last_contact_seconds", "When a site was last heard.", registry=self.registry)
        self._open = Gauge("youshui_open_cases", "Cases that are not closed.", registry=self.registry)
        self._busy = 0

    def __enter__(self) -> None:
        """One exchange more; Fault `central.busy` when there are too many."""
        if self._busy >= AT_ONCE_MOST:
            self._turned.inc()
            raise Fault("central.busy")
        self._busy += 1
        self._exchanges.set(self._busy)

    def __exit__(self, *_: object) -> None:
        """One exchange less."""
        self._busy -= 1
        self._exchanges.set(self._busy)

    def page(self) -> bytes:
        """The figures as Prometheus reads them."""
        with self._store.asking() as asked:
            entries, files, heard = asked.changes()
            still_open = len(asked.matters.cases(still_open=True))
        self._entries.set(entries)
        self._files.set(files)
        self._heard.set(heard // 1000)
        self._open.set(still_open)
        return generate_latest(self.registry)

    def answered(self, route: str, method: str, status: int, milliseconds: int) -> None:
        """Count an answer and write its line: the route's own name, never what was asked for."""
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(milliseconds / 1000)
        if self._log is not None:
            said = {"at_ms": self._store.clock.wall_ms(), "route": route, "method": method, "status": status}
            self._log.write(json.dumps({**said, "ms": milliseconds}) + "\n")
            self._log.flush()


def watch(app: FastAPI, seen: Watch) -> None:
    """Put the watch before every route of ours."""

    async def around(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        started = time.monotonic_ns()
        response = await go_on(request)
        route: Any = request.scope.get("route")
        name = getattr(route, "path", "") or "pages"
        seen.answered(name, request.method, response.status_code, (time.monotonic_ns() - started) // 1_000_000)
        return response

    app.middleware("http")(around)
