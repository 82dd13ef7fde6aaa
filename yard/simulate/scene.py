"""What one run is about: its seed, its size, and how rough its world is. Everything else follows from these."""

from __future__ import annotations

from dataclasses import dataclass, field

from yard.fakes.lossy_link import Weather


@dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """How often each thing happens to a station in a day, on average."""

    sync: float = 5.0
    neighbour: float = 0.4
    courier: float = 0.1
    loan: float = 0.5
    stick: float = 0.12
    power_cut: float = 1.2
    disk_full: float = 0.3
    clock_jump: float = 0.5
    partition: float = 0.5
    backup: float = 0.4
    restore: float = 0.15
    clone: float = 0.05
    broken: float = 0.05
    stolen: float = 0.1
    centre_power_cut: float = 0.3
    hostile: float = 0.6


def bad_line() -> Weather:
    """A line on which one exchange in four has some trouble."""
    return Weather(drop_request=0.05, drop_reply=0.06, delay=0.05, double=0.06, truncate=0.03, flip=0.03)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One run. The same scene gives the same run, to the byte."""

    seed: int
    stations: int = 5
    days: int = 3
    sales: int = 20
    plant: str = ""
    rates: Rates = field(default_factory=Rates)
    weather: Weather = field(default_factory=bad_line)
