"""Which screen stands at which place of the rail."""

from __future__ import annotations

from station.ui import parked
from station.ui.host import Host, Screen
from station.ui.screens.day_home import DayHome
from station.ui.screens.dues import Dues
from station.ui.screens.issue import Issue
from station.ui.screens.people import People
from station.ui.screens.stock import Stock
from station.ui.screens.sync import Sync

STATUS_PLACE = 6
"""Where the strip's items are told in full."""


def screen_of(host: Host, place: int) -> Screen:
    """A fresh screen for a place; issuing takes up the draft that was kept last."""
    if place == 1:
        left = parked.open_drafts(host.drafts, host.clerk)
        return Issue(host, left[0] if left else None)
    return {2: Dues, 3: People, 4: Stock, 5: DayHome}.get(place, Sync)(host)
