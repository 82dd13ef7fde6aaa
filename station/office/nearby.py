"""The neighbours' side of a serving station: it listens, shines its beacon, and pushes what is new to its witnesses."""

from __future__ import annotations

from threading import Event, Thread

from station.office.office import Office
from station.sync.beacon import Beacon
from station.sync.listener import Listener

LOOK_EVERY_S = 0.1
"""How often it is looked whether something is new."""
CALL_EVERY_S = 2.0
"""How often neighbours are thought of although nothing is new."""


class Nearby:
    """All of it in the background, from its making until `close`; the counter never waits for it."""

    def __init__(self, office: Office, port: int, *, beacon: bool = True) -> None:
        """Fault `lan.port` when the port is taken."""
        self._office = office
        near = office.neighbourhood
        self._listener = Listener(office.answer_neighbour, lambda: office.neighbourhood.pipe, port)
        self.port = self._listener.port
        self._beacon = Beacon(instance=near.instance, city=near.city, port=self.port) if beacon else None
        self._ending = Event()
        self._hand = Thread(target=self._push, name="nearby", daemon=True)
        self._hand.start()

    def close(self) -> None:
        """Listen no more, and say goodbye."""
        self._ending.set()
        self._hand.join(timeout=15)
        self._office.neighbourhood.close()
        self._listener.close()
        if self._beacon is not None:
            self._beacon.close()

    def _push(self) -> None:
        """At once when something was written; now and then otherwise, for neighbours may have something."""
        seen, idle_s = -1, CALL_EVERY_S
        while not self._ending.wait(LOOK_EVERY_S):
            idle_s += LOOK_EVERY_S
            if self._office.changes() == seen and idle_s < CALL_EVERY_S:
                continue
            seen, idle_s = self._office.changes(), 0.0
            for hint in self._beacon.hints() if self._beacon else ():
                self._office.neighbourhood.hear(hint.urls)
            self._office.neighbourhood.push(self._office.announce)
