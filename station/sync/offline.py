"""Why am I offline? What the probes saw, as one place where the way breaks off. Pure.

The probes go outward: own computer, own local network, the line, the centre. The first that fails is the place. When a
computer has its address and yet neither router, neighbours met before nor centre answer, it is told as everything: a switch or a
whole house without power looks like that, and nothing on this computer mends it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Protocol

LONGEST_S = 8.0
"""After how long the probes are ended and what has not answered counts as silent."""


class Place(Enum):
    """Where the way to the centre breaks off."""

    NOWHERE = "nowhere"
    COMPUTER = "computer"
    LAN = "lan"
    LINE = "line"
    CENTRE = "centre"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the probes saw. None: there was nothing to ask."""

    addressed: bool
    """This computer has an address that a network gave it."""
    router: bool | None
    """The router answered, if it only said no."""
    neighbours: bool | None
    """A neighbour that was met before answered."""
    host: bool
    """The centre's computer answered, if it only said no."""
    centre: bool
    """The centre itself answered."""


class Probes(Protocol):
    """Looks at the world once."""

    def look(self) -> Seen:
        """What answers, within `LONGEST_S`; what does not answer by then is silent. Nothing is raised."""
        ...


def place_of(seen: Seen) -> Place:
    """The first place that fails, from the far end: what answers farther out proves what lies before it."""
    if seen.centre:
        return Place.NOWHERE
    if seen.host:
        return Place.CENTRE
    if seen.router or seen.neighbours:
        return Place.LINE
    if not seen.addressed:
        return Place.COMPUTER
    return Place.EVERYTHING if seen.router is False and seen.neighbours is False else Place.LAN
