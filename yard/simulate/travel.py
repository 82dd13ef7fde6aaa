"""How entries travel in the city: to the centre, to a neighbour, through a neighbour, and on a stick."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from schemas.failures import Fault, Refusal
from yard.fakes.lossy_link import LossyLink, Weather
from yard.fakes.stick import MemoryStick
from yard.simulate.ground import Ground
from yard.simulate.laws import frontier_is_true
from yard.simulate.station import StationNode


class Travel:
    """All lines and sticks of the city."""

    def __init__(self, ground: Ground, chance: Random, weather: Weather) -> None:
        self._ground = ground
        self._chance = chance
        self._weather = weather
        self.lines: dict[str, LossyLink] = {}
        self._sticks: list[MemoryStick] = []

    def wire(self, node: StationNode) -> None:
        """Give a station its line to the centre."""
        node.link = self.lines[node.name] = self._line(self._ground.centre.respond)

    def sync(self, node: StationNode) -> dict[str, Any] | None:
        """One errand to the centre over the station's own line; what the office says of it."""
        told = self._ground.with_centre(node, "sync", node.sync)
        frontier_is_true(self._ground.record, self._ground.watch, self._ground.centre, node)
        return told

    def sync_well(self, node: StationNode) -> None:
        """An errand over a good line: both sides then compare digests, and none may differ."""
        told = self.sync(node)
        if told and told.get("differing"):
            self._ground.record.broke("same_rows", f"{node.name} and the centre compare digests and differ")

    def meet(self, node: StationNode, other: StationNode) -> None:
        """Two neighbours on one LAN exchange their own feeds and the public one."""
        if node.author == other.author:
            return
        scope = frozenset({node.author, other.author, self._ground.centre.store.authority.id})
        line = self._line(lambda request: self._answer(other, request, scope))
        self._ground.at(node, "meet", lambda: node.meet(other.author, scope, line))
        self._ground.watch.look(other)

    def carry(self, node: StationNode, other: StationNode) -> None:
        """A neighbour takes what it holds of another's feed to the centre."""
        line, centre = self.lines[node.name], self._ground.centre
        if not self._ground.watch.head(node, other.author).seq:
            return
        scope = frozenset({other.author})
        self._ground.with_centre(node, "carry", lambda: node.meet(centre.store.authority.id, scope, line))

    def write_stick(self, node: StationNode) -> None:
        """Everything of its own goes onto a stick; some are too small, some are pulled out."""
        stick = MemoryStick(room_bytes=self._chance.choice((2_000, 60_000, 1 << 30)))
        scope = frozenset({node.author})
        data = self._ground.at(node, "stick", lambda: node.for_stick(self._ground.centre.store.authority.id, scope))
        if data is None:
            return
        self._ground.record.faults["stick"] += 1
        try:
            stick.write(node.name, data)
        except Fault:
            self._ground.record.faults["stick_full"] += 1
        if self._chance.random() < 0.2:
            self._ground.record.faults["stick_pulled_out"] += 1
            stick.pull_out(node.name, self._chance.randrange(len(data)))
        self._sticks.append(stick)

    def read_sticks(self) -> None:
        """Somebody brings the sticks; one in three is read twice."""
        sticks, self._sticks = self._sticks, []
        line = self._line(self._ground.centre.respond)
        line.weather = Weather()
        for stick in sticks:
            for data in stick.read() * self._chance.choice((1, 1, 2)):
                self.deliver(line, data)

    def deliver(self, line: LossyLink, request: bytes) -> None:
        """Bytes arrive at the centre from anybody, and nobody waits for the reply."""
        try:
            line.exchange(request)
        except (Fault, Refusal) as failure:
            self._ground.said_no[failure.code] += 1
        self._ground.watch.look(self._ground.centre)

    def arrive_late(self) -> None:
        """What the lines have delayed arrives."""
        for line in self.lines.values():
            if line.late:
                line.arrive_late()
                self._ground.watch.look(self._ground.centre)

    def calm(self) -> None:
        """All lines are good again."""
        for line in self.lines.values():
            line.cut, line.weather = False, Weather()

    def rough(self) -> None:
        """All lines are as bad as they are on a working day."""
        for line in self.lines.values():
            line.weather = self._weather

    def meet_well(self, node: StationNode, other: StationNode) -> None:
        """Two neighbours meet on an evening when nothing goes wrong."""
        rough, self._weather = self._weather, Weather()
        self.meet(node, other)
        self._weather = rough

    def _answer(self, other: StationNode, request: bytes, scope: frozenset[bytes]) -> bytes:
        """A neighbour's reply; none when its power fails."""
        reply = self._ground.at(other, "answer", lambda: other.answer(request, scope))
        if reply is None:
            raise Fault("link.unreachable", url=other.name)
        return reply

    def _line(self, carry: Callable[[bytes], bytes]) -> LossyLink:
        return LossyLink(carry, self._chance, self._ground.record.faults, self._weather)
