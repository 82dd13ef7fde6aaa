"""The attendant 值守: while the server runs, cases follow whatever has come, by the same code as `central cases --refresh`.

It looks at entries only, since an import is one too. When it begins, and when a new day has begun, it looks at every day on
which cash may still be due.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from central.store.store import Store
from central.store.touched import recent_days
from central.work.cases import Refreshed, places_held, refresh_cases
from schemas.failures import Fault

PAUSE_SECONDS = 20
"""Between two looks."""
_LOG = logging.getLogger(__name__)


class Attendant:
    """What it has looked at already; a new one begins by looking at all recent days."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._seen: dict[bytes, int] = {}
        self._day = ""
        self._awaiting: frozenset[str] = frozenset()
        self._heard_ms = 0

    def look(self) -> Refreshed:
        """Bring up to date what may have changed since the last look; nothing when nothing came."""
        held, today, heard_ms = places_held(self._store), self._store.today(), self._heard()
        if (held, today) == (self._seen, self._day) and (not self._awaiting or heard_ms == self._heard_ms):
            return Refreshed(0, 0)
        done = refresh_cases(self._store, self._days(today))
        self._seen, self._day, self._awaiting, self._heard_ms = held, today, done.awaiting, heard_ms
        return done

    @asynccontextmanager
    async def attending(self) -> AsyncIterator[None]:
        """Look again and again beside whatever else runs."""
        task = asyncio.create_task(self._attend())
        task.add_done_callback(_tell_of)
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _attend(self) -> None:
        while True:
            # a database that is busy or away is asked again later
            with suppress(Fault):
                await asyncio.to_thread(self.look)
            await asyncio.sleep(PAUSE_SECONDS)

    def _heard(self) -> int:
        with self._store.asking() as asked:
            return max(asked.contacts().values(), default=0)

    def _days(self, today: str) -> frozenset[str]:
        with self._store.asking() as asked:
            if today != self._day:
                still_open = {held.row.day for held in asked.matters.cases(still_open=True)}
                known = {*asked.days(), *asked.statement_days()}
                return frozenset((recent_days(today) & known) | still_open)
            return asked.touched(self._seen) | self._awaiting


def _tell_of(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (fault := task.exception()) is not None:
        _LOG.error("the attendant has stopped", exc_info=fault)
