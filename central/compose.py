"""The composition root 装配: the only file of the centre that knows all. It hands out the clock and chance.

Server and pages are loaded where they are needed only, so that the other commands stay quick.
"""

from __future__ import annotations

import os
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TextIO

from central import settings
from central.ports.machine import Clock, Identity
from central.settings import Settings
from central.store.database import Database
from central.store.migrate import prepare
from central.store.ring import Ring
from central.store.store import Store
from schemas.words import say


class MachineClock:
    """The machine's own clock. `YOUSHUI_CLOCK_MS` moves it by so many milliseconds, for drills and tests."""

    def __init__(self) -> None:
        self._skew = int(os.environ.get("YOUSHUI_CLOCK_MS", "0"))

    def wall_ms(self) -> int:
        """Milliseconds since 1970."""
        return time.time_ns() // 1_000_000 + self._skew


class MachineIdentity:
    """The operating system's chance."""

    def fresh(self, size: int) -> bytes:
        """`size` bytes that nobody could guess."""
        return os.urandom(size)


def init_home(
    home: Path, name: str = "", database: str = "", *, clock: Clock | None = None, identity: Identity | None = None
) -> Store:
    """Make a home: settings, keys, an empty database, the public feed. Refusal `central.exists` where one stands."""
    chance = identity or MachineIdentity()
    settings.save(home, Settings(name=name or say("central.name_of_a_centre"), database=database))
    Ring(home / settings.KEYS).create(chance)
    store = open_home(home, clock=clock, identity=chance)
    with store.desk() as desk:
        desk.open()
    return store


def open_home(home: Path, *, clock: Clock | None = None, identity: Identity | None = None) -> Store:
    """The store of a home, brought to this program's shape; Refusal `central.not_initialised` where there is none."""
    kept = settings.load(home)
    database = Database(kept.address(home))
    prepare(database)
    return Store(
        name=kept.name,
        database=database,
        ring=Ring(home / settings.KEYS),
        clock=clock or MachineClock(),
        identity=identity or MachineIdentity(),
    )


def make_door(store: Store, names: tuple[str, ...] = (), log: TextIO | None = None) -> Any:
    """Devices' routes, reports and pages of a store as one ASGI application behind its gate."""
    from central.api.door import make_door as made
    from central.ui.pages import Pages
    from central.work.attending import Attendant

    pages, attendant = Pages(store), Attendant(store)

    @asynccontextmanager
    async def beside(app: Any) -> AsyncIterator[None]:
        async with pages.lifespan(app), attendant.attending():
            yield

    return made(store, pages.app, beside, names, log)


def link(store: Store, port: int, by: str = "") -> str:
    """An address that opens the pages once, within ten minutes, for this person."""
    from central.api.door import link as made

    return made(store, port, by)


def exchange_parcel(store: Store, data: bytes) -> bytes:
    """A parcel that a person brought, and the parcel that he takes back."""
    from central.api.exchange import respond_parcel

    return respond_parcel(store, data)


def serve(
    home: Path, tell: Callable[..., None], *, host: str, port: int, names: list[str], log: TextIO | None = None
) -> int:
    """Answer devices and show the pages, until Ctrl-C; Fault `central.port` when the port is taken."""
    from central.api.door import run

    store = open_home(home)
    try:
        return run(make_door(store, (host, *names), log), store, tell, host=host, port=port)
    finally:
        store.close()
