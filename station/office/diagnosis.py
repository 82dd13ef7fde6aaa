"""Why there is no way to the centre, in words: the probes' answer as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from schemas.words import say
from station.ports import Link
from station.sync.offline import Probes, place_of
from station.sync.schedule import Neighbour


def why_offline(
    centre: str, near: Iterable[Neighbour], link: Callable[[str], Link], probes: Probes | None = None
) -> dict[str, Any]:
    """The place where the way breaks off (`nowhere` when it does not), its words, and what was seen."""
    seen = (probes or _machine(centre, near, link)).look()
    place = place_of(seen)
    return {"place": place.value, "words": say(f"lan.offline_{place.value}"), "seen": asdict(seen)}


def _machine(centre: str, near: Iterable[Neighbour], link: Callable[[str], Link]) -> Probes:
    from station.sync.probing import MachineProbes

    met = [one.url for one in near if one.author is not None]
    answers = getattr(link(centre), "answers", None)
    return MachineProbes(centre, met, answers or (lambda _: False))
