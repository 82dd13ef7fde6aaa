"""Notes that people write together 共同书写, as the screens draw them: whose board it is, what stands in it, who wrote last. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any

BOARD, HANDOVER, OWN = "board", "handover", "note"
DATED = (BOARD, HANDOVER)
"""Kinds that grow line by line, each with its time and its writer."""
KINDS = (*DATED, "case", "visit", OWN)

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One note in the list: `record` is its name, `title` its first line; `last_at` is empty for one that nobody has begun."""

    record: str
    title: str = ""
    updates: int = 0
    last_at: str = ""

    @property
    def kind(self) -> str:
        """What it is for; anything unknown is a plain note."""
        kind = self.record.partition("/")[0]
        return kind if kind in KINDS else OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A note as it stands: `seen` is the version that was read, `writers` (site, last time) the last one first."""

    text: str = ""
    seen: str = ""
    writers: tuple[tuple[str, str], ...] = ()
    waiting: int = 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the text."""
        return tuple(self.text.splitlines())


def listed(found: Data, own: Sequence[str]) -> tuple[Listed, ...]:
    """The site's own notes first, begun or not, then the others, the one written last first."""
    notes = {one["record"]: _listed(one) for one in found["notes"]}
    first = [notes.pop(record, Listed(record=record)) for record in own]
    return (*first, *sorted(notes.values(), key=lambda note: note.last_at, reverse=True))


def _listed(one: Data) -> Listed:
    return Listed(record=one["record"], updates=one["updates"], last_at=one["last_at"] or "")


def written(told: Data) -> Written:
    """A note as the office tells it."""
    writers = sorted(((one["last_at"] or "", one["site"]) for one in told["writers"]), reverse=True)
    return Written(
        text=told["text"],
        seen=told["seen"],
        writers=tuple((site, at) for at, site in writers),
        waiting=told["waiting"],
    )


def own_records(site: str) -> tuple[str, ...]:
    """The notice board and the handover log of a site."""
    return tuple(f"{kind}/{site}" for kind in DATED)


def clock(at: str, zone: tzinfo | None) -> str:
    """The time of a writing in the zone of the frame's clock, to the minute."""
    return datetime.fromisoformat(at).astimezone(zone).strftime("%m-%d %H:%M") if at else ""
