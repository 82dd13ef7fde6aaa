"""Five street stations, a centre and a quarter of working days; two of them are cut off on every third day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from heapq import heapify, heappop, heappush
from pathlib import Path
from random import Random
from time import perf_counter

from central.registry.grants import Numbers, grant_numbers
from schemas.instants import CHINA
from schemas.rules.shelf import known_pack, shipped_packs
from yard.demo.settings import STREET
from yard.fakes.identity import SeededIdentity
from yard.fakes.virtual_clock import Timeline, VirtualClock
from yard.quarter.desk import Desk
from yard.quarter.log import Log
from yard.quarter.people import ROLLS, SHEETS, Neighbour, Script
from yard.town import Town

FIRST, LAST = date(2026, 7, 1), date(2026, 9, 30)
CUT_EVERY, CUT_STATIONS = 3, 2
MOST_ROUNDS = 30
"""After the last day: how often all speak with the centre, until everybody has been served."""
_FORMS = 100_000
_MORNING_H = 8

Told = Callable[[int, int], None]
"""Hears after each day which one of how many it was."""


def working_days(step: int = 1) -> list[date]:
    """The working days of the quarter by the law's own calendar, or every so-many-th of them."""
    pack = known_pack(shipped_packs(), FIRST)
    assert pack is not None, "the quarter has a law"
    span = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    return [day for day in span if not pack.calendar.rests(day)][::step]


class World:
    """The quarter in one process: real offices with their encrypted files, a real centre, exchanges of real bytes."""

    def __init__(self, folder: Path, seed: int, stations: int, households: int, step: int = 1) -> None:
        self.log, self.days = Log(), working_days(step)
        self.timeline = Timeline(_morning(self.days[0]))
        self.town = Town(folder, VirtualClock(self.timeline), SeededIdentity(f"quarter/{seed}"))
        self.desks = [self._station(number) for number in range(1, stations + 1)]
        self.chance = Random(seed)
        self.syncing_s = 0.0
        people = [Neighbour(self.log, seed, number, stations, len(self.days)) for number in range(households)]
        scripts = [(one.life.number, one.live()) for one in people]
        self._coming = [(*next(script), number, script) for number, script in scripts]
        heapify(self._coming)

    def run(self, told: Told) -> None:
        """Every day: people come, then whoever has a line speaks with the centre; at the end all do, until nobody waits."""
        for place, day in enumerate(self.days):
            self._open(day)
            self._serve(place)
            cut = set(self.chance.sample(range(len(self.desks)), min(CUT_STATIONS, len(self.desks) - 1)))
            away = cut if place % CUT_EVERY == CUT_EVERY - 1 else set[int]()
            self._evening([desk for number, desk in enumerate(self.desks) if number not in away])
            told(place + 1, len(self.days))
        self._open(LAST)
        for _ in range(MOST_ROUNDS):
            self._evening(self.desks)
            self._serve(len(self.days))
            if not self._coming:
                break
        self._evening(self.desks)
        self._evening(self.desks)

    @property
    def waiting(self) -> int:
        """How many have not come to their end."""
        return len(self._coming)

    def close(self) -> None:
        """Close every file."""
        for desk in self.desks:
            desk.office.close()
        self.town.centre.close()

    def _station(self, number: int) -> Desk:
        site = replace(STREET, site=f"420106-S{number:04d}", district="420106", name=f"样例街道税务服务站{number}")
        office = self.town.settle(site, f"station-{number}")
        with self.town.centre.desk() as desk:
            for code in (SHEETS, ROLLS):
                numbers = Numbers(stock="supply", source="specimen", code=code, count=_FORMS, width=8)
                grant_numbers(desk, desk, site.site, numbers)
        office.sync()
        return Desk(site, office, self.timeline)

    def _open(self, day: date) -> None:
        self.timeline.ms = max(self.timeline.ms, _morning(day))
        for desk in self.desks:
            desk.on = day.isoformat()

    def _serve(self, place: int) -> None:
        """All who come on or before this day. Nobody comes after the last one: then each waits for the next exchange."""
        late: list[tuple[int, int, int, Script]] = []
        ended = place >= len(self.days) - 1
        while self._coming and self._coming[0][0] <= place:
            _, where, number, script = heappop(self._coming)
            try:
                day, at = script.send(self.desks[where])
            except StopIteration:
                continue
            if ended:
                late.append((day, at, number, script))
            else:
                heappush(self._coming, (day, at, number, script))
        for one in late:
            heappush(self._coming, one)

    def _evening(self, desks: list[Desk]) -> None:
        began = perf_counter()
        for desk in desks:
            desk.office.sync()
        self.syncing_s += perf_counter() - began


def _morning(day: date) -> int:
    """Milliseconds at eight o'clock in China."""
    return int(datetime(day.year, day.month, day.day, _MORNING_H, tzinfo=CHINA).timestamp() * 1_000)
