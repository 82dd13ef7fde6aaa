"""The engine and a second, plain reckoning of the same law agree on thousands of applications by chance."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import pytest

from schemas.application import parse_application
from schemas.failures import Refusal
from schemas.rules import Prior, obligation_day, pack_for, quote, shipped_packs
from tests.schemas.rules.plain import No, reckon
from yard.chance import a_prior, an_application

APPLICATIONS = 3000
LEGAL = Path(__file__).parents[2] / "conformance" / "legal"


def engine(data: dict[str, Any], prior: dict[str, int]) -> dict[str, Any] | str:
    application = parse_application(data)
    try:
        found = quote(
            application,
            Prior(prior["day_gross_fen"], prior["month_gross_fen"], prior["quarter_gross_fen"]),
            pack_for(shipped_packs(), obligation_day(application)),
        )
    except Refusal as refusal:
        return refusal.code
    taxes: dict[str, int] = {}
    for line in found.taxes:
        if line.collector == "counter" and line.due_fen:
            taxes[line.tax] = taxes.get(line.tax, 0) + line.due_fen
    return {
        "net_fen": found.net_fen,
        "vat_fen": found.vat_fen,
        "rate": found.rate,
        "exempt": found.exempt,
        "taxes": taxes,
        "total_fen": found.total_fen,
        "back_tax_gross_fen": found.back_tax_gross_fen,
        "lines": [line for invoice in found.invoices for line in invoice.lines],
    }


def plain(data: dict[str, Any], prior: dict[str, int]) -> dict[str, Any] | str:
    try:
        return reckon(data, prior)
    except No as refusal:
        return str(refusal)


@pytest.mark.parametrize("seed", range(6))
def test_two_reckonings_agree(seed: int) -> None:
    dice = Random(seed)
    for _ in range(APPLICATIONS // 6):
        data, prior = an_application(dice), a_prior(dice)
        assert engine(data, prior) == plain(data, prior), (data, prior)


def test_chance_meets_every_kind_of_answer() -> None:
    """The applications by chance are worth something only if they come to every exemption, rate and refusal."""
    dice, met = Random(1), set[str | None]()
    for _ in range(APPLICATIONS):
        answer = plain(an_application(dice), a_prior(dice))
        met |= {answer} if isinstance(answer, str) else {answer["exempt"], answer["rate"], *answer["taxes"]}
    assert met >= {"below_day_threshold", "below_period_threshold", "hubei_3pct_exempt", "small_3pct_exempt_2022"}
    assert met >= {"0.01", "0.03", "0.05", "0.015", "pit", "stamp", "property", "urban", "edu", "local_edu"}
    assert met >= {"rules.mixed_rates", "rules.apart", "rules.withholding_agent", "rules.housing_net_price"}
    assert met >= {"rules.not_covered"}


def test_the_plain_reckoning_gives_every_worked_case_too() -> None:
    for name in ("tax", "lines"):
        for row in (LEGAL / f"{name}.jsonl").read_text("utf-8").splitlines():
            case = json.loads(row)
            expected = case["expect"]
            found = reckon(case["application"], case["application"]["prior"])
            assert {key: found[key] for key in expected if key != "invoices"} == {
                key: value for key, value in expected.items() if key != "invoices"
            }, case["id"]
