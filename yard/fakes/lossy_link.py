"""A way to a peer that loses, doubles, delays, cuts and changes what it carries: the port `Link`, on a bad line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from schemas.failures import BadInput, Fault, Refusal

MOST_LATE = 50
"""How many requests may be under way at once; older ones are lost."""


@dataclass(slots=True, kw_only=True)
class Weather:
    """How often each thing happens to one exchange, of 1; all 0 is a good line."""

    drop_request: float = 0.0
    drop_reply: float = 0.0
    delay: float = 0.0
    double: float = 0.0
    truncate: float = 0.0
    flip: float = 0.0


@dataclass(slots=True)
class LossyLink:
    """Bytes go through `carry` and its answer comes back, or not. What happened is counted in `faults`."""

    carry: Callable[[bytes], bytes]
    chance: Random
    faults: Counter[str]
    weather: Weather = field(default_factory=Weather)
    cut: bool = False
    late: list[bytes] = field(default_factory=list[bytes])
    heard: list[tuple[bytes, bytes]] = field(default_factory=list[tuple[bytes, bytes]])
    """The last exchanges that went by, for whoever listens on the line."""

    def exchange(self, request: bytes) -> bytes:
        """The peer's reply; Fault `link.unreachable` when there is none, Refusal `link.refused` when it says no."""
        if self.cut:
            self.faults["partition"] += 1
            raise Fault("link.unreachable", url="simulated")
        weather = self.weather
        if self._happens("drop", weather.drop_request):
            raise Fault("link.unreachable", url="simulated")
        if self._happens("delay", weather.delay):
            self.late = [*self.late, request][-MOST_LATE:]
            raise Fault("link.unreachable", url="simulated")
        if self._happens("double", weather.double):
            self._deliver(request)
        reply = self._deliver(self._worn(request))
        self.heard = [*self.heard, (request, reply)][-4:]
        if self._happens("drop", weather.drop_reply):
            raise Fault("link.unreachable", url="simulated")
        return self._worn(reply)

    def arrive_late(self) -> int:
        """What was delayed arrives now, in another order; nobody waits for its reply. How many arrived."""
        late, self.late = self.late, []
        self.chance.shuffle(late)
        for request in late:
            self.faults["reorder"] += len(late) > 1
            try:
                self._deliver(request)
            except (Fault, Refusal):
                continue
        return len(late)

    def _deliver(self, request: bytes) -> bytes:
        """As HTTP does it: a peer that cannot read says no."""
        try:
            return self.carry(request)
        except BadInput as fault:
            raise Refusal("link.refused", status=400, reason=fault.code) from fault

    def _worn(self, data: bytes) -> bytes:
        if self._happens("truncate", self.weather.truncate):
            return data[: self.chance.randrange(len(data))]
        if self._happens("flip", self.weather.flip):
            place = self.chance.randrange(len(data))
            return data[:place] + bytes([data[place] ^ 1 << self.chance.randrange(8)]) + data[place + 1 :]
        return data

    def _happens(self, name: str, share: float) -> bool:
        if not share or self.chance.random() >= share:
            return False
        self.faults[name] += 1
        return True
