"""Probes that saw what a test says: the port `Probes` of the station, without a network."""

from __future__ import annotations

from dataclasses import dataclass

from station.sync.offline import Seen


@dataclass(frozen=True, slots=True)
class ToldProbes:
    """Has seen `seen`."""

    seen: Seen

    def look(self) -> Seen:
        """What it was told."""
        return self.seen
