"""What a face may ask the street station 服务站 to do and to tell (docs/street.md), each said as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from station.counter.acts import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetAct(Act):
    """One act of a room on a record; `said` is its document, `person` in it goes into the personal block.

    Without `record` the act begins a new one.
    """

    room: str
    step: str
    record: str | None = None
    said: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetQuestion:
    """A question to a room; `said` is its document."""

    room: str
    ask: str
    record: str | None = None
    said: dict[str, Any] = field(default_factory=dict[str, Any])
