"""Every printed formula gives the printed figure, for every line of every worked case that the packs cover."""

from __future__ import annotations

import json
import re
from fractions import Fraction

import pytest

from schemas.application import parse_application
from schemas.failures import Refusal
from schemas.money import half_up
from schemas.rules import Prior, pack_for, quote
from schemas.rules.shelf import shipped_packs
from station.ui.explaining import Step, steps
from station.ui.rates import percent
from station.ui.speech import Speech
from tests.house.reading import HOUSE

CASES = [json.loads(line) for line in (HOUSE / "tests/conformance/legal/tax.jsonl").read_text("utf-8").splitlines()]
FIGURE = r"-?[\d,]+\.?\d*"


def fen(figure: str) -> Fraction:
    return Fraction(figure.replace(",", "")) * 100


def holds(step: Step) -> bool:
    """Whether a formula gives its result; a step without figures in its formula has nothing to hold."""
    found = re.fullmatch(rf"({FIGURE}) ([-÷×]) ({FIGURE})(%?)", step.formula)
    if not found:
        return True
    left, sign, right, per_cent = fen(found[1]), found[2], Fraction(found[3].replace(",", "")), found[4]
    if sign == "-":
        return left - right * 100 == fen(step.result)
    worked = left / right if sign == "÷" else left * right / (100 if per_cent else 1)
    return half_up(worked) == fen(step.result)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_every_formula_gives_its_figure(case: dict) -> None:
    asked = parse_application(case["application"])
    try:
        pack = pack_for(shipped_packs(), asked.obligation_on or asked.on)
        worked = quote(asked, Prior(**(case["application"].get("prior") or {})), pack).to_json()
    except (Refusal, TypeError):
        pytest.skip("not covered, or bounded")
    gross = sum(line.charged_fen for invoice in asked.invoices for line in invoice.lines)
    for line in worked["taxes"]:
        told = steps(worked, line, gross, Speech())
        assert [step for step in told if not holds(step)] == []
        assert sum(step.strong for step in told) == 1


@pytest.mark.parametrize(
    ("rate", "read"), [("0.01", "1%"), ("0.015", "1.5%"), ("0.0003", "0.03%"), ("0.05", "5%"), (None, "·")]
)
def test_a_rate_is_read_in_per_cent(rate: str | None, read: str) -> None:
    assert percent(rate) == read
