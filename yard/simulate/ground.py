"""What everybody in the simulated city stands on: the time, the centre, the watch; and how a node does something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from schemas.failures import Breach, Failure
from yard.fakes.memory_disk import PowerCut
from yard.fakes.virtual_clock import Timeline
from yard.simulate.allowances import within_allowance
from yard.simulate.centre import CentreNode
from yard.simulate.record import Record, Sound
from yard.simulate.station import StationNode
from yard.simulate.watch import Watch

Done = TypeVar("Done")


@dataclass(slots=True)
class Ground:
    """Shared by all parts of a run."""

    record: Record
    watch: Watch
    timeline: Timeline
    centre: CentreNode
    chance: Random
    said_no: Counter[str] = field(default_factory=Counter[str])
    stuck: set[str] = field(default_factory=set[str])
    """Names of nodes whose ledger refuses to go on, until somebody helps."""

    def at(self, node: StationNode, doing: str, act: Callable[[], Done]) -> Done | None:
        """Have a node do something and look what came of it. None when it said no, or when its power failed."""
        done: Done | None = None
        with Sound(self.record, f"{node.name} {doing}"):
            try:
                done = act()
            except PowerCut:
                node.power_up(mark_lags=self.chance.random() < 0.3)
            except Failure as failure:
                self._refused(node, failure)
        self.watch.look(node)
        within_allowance(self.record, self.watch, self.centre, node)
        return done

    def with_centre(self, node: StationNode, doing: str, act: Callable[[], Done]) -> Done | None:
        """The same, for what the centre takes part in."""
        done = self.at(node, doing, act)
        with Sound(self.record, f"centre {doing}"):
            self.watch.look(self.centre)
        return done

    def _refused(self, node: StationNode, failure: Failure) -> None:
        self.said_no[failure.code] += 1
        if isinstance(failure, Breach):
            self.stuck.add(node.name)
