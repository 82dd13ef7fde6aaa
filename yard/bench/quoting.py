"""`quote`: one application worked out in process, against reading and writing it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator

from schemas.application import parse_application
from schemas.rules.assess import quote
from schemas.rules.case import obligation_day
from schemas.rules.prior import Prior
from schemas.rules.shelf import pack_for, shipped_packs
from yard.bench.ground import ON
from yard.bench.measure import Measurement, measured, timed
from yard.bench.sales import sale

QUOTES, WARM = 5_000, 200


def measure() -> Iterator[Measurement]:
    """From loaded JSON to the contract's answer."""
    packs = shipped_packs()

    def work(given: dict[str, object]) -> dict[str, object]:
        application = parse_application(given)
        pack = pack_for(packs, obligation_day(application))
        return quote(application, Prior.from_application(application), pack).to_json()

    sales = [sale(number, ON) for number in range(QUOTES + WARM)]
    worked = timed([lambda given=given: work(given) for given in sales])
    read = timed([lambda given=given: json.loads(json.dumps(given)) for given in sales])
    yield measured("quote", worked[WARM:], read[WARM:], "the same application through json.dumps and json.loads")
