"""The count of the drawer 现金尾箱 made last by a clerk, kept so that a bag need not be counted from nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from station.ui.draft_store import DraftStore
from station.ui.drawer import Count, as_counted
from station.ui.parked import form_key

KEY = form_key("last_count")


@dataclass(frozen=True, slots=True)
class LastCount:
    """Pieces by denomination in 分, and the business day of the count; an empty one was never made."""

    on: str = ""
    pieces: Mapping[int, int] = field(default_factory=dict[int, int])


def keep(store: DraftStore, clerk: str, on: str, count: Count) -> None:
    """Keep a count that was walked through."""
    pieces = {str(value): number for value, number in as_counted(count).items()}
    store.keep(clerk, KEY, json.dumps({"on": on, "pieces": pieces}))


def last(store: DraftStore, clerk: str) -> LastCount:
    """The count made last."""
    held = dict(store.kept(clerk)).get(KEY)
    if held is None:
        return LastCount()
    told = json.loads(held)
    return LastCount(told["on"], {int(value): number for value, number in told["pieces"].items()})


def forget(store: DraftStore, clerk: str) -> None:
    """The drawer is another one now."""
    store.drop(clerk, KEY)
