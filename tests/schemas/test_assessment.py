"""A working as it stands in an entry: worked out again from the pack of its day it gives the same bytes."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from schemas import canonical
from schemas.application import parse_application
from schemas.assessment import agrees, assess, reassess
from schemas.entry.kinds import body_of, facts_of
from schemas.facts import TaxAssessed
from schemas.failures import Refusal
from schemas.rules.case import obligation_day
from schemas.rules.prior import Prior
from schemas.rules.shelf import pack_for, shipped_packs
from yard.chance import a_prior, an_application

PACKS = shipped_packs()
ABROAD = {"kind": "unit", "name": "境外测试公司", "no_id_reason": "境外"}


def kept(application: dict[str, Any], prior: dict[str, int]) -> TaxAssessed:
    """The fact as another reads it from the entry's body."""
    read = parse_application(application)
    pack = pack_for(PACKS, obligation_day(read))
    known = Prior(prior["day_gross_fen"], prior["month_gross_fen"], prior["quarter_gross_fen"])
    made, _ = assess(read, known, pack, bytes(16))
    return facts_of(canonical.decode(canonical.encode(body_of([made]))))[0]


def kept_again(fact: TaxAssessed) -> bytes:
    worked = reassess(fact, PACKS)
    assert worked is not None and agrees(fact, worked)
    return canonical.encode(worked.amounts())


@pytest.mark.parametrize("seed", range(4))
def test_any_sale_of_any_year_comes_out_again_byte_for_byte(seed: int) -> None:
    dice, worked = Random(seed), 0
    while worked < 100:
        application, prior = an_application(dice), a_prior(dice)
        try:
            fact = kept(application, prior)
        except Refusal:
            continue
        assert kept_again(fact) == kept_again(fact)
        worked += 1


def test_a_buyer_abroad_is_one_still_when_the_sale_is_worked_out_again() -> None:
    invoices = [{"buyer": ABROAD, "lines": [{"item": "labour", "name": "测试", "gross_fen": 386000}]}]
    application = an_application(Random(1)) | {"on": "2026-11-05", "invoices": invoices}
    for name in ("obligation_on", "lease", "assessed"):
        application.pop(name, None)
    application["taxpayer"] = {"kind": "natural_person", "name": "测试纳税人", "id": "420102195102020010"}
    nothing = {"day_gross_fen": 0, "month_gross_fen": 0, "quarter_gross_fen": 0}
    fact = kept(application, nothing)
    assert fact.quote["total_fen"] > 0
    assert kept_again(fact)
