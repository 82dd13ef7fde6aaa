"""Which screen asks the step at which the first run stands."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from station.ui.host import Host, Screen
from station.ui.screens.welcome.base import Run
from station.ui.screens.welcome.head import Head
from station.ui.screens.welcome.printer import Printer
from station.ui.screens.welcome.site import Site
from station.ui.setup_port import SetUp

_SCREENS = {"site": Site, "head": Head, "printer": Printer}


def first_run(setup: SetUp, settled: Callable[[], Awaitable[None]]) -> Run:
    """The run over these acts; `settled` opens the counter once nothing is left to be asked."""

    async def following(host: Host) -> Screen | None:
        step = await asyncio.to_thread(lambda: setup.step)
        return _SCREENS[step](host, run) if step in _SCREENS else None

    run = Run(setup, following, settled)
    return run
