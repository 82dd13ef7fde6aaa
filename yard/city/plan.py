"""What happens in the city, and what is planted there: worked out from a seed before anything is written. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from random import Random

KINDS = (
    "missing_at_bank",
    "missing_in_ledger",
    "amount_differs",
    "duplicate",
    "void_paid",
    "paid_not_issued",
    "issued_not_paid",
    "refund_not_booked",
    "late",
    "deposit_short",
    "deposit_missing",
    "drawer",
)
"""What is planted at a site: the classes of 对账差异清单, a refund not booked, a deposit counted otherwise or never told."""
CASH_EVERY, LATE_AT = 3, 1
"""Sites whose number leaves 0 take cash each day and deposit it; those that leave `LATE_AT` never do, but for a plant."""
OF_CASH = ("deposit_short", "deposit_missing")
SHORT_FEN = 100


@dataclass(frozen=True, slots=True)
class Scene:
    """How large a run is; `differences` are planted over sites and days."""

    seed: int
    sites: int
    days: int
    sales: int
    differences: int
    late_sites: int
    hostile_sites: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The days, what is planted at (site, day), who comes days late, who is hostile, on which days a fee is taken off."""

    days: tuple[str, ...]
    planted: dict[tuple[int, str], str]
    late: dict[tuple[int, str], int]
    hostile: frozenset[int]
    fee_taken: frozenset[str]


def planned(scene: Scene) -> Plan:
    """The plan of a scene; each kind stands about as often as any other."""
    chance = Random(scene.seed)
    first = date(2026, 6, 1)
    days = tuple((first + timedelta(days=number)).isoformat() for number in range(scene.days))
    free = list(product(range(scene.sites), days))
    chance.shuffle(free)
    planted = dict(_plants(free, scene.differences))
    coming = chance.sample(range(scene.sites), min(scene.late_sites, scene.sites))
    late = {(site, chance.choice(days[:-1])): chance.randint(1, 3) for site in coming if len(days) > 1}
    hostile = frozenset(chance.sample(range(scene.sites), min(scene.hostile_sites, scene.sites)))
    return Plan(days, planted, late, hostile, frozenset(days[2::7]))


def _plants(free: list[tuple[int, str]], count: int) -> Iterator[tuple[tuple[int, str], str]]:
    """Kinds in turn, each at a place where it can happen; cash that is kept back once a site, so that nothing covers it later."""
    kept_back: set[int] = set()
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        for place in free:
            site = place[0]
            fits = site % CASH_EVERY == (0 if kind in OF_CASH else LATE_AT) or kind not in (*OF_CASH, "late")
            if fits and not (kind == "late" and site in kept_back):
                free.remove(place)
                kept_back.update([site] if kind == "late" else [])
                yield place, kind
                break
