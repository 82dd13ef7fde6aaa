"""Households with an assessed quota 定期定额户: what a month is taxed on, and the tax of a month or a quarter."""

from __future__ import annotations

from datetime import date

import pytest

from schemas.failures import Refusal
from schemas.periods import period_of
from schemas.rules import pack_for, shipped_packs
from schemas.rules.quota import Base, Household, Month, base_of, quota_after_suspension, tax_on_quota
from schemas.rules.rates import read_rate
from tests.schemas.rules.builders import changed, due

PACK = shipped_packs()[-1]
SHOP = Household(district="420106", place="city", item="goods", period="month")
JULY = date(2026, 7, 1)


def month(quota: int, invoiced: int = 0, declared: int | None = None, first: date = JULY) -> Month:
    return Month(first=first, quota_fen=quota, invoiced_fen=invoiced, declared_fen=declared)


@pytest.mark.parametrize(
    "quota, invoiced, declared, base",
    [
        (100_000_00, 0, None, Base(100_000_00, "quota", False)),
        (100_000_00, 100_000_00, None, Base(100_000_00, "quota", False)),
        (100_000_00, 100_000_01, None, Base(100_000_01, "invoiced", False)),
        (100_000_00, 120_000_00, None, Base(120_000_00, "invoiced", False)),
        (100_000_00, 120_000_01, None, Base(120_000_01, "invoiced", True)),
        (100_000_00, 0, 120_000_00, Base(100_000_00, "quota", False)),
        (100_000_00, 0, 120_000_01, Base(120_000_01, "declared", True)),
        (100_000_00, 130_000_00, 125_000_00, Base(130_000_00, "invoiced", True)),
        (100_000_00, 125_000_00, 130_000_00, Base(130_000_00, "declared", True)),
        (100_000_00, 110_000_00, 115_000_00, Base(110_000_00, "invoiced", False)),
        (100_000_00, 130_000_00, 130_000_00, Base(130_000_00, "declared", True)),
        (0, 5_00, None, Base(5_00, "invoiced", True)),
        (0, 0, None, Base(0, "quota", False)),
    ],
)
def test_a_month_is_taxed_on_what_holds_for_it(quota: int, invoiced: int, declared: int | None, base: Base) -> None:
    assert base_of(PACK, month(quota, invoiced, declared)) == base


def test_a_month_of_which_nothing_is_known_is_its_quota() -> None:
    assert base_of(PACK, Month(first=JULY, quota_fen=0)) == Base(0, "quota", False)


def test_the_share_over_the_quota_is_the_provinces() -> None:
    other = changed("2026-01-01", lambda data: data["quota"].update({"over_share": "0.3"}))
    assert not base_of(other, month(100_000_00, invoiced=130_000_00)).must_declare
    assert base_of(other, month(100_000_00, invoiced=130_000_01)).must_declare


@pytest.mark.parametrize(
    "first, last, quota",
    [
        ("2026-07-01", "2026-07-31", 0),
        ("2026-06-15", "2026-08-15", 0),
        ("2026-07-02", "2026-07-31", 500_00),
        ("2026-07-01", "2026-07-30", 500_00),
        ("2026-08-01", "2026-08-31", 500_00),
    ],
)
def test_a_month_wholly_suspended_has_no_quota(first: str, last: str, quota: int) -> None:
    span = (date.fromisoformat(first), date.fromisoformat(last))
    assert quota_after_suspension(500_00, period_of("month", JULY), [span]) == quota


def test_a_quota_below_the_limit_owes_no_vat() -> None:
    found = tax_on_quota(PACK, SHOP, [month(99_999_99)])
    assert (found.exempt, found.total_fen) == ("below_period_threshold", 0)
    assert {step.code for step in found.steps} == {
        "rules.step.law",
        "rules.step.asked",
        "rules.step.tax_added",
        "rules.step.below",
        "rules.step.no_tax_added",
        "rules.step.total",
    }


def test_a_quota_at_the_limit_owes_vat_without_education_charges() -> None:
    found = tax_on_quota(PACK, SHOP, [month(100_000_00)])
    assert due(found) == {"vat": 1_000_00, "urban": 35_00}


def test_sales_invoiced_over_the_quota_are_taxed() -> None:
    found = tax_on_quota(PACK, SHOP, [month(80_000_00, invoiced=110_000_00)])
    assert due(found) == {"vat": 1_100_00, "urban": 38_50, "edu": 16_50, "local_edu": 11_00}


def test_a_quarter_is_taxed_on_its_three_months_together() -> None:
    shop = Household(district="420106", place="town", item="services", period="quarter", pit_rate=read_rate("0.005"))
    months = [month(100_000_00, first=date(2026, number, 1)) for number in (7, 8, 9)]
    found = tax_on_quota(PACK, shop, months)
    assert due(found) == {"vat": 3_000_00, "urban": 75_00, "pit": 1_500_00}
    assert (found.taxes[0].period_from, found.taxes[0].period_to) == (date(2026, 7, 1), date(2026, 9, 30))


def test_income_tax_is_due_even_where_vat_is_not() -> None:
    shop = Household(district="420106", place="city", item="goods", period="month", pit_rate=read_rate("0.01"))
    assert due(tax_on_quota(PACK, shop, [month(50_000_00)])) == {"pit": 500_00}


def test_an_idle_month_owes_nothing() -> None:
    assert tax_on_quota(PACK, SHOP, [month(0)]).total_fen == 0
    old = pack_for(shipped_packs(), date(2018, 7, 1))
    idle = tax_on_quota(old, SHOP, [month(0, first=date(2018, 7, 1))])
    assert (idle.total_fen, idle.net_fen) == (0, 0)
    assert next(step for step in idle.steps if step.code == "rules.step.not_above").values["sales_fen"] == 0


def test_a_quarter_in_which_the_law_changes_is_worked_out_by_the_month() -> None:
    shop = Household(district="420106", place="city", item="goods", period="quarter")
    pack = pack_for(shipped_packs(), date(2020, 1, 1))
    with pytest.raises(Refusal) as caught:
        tax_on_quota(pack, shop, [month(400_000_00, first=date(2020, number, 1)) for number in (1, 2, 3)])
    assert (caught.value.code, caught.value.params["first"]) == ("rules.quota_mixed", "2020-01-01")


def test_a_quarter_in_which_only_the_document_changes_is_one() -> None:
    """The law on urban maintenance tax took the place of the regulation on 2021-09-01 with the same rates."""
    shop = Household(district="420106", place="city", item="goods", period="quarter")
    pack = pack_for(shipped_packs(), date(2021, 9, 1))
    months = [month(200_000_00, first=date(2021, number, 1)) for number in (7, 8, 9)]
    assert due(tax_on_quota(pack, shop, months))["vat"] == 6_000_00
