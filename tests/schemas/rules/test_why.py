"""The working can be read aloud in both languages, and every printed formula gives the printed figure."""

from __future__ import annotations

import re
from fractions import Fraction
from random import Random

import pytest

from schemas.application import parse_application
from schemas.failures import Refusal
from schemas.money import half_up
from schemas.rules import Prior, Quote, Sums, obligation_day, pack_for, quote, shipped_packs
from schemas.words import catalogue
from tests.schemas.rules.builders import before, line, tax
from yard.chance import a_prior, an_application

LEASE = {"pit_method": "lease_statutory"}
SALES: dict[str, Quote] = {
    "taxed": tax("2024-05-06", 1000_00),
    "exempt": tax("2024-05-06", 100_00),
    "by law": tax("2020-05-06", 9000_00),
    "inclusive": tax("2024-05-06", 100_00, payer="household"),
    "above": tax("2018-05-06", 30_900_01, payer="household"),
    "reached": tax("2026-05-06", 101_000_00, payer="household"),
    "obligation": tax("2024-05-06", 100_00, obligation_on="2024-04-01"),
    "discount": tax("2024-05-06", line(1100_00, discount=100_00)),
    "net": tax("2024-05-06", line(1000_00, net=True)),
    "net exempt": tax("2024-05-06", line(100_00, net=True)),
    "residue": tax("2024-05-06", 100050, 100050, 100050),
    "back-tax": tax("2026-05-20", 600_00, prior=before(day=410_00)),
    "housing": tax("2025-12-31", 120_000_00, item="housing_rent", assessed=LEASE),
    "housing small": tax("2018-12-31", 3_000_00, item="housing_rent", assessed=LEASE),
    "spread": tax("2025-12-31", 120_000_00, item="housing_rent", lease={"months": 12}),
    "stamp old": tax("2022-06-30", 1234_56, item="nonhousing_rent"),
    "stamp least": tax("2022-06-30", 10_00, item="nonhousing_rent"),
    "income tax": tax("2024-05-06", 1000_00, item="transport", assessed={"pit_rate": "0.015"}),
    "withheld": tax("2024-05-06", 1000_00, item="labour"),
    "provisional": tax("2026-05-20", 600_00, prior=Prior(0, 0, 0, Sums(410_00, 0, 0))),
    "certain": tax("2026-05-20", 600_00, prior=Prior(0, 0, 0, Sums(0, 0, 0))),
}
MONEY = r"\d[\d,]*\.\d\d"
LIMIT = rf"此前 ({MONEY}) 元，加本次 ({MONEY}) 元，除以 \(1\+([\d.]+)%\) 得不含税 ({MONEY}) 元"
WRITTEN_APART = {
    "rules.step.late_fee",
    "rules.step.stamp_free",
    "rules.step.charges_exempt_below",
    "rules.step.documents",
}
"""Steps that other tests reach: a changed pack, a late payment."""


def fen(text: str) -> int:
    return int(text.replace(",", "").replace(".", ""))


@pytest.mark.parametrize("name", SALES)
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_every_step_can_be_read_aloud(name: str, language: str) -> None:
    for sentence in SALES[name].to_json(language)["why"]:
        assert sentence.strip()
        assert not re.search(r"[{}_]|\bNone\b", sentence)


def test_all_steps_of_the_catalogue_are_told_somewhere() -> None:
    told = {step.code for found in SALES.values() for step in found.steps}
    known = {code for code in catalogue("zh_CN") if code.startswith("rules.step.")}
    assert known - told == WRITTEN_APART


@pytest.mark.parametrize("name", SALES)
def test_a_step_that_rests_on_a_rule_names_its_documents(name: str) -> None:
    for step in SALES[name].steps:
        assert (step.rule is None) == (not step.cites)
        assert all(document in step.tell() for document in step.cites)
    assert any(step.rule for step in SALES[name].steps)


@pytest.mark.parametrize("name", SALES)
def test_the_working_ends_with_what_is_collected(name: str) -> None:
    steps = SALES[name].steps
    last = steps[-1] if SALES[name].bounds is None else steps[-2]
    assert (last.code, last.values) == ("rules.step.total", {"total_fen": SALES[name].total_fen})


def test_a_step_is_kept_as_data_and_told_in_any_language() -> None:
    step = SALES["housing"].steps[3]
    assert step.to_json() == {
        "code": "rules.step.vat_reduced",
        "values": {
            "gross_fen": 12000000,
            "net_fen": 11828571,
            "vat_fen": 171429,
            "rate": "1.5%",
            "divisor": "5%",
        },
        "rule": "vat.housing",
        "cites": ["财税〔2016〕36号附件2", "国家税务总局公告2016年第16号"],
    }
    assert "1,714.29" in step.tell("zh_CN")
    assert "1,714.29" in step.tell("en")


def wrong_products(sentence: str) -> list[str]:
    """Every `a × r% = c` and `a − b = c` of a sentence that does not hold."""
    wrong: list[str] = []
    for base, rate, result in re.findall(rf"({MONEY}) × ([\d.]+)% = ({MONEY})", sentence):
        if half_up(fen(base) * Fraction(rate) / 100) != fen(result):
            wrong.append(sentence)
    for most, part, result in re.findall(rf"({MONEY}) − ({MONEY}) = ({MONEY})", sentence):
        if fen(most) - fen(part) != fen(result):
            wrong.append(sentence)
    for before_, now, rate, result in re.findall(LIMIT, sentence):
        if half_up((fen(before_) + fen(now)) / (1 + Fraction(rate) / 100)) != fen(result):
            wrong.append(sentence)
    for gross, rate, result in re.findall(rf"({MONEY}) ÷ \(1\+([\d.]+)%\) = ({MONEY})", sentence):
        if half_up(fen(gross) / (1 + Fraction(rate) / 100)) != fen(result):
            wrong.append(sentence)
    return wrong


def test_every_printed_formula_gives_the_printed_figure() -> None:
    dice, seen = Random(31), 0
    for _ in range(600):
        application = parse_application(an_application(dice))
        sums = a_prior(dice)
        try:
            found = quote(application, before(*sums.values()), pack_for(shipped_packs(), obligation_day(application)))
        except Refusal:
            continue
        if application.lease is not None:
            continue
        for step in found.steps:
            assert wrong_products(step.tell()) == []
            seen += 1
    assert seen > 2000


def step_of(name: str, code: str) -> dict[str, int | str]:
    """The values of the one step of that code."""
    (step,) = [step for step in SALES[name].steps if step.code == f"rules.step.{code}"]
    return step.values


def test_prices_are_told_as_they_were_given() -> None:
    assert step_of("discount", "discount") == {"discount_fen": 100_00, "asked_fen": 1000_00, "before_fen": 1100_00}
    assert step_of("discount", "asked") == {"asked_fen": 1000_00, "invoices": 1, "lines": 1}
    assert step_of("net", "tax_added") == {"asked_fen": 1000_00, "added_fen": 10_00, "gross_fen": 1010_00}
    assert step_of("net exempt", "no_tax_added") == {"net_fen": 100_00}
    codes = {step.code for step in SALES["taxed"].steps}
    assert not codes & {
        f"rules.step.{code}" for code in ("discount", "tax_added", "no_tax_added", "spread", "back_tax")
    }


def test_a_spread_is_told_only_for_more_than_one_month() -> None:
    assert step_of("spread", "spread") == {"months": 12, "share_fen": 10_000_00}
    assert "rules.step.spread" not in {step.code for step in SALES["housing"].steps}
    two = tax("2025-12-31", 120_000_00, item="housing_rent", lease={"months": 2})
    assert "rules.step.spread" in {step.code for step in two.steps}
    goods = tax("2025-12-31", 120_000_00, lease={"months": 12})
    assert "rules.step.spread" not in {step.code for step in goods.steps}


def test_an_exemption_of_both_education_charges_is_told_once() -> None:
    found = tax("2018-05-06", 31_000_00, payer="household")
    assert [step.code for step in found.steps].count("rules.step.charges_exempt") == 1


def test_how_stamp_duty_was_rounded_is_told() -> None:
    assert step_of("stamp least", "stamp_least") == {"least_fen": 1_00}
    assert step_of("stamp old", "stamp_rounded") == {"step_fen": 10, "due_fen": 1_20}
    for name, other in (("stamp least", "stamp_rounded"), ("stamp old", "stamp_least")):
        assert f"rules.step.{other}" not in {step.code for step in SALES[name].steps}


def test_four_thousand_after_taxes_is_still_flat() -> None:
    found = tax("2019-03-01", 4081_63, item="housing_rent", assessed=LEASE)
    step = next(step for step in found.steps if "pit" in step.code)
    assert (step.code, step.values["taxes_fen"]) == ("rules.step.pit_lease_flat", 81_63)


def test_the_first_step_names_the_day_of_the_law() -> None:
    same, other = (SALES[name].steps[0] for name in ("taxed", "obligation"))
    assert (same.code, same.values["on"]) == ("rules.step.law", "2024-05-06")
    assert (other.code, other.values["on"], other.values["issued"]) == (
        "rules.step.law_obligation",
        "2024-04-01",
        "2024-05-06",
    )


def test_the_residue_is_told_only_where_there_is_one() -> None:
    codes = {name: [step.code for step in found.steps] for name, found in SALES.items()}
    assert [name for name, steps in codes.items() if "rules.step.residue" in steps] == ["residue"]
    assert next(step for step in SALES["residue"].steps if step.code == "rules.step.residue").values == {
        "residue_fen": 1
    }


def test_of_groups_counted_apart_the_larger_is_told() -> None:
    found = tax("2018-12-31", line(10_300_00), line(20_600_00, "services"), payer="household")
    step = next(step for step in found.steps if step.code == "rules.step.not_above")
    assert step.values["sales_fen"] == 20_000_00


def test_a_limit_that_is_passed_by_less_than_a_fen_does_not_read_as_kept() -> None:
    """12 months at 1,260,000.01: 8⅓ ten-thousandths of a fen a month too much."""
    found = tax("2025-06-01", 126000001, item="nonhousing_rent", lease={"months": 12})
    step = next(step for step in found.steps if step.code == "rules.step.above")
    assert (step.values["sales_fen"], step.values["limit_fen"]) == (10000001, 10000000)
    under = tax("2026-06-01", 123599999, item="nonhousing_rent", lease={"months": 12})
    kept = next(step for step in under.steps if step.code == "rules.step.below")
    assert (kept.values["sales_fen"], kept.values["limit_fen"]) == (9999999, 10000000)
