"""Reads of a site's matters, told to that site: once an hour for one door, one subject and one person."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Lock

from central.registry.auditing import note_access
from central.store.store import Store

AGAIN_MS = 60 * 60_000
"""The same read of the same thing by the same person within the hour is one entry."""
KEPT_MOST = 100_000


class Auditor:
    """Writes what was read into the channels of the sites that it touches, before it is shown."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._told: dict[tuple[str, str, str, str], int] = {}
        self._lock = Lock()

    def note(self, act: str, sites: Iterable[str], subject: str, by: str, why: str = "") -> int:
        """How many sites were told; when it cannot be written nothing may be shown (Fault `central.busy`)."""
        now = self._store.clock.wall_ms()
        with self._lock:
            due = [site for site in sites if site and self._due((act, site, subject, by), now)]
            if due:
                with self._store.desk() as desk:
                    note_access(desk, due, act=act, subject=subject, by=by or self._store.name, why=why)
            if len(self._told) > KEPT_MOST:
                self._told.clear()
            self._told |= {(act, site, subject, by): now for site in due}
        return len(due)

    def _due(self, key: tuple[str, str, str, str], now: int) -> bool:
        return now - self._told.get(key, -AGAIN_MS) >= AGAIN_MS
