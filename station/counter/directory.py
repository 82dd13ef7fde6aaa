"""Deciding on the sum of looks into the directory 名录查询登记: by day and clerk, what no entry has summed yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from schemas.books.directory import LookRow
from schemas.facts.directory import DirectoryLooked
from schemas.failures import BadInput, Refusal
from station.counter.street import StreetAct
from station.ports import Decision

KIND = "directory.looked/1"
Look = tuple[str, str, int, int]
"""Day, clerk, searches, households opened."""


def pending(counted: Iterable[Look], summed: Iterable[LookRow]) -> list[Look]:
    """What was counted and stands in no entry yet, by day and clerk."""
    searches, opened = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for day, clerk, searched, seen in counted:
        searches[day, clerk] += searched
        opened[day, clerk] += seen
    for row in summed:
        searches[row.on, row.clerk] -= row.searches
        opened[row.on, row.clerk] -= row.opened
    keys = sorted({*searches, *opened})
    return [(*key, max(searches[key], 0), max(opened[key], 0)) for key in keys if searches[key] > 0 or opened[key] > 0]


def require_summed(looks: Iterable[Look], on: str) -> None:
    """Refusal `directory.sum_first` while looks of an earlier day stand in no entry."""
    earlier = min((day for day, _, _, _ in looks if day < on), default=None)
    if earlier is not None:
        raise Refusal("directory.sum_first", field="on", on=earlier)


def decide_sum(act: StreetAct, looks: Iterable[Look]) -> Decision:
    """All that is pending in one entry; Refusal `directory.no_looks`."""
    if act.step != "sum":
        raise BadInput("street.step", field="step", step=act.step)
    facts = tuple(
        DirectoryLooked(on=day, clerk=clerk, searches=searches, opened=opened) for day, clerk, searches, opened in looks
    )
    if not facts:
        raise Refusal("directory.no_looks", field="step")
    return Decision(kind=KIND, facts=facts)
