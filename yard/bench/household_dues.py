"""`household_dues`: what a quota household owes for a quarter, worked out as at the centre, against reading its acts alone.

A part of the city is worked out: 5,000 households of assorted quotas; the value is one household's, so that 260,000 take
260,000 times as long.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

from central.registry.dues import Sums, work_dues
from schemas.acts import Act
from schemas.rules.quota_record import read_quota
from schemas.rules.shelf import pack_for, shipped_packs
from yard.bench.measure import Measurement, measured, timed

HOUSEHOLDS, WARM = 5_000, 50
ON = date(2026, 10, 1)


def measure() -> Iterator[Measurement]:
    """Households one after another, each with its assessment, some suspended, some invoiced above."""
    random, packs = Random(3), shipped_packs()
    records = [(f"quota/{number:032x}", [_assessment(number, random)]) for number in range(HOUSEHOLDS)]
    sold = {bytes.fromhex(record.partition("/")[2]): random.choice((0, 0, 0, 13_000_000)) for record, _ in records}
    sums = Sums(invoiced=lambda person, _: sold[person], collected=lambda _person, _period: {})
    worked = timed(
        [lambda one=one: list(work_dues([one], sums, ON, lambda day: pack_for(packs, day))) for one in records]
    )
    read = timed([lambda acts=acts: read_quota(acts) for _, acts in records])
    yield measured("household_dues", worked[WARM:], read[WARM:], "its acts read, nothing worked out")


def _assessment(number: int, random: Random) -> Act:
    detail = {
        "notice_no": str(number),
        "first": "2026-07-01",
        "last": "2026-12-31",
        "quota_fen": random.randrange(60, 300) * 100_000,
        "item": random.choice(("goods", "services")),
        "district": "420106",
        "location": "city",
        "filing": "quarter",
        "pit_rate": "0.01",
    }
    return Act(
        id=number.to_bytes(32, "big"), record=f"quota/{number:032x}", name="assess", on="2026-06-20", detail=detail
    )
