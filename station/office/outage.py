"""The time without the centre 断网: where the way broke off, since when, and the note of it in what is written meanwhile."""

from __future__ import annotations

from typing import Any

from schemas.facts import CentreMissed
from schemas.instants import iso
from schemas.words import say

APART_MS = 10 * 60_000
"""The same place is noted at most once in this time."""
HERE = "nowhere"
"""The way does not break off."""


class Outage:
    """What this process knows of the way to the centre. The last look counts; the first entry after a change tells it."""

    def __init__(self) -> None:
        self._place: str | None = None
        self._since_ms = 0
        self._noted: tuple[str, int] | None = None

    def found(self, place: str, wall_ms: int) -> None:
        """The probes were asked and saw where it breaks off; `nowhere` ends the outage."""
        if place == HERE:
            self.ended()
            return
        if self._place is None:
            self._since_ms = wall_ms
        self._place = place

    def ended(self) -> None:
        """The centre answered."""
        self._place, self._noted = None, None

    def due(self, wall_ms: int) -> tuple[CentreMissed, ...]:
        """What the next entry carries: the place, when it is news or ten minutes old."""
        if self._place is None:
            return ()
        if self._noted and self._noted[0] == self._place and 0 <= wall_ms - self._noted[1] < APART_MS:
            return ()
        return (CentreMissed(place=self._place, since_ms=self._since_ms, seen_ms=wall_ms),)

    def written(self, wall_ms: int) -> None:
        """What was due stands in the feed."""
        if self._place is not None:
            self._noted = (self._place, wall_ms)

    def plain(self) -> dict[str, Any] | None:
        """Place, words and since when; None while nothing is amiss."""
        if self._place is None:
            return None
        return {"place": self._place, "words": say(f"lan.offline_{self._place}"), "since": iso(self._since_ms)}
