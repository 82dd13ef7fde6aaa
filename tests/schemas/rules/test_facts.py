"""Facts of the law that are easily got wrong, each as a counter would meet it; amounts in 分."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.failures import BadInput, Refusal
from schemas.rules import case_of
from tests.schemas.rules.builders import before, changed, due, line, sale, tax

# ---------------------------------------------------------------- limits


@pytest.mark.parametrize(
    "on, gross, exempt",
    [
        ("2018-12-31", 30_900_00, True),
        ("2018-12-31", 30_900_01, False),
        ("2019-01-01", 103_000_00, True),
        ("2019-01-01", 103_000_01, False),
        ("2020-02-29", 103_000_00, True),
        ("2021-04-01", 151_500_00, True),
        ("2021-04-01", 151_500_01, False),
        ("2022-03-31", 151_500_01, False),
        ("2023-01-01", 101_000_00, True),
        ("2025-12-31", 101_000_00, True),
        ("2025-12-31", 101_000_01, False),
        ("2026-01-01", 101_000_00, False),
        ("2026-01-01", 100_999_99, True),
        ("2027-12-31", 101_000_00, False),
    ],
)
@pytest.mark.parametrize("payer", ["household", "small_scale"])
def test_a_months_limit_is_inclusive_until_2025_and_strict_from_2026(
    on: str, gross: int, exempt: bool, payer: str
) -> None:
    found = tax(on, gross, payer=payer)
    assert (found.exempt == "below_period_threshold") is exempt
    assert (found.vat_fen == 0) is exempt


@pytest.mark.parametrize(
    "on, gross, exempt",
    [
        ("2017-06-30", 92_700_00, True),
        ("2017-06-30", 92_700_01, False),
        ("2019-06-30", 309_000_00, True),
        ("2019-06-30", 309_000_01, False),
        ("2021-06-30", 454_500_00, True),
        ("2021-06-30", 454_500_01, False),
        ("2024-06-30", 303_000_00, True),
        ("2024-06-30", 303_000_01, False),
        ("2026-06-30", 303_000_00, False),
        ("2026-06-30", 302_999_99, True),
    ],
)
def test_a_quarters_limit_is_three_months(on: str, gross: int, exempt: bool) -> None:
    found = tax(on, gross, payer="household", period="quarter")
    assert (found.exempt is not None) is exempt
    assert "A9" in found.assumptions


@pytest.mark.parametrize(
    "on, gross, exempt",
    [
        ("2016-05-01", 514_99, True),
        ("2016-05-01", 515_00, False),
        ("2020-02-29", 514_99, True),
        ("2020-02-29", 515_00, False),
        ("2021-04-01", 504_99, True),
        ("2021-04-01", 505_00, False),
        ("2025-12-31", 504_99, True),
        ("2025-12-31", 505_00, False),
        ("2026-01-01", 1009_99, True),
        ("2026-01-01", 1010_00, False),
    ],
)
@pytest.mark.parametrize("item", ["goods", "services", "labour", "transport", "construction"])
def test_a_natural_person_is_tested_by_the_day(on: str, gross: int, exempt: bool, item: str) -> None:
    found = tax(on, gross, item=item)
    assert (found.exempt == "below_day_threshold") is exempt


def test_a_natural_persons_month_does_not_count_for_the_day() -> None:
    assert tax("2026-05-20", 600_00, prior=before(month=50_000_00, quarter=50_000_00)).exempt == "below_day_threshold"


def test_a_households_day_does_not_count_for_its_month() -> None:
    assert tax("2026-05-20", 600_00, payer="household", prior=before(day=900_000_00)).exempt == "below_period_threshold"


@pytest.mark.parametrize("period, name", [("month", "month"), ("quarter", "quarter")])
def test_a_household_is_tested_over_its_own_filing_period(period: str, name: str) -> None:
    other = {"month": "quarter", "quarter": "month"}[name]
    over = {"month": 101_000_00, "quarter": 303_000_00}[name]
    assert tax("2026-05-20", 1, payer="household", period=period, prior=before(**{name: over})).exempt is None
    assert tax("2026-05-20", 1, payer="household", period=period, prior=before(**{other: over})).exempt is not None


# ---------------------------------------------------------------- back-tax


def test_reaching_the_limit_makes_earlier_exempt_sales_owe() -> None:
    assert tax("2026-05-20", 600_00, prior=before(day=410_00)).back_tax_gross_fen == 410_00


def test_earlier_sales_that_were_taxed_already_owe_nothing_again() -> None:
    assert tax("2026-05-20", 600_00, prior=before(day=1010_00)).back_tax_gross_fen == 0
    assert tax("2026-05-20", 600_00, prior=before(day=1009_99)).back_tax_gross_fen == 1009_99


def test_an_exempt_sale_asks_for_no_back_tax() -> None:
    assert tax("2026-05-20", 1_00, prior=before(day=1_00)).back_tax_gross_fen == 0
    assert tax("2022-05-20", 9000_00, prior=before(day=1_00)).back_tax_gross_fen == 0


# ---------------------------------------------------------------- levies by date


@pytest.mark.parametrize(
    "on, rate, exempt",
    [
        ("2016-05-01", "0.03", None),
        ("2020-02-29", "0.03", None),
        ("2020-03-01", None, "hubei_3pct_exempt"),
        ("2021-03-31", None, "hubei_3pct_exempt"),
        ("2021-04-01", "0.01", None),
        ("2022-03-31", "0.01", None),
        ("2022-04-01", None, "small_3pct_exempt_2022"),
        ("2022-12-31", None, "small_3pct_exempt_2022"),
        ("2023-01-01", "0.01", None),
        ("2027-12-31", "0.01", None),
    ],
)
@pytest.mark.parametrize("payer", ["natural_person", "household", "small_scale"])
@pytest.mark.parametrize("item", ["goods", "services", "labour", "transport", "construction"])
def test_hubei_levies_of_three_percent_items(
    on: str, rate: str | None, exempt: str | None, payer: str, item: str
) -> None:
    found = tax(on, 900_000_00, payer=payer, item=item)
    assert (found.rate, found.exempt) == (rate, exempt)


@pytest.mark.parametrize(
    "on, item, rate, vat",
    [
        ("2016-05-01", "nonhousing_rent", "0.05", 10_000_00),
        ("2020-06-15", "nonhousing_rent", "0.05", 10_000_00),
        ("2022-06-15", "nonhousing_rent", "0.05", 10_000_00),
        ("2025-12-31", "nonhousing_rent", "0.05", 10_000_00),
        ("2026-01-01", "nonhousing_rent", "0.03", 6_116_50),
        ("2018-01-01", "housing_rent", "0.015", 3_000_00),
        ("2020-06-15", "housing_rent", "0.015", 3_000_00),
        ("2025-12-31", "housing_rent", "0.015", 3_000_00),
        ("2026-01-01", "housing_rent", "0.015", 3_058_25),
    ],
)
def test_rent_was_never_exempt_by_law_and_never_at_one_percent(on: str, item: str, rate: str, vat: int) -> None:
    found = tax(on, 210_000_00, item=item)
    assert (found.rate, found.exempt, found.vat_fen) == (rate, None, vat)


def test_the_law_follows_the_day_on_which_the_tax_arose() -> None:
    found = tax("2020-03-05", 10_300_00, obligation_on="2020-02-20")
    assert (found.rate, found.pack_id) == ("0.03", "hubei-2019-01-01")


def test_an_invoice_that_comes_first_makes_the_tax_arise() -> None:
    assert tax("2020-02-29", 10_300_00, obligation_on="2020-03-05").rate == "0.03"


# ---------------------------------------------------------------- lump sums of rent


@pytest.mark.parametrize(
    "on, months, gross, exempt",
    [
        ("2018-03-01", 12, 378_000_00, True),
        ("2018-03-01", 12, 378_000_01, False),
        ("2020-03-01", 12, 1_260_000_00, True),
        ("2020-03-01", 12, 1_260_000_01, False),
        ("2021-04-01", 3, 472_500_00, True),
        ("2021-04-01", 3, 472_500_01, False),
        ("2025-03-01", 7, 735_000_00, True),
        ("2025-03-01", 7, 735_000_01, False),
        ("2026-03-01", 12, 1_236_000_00, False),
        ("2026-03-01", 12, 1_235_999_99, True),
    ],
)
@pytest.mark.parametrize("item", ["housing_rent", "nonhousing_rent"])
def test_a_lump_sum_of_rent_counts_by_the_month(on: str, months: int, gross: int, exempt: bool, item: str) -> None:
    found = tax(on, gross, item=item, lease={"months": months})
    assert (found.exempt == "below_period_threshold") is exempt
    assert found.net_fen + found.vat_fen == gross


def test_only_a_natural_persons_rent_is_spread() -> None:
    assert (
        tax("2025-03-01", 1_260_000_00, item="nonhousing_rent", payer="household", lease={"months": 12}).exempt is None
    )
    assert tax("2025-03-01", 1_260_000_00, lease={"months": 2000 // 2}).exempt is None


def test_earlier_rent_of_the_month_counts_with_the_share() -> None:
    prior = before(month=94_500_00)
    assert tax("2025-03-01", 126_000_00, item="nonhousing_rent", lease={"months": 12}, prior=prior).exempt is not None
    taxed = tax("2025-03-01", 126_000_12, item="nonhousing_rent", lease={"months": 12}, prior=prior)
    assert (taxed.exempt, taxed.back_tax_gross_fen) == (None, 94_500_00)


# ---------------------------------------------------------------- charges


def test_the_charges_of_each_place() -> None:
    assert [due(tax("2018-03-01", 10_300_00, place=place))["urban"] for place in ("city", "town", "other")] == [
        21_00,
        15_00,
        3_00,
    ]


@pytest.mark.parametrize("on, local", [("2018-12-31", 4_50), ("2020-02-29", 2_25)])
def test_the_local_charge_was_one_and_a_half_percent(on: str, local: int) -> None:
    assert due(tax(on, 10_300_00))["local_edu"] == local


@pytest.mark.parametrize("on, local", [("2020-12-31", 37_50), ("2021-01-01", 50_00), ("2021-03-31", 50_00)])
def test_the_local_charge_is_two_percent_since_2021(on: str, local: int) -> None:
    assert due(tax(on, 105_000_00, item="nonhousing_rent", prior=before(month=1)))["local_edu"] == local


@pytest.mark.parametrize(
    "on, payer, period, gross, edu",
    [
        ("2018-05-10", "household", "month", 103_000_00, False),
        ("2018-05-10", "household", "month", 103_000_01, True),
        ("2018-05-10", "small_scale", "quarter", 309_000_00, False),
        ("2018-05-10", "small_scale", "quarter", 309_000_01, True),
        ("2026-05-10", "household", "month", 101_000_00, False),
        ("2026-05-10", "household", "month", 101_000_01, True),
        ("2026-05-10", "household", "quarter", 303_000_00, False),
        ("2026-05-10", "household", "quarter", 303_000_02, True),
    ],
)
def test_the_education_charges_have_a_limit_of_their_own(
    on: str, payer: str, period: str, gross: int, edu: bool
) -> None:
    found = tax(on, gross, payer=payer, period=period)
    assert found.vat_fen > 0
    assert {"edu", "local_edu"} <= set(due(found)) if edu else not {"edu", "local_edu"} & set(due(found))
    assert "urban" in due(found)


def test_sales_before_count_for_the_education_charges() -> None:
    prior = before(month=100_000_00)
    assert "edu" in due(tax("2018-05-10", 3_000_01, payer="household", prior=prior))
    assert "edu" not in due(tax("2018-05-10", 3_000_00, payer="household", prior=prior))


def test_a_natural_person_pays_the_education_charges_on_any_sale() -> None:
    assert due(tax("2026-05-10", 1010_00)) == {"vat": 10_00, "urban": 35, "edu": 15, "local_edu": 10}


def test_a_natural_persons_lease_pays_them_too() -> None:
    found = tax("2026-01-01", 103_000_00, item="nonhousing_rent")
    assert {"edu", "local_edu"} <= set(due(found))
    assert "A5=False" in found.assumptions


# ---------------------------------------------------------------- half relief


def test_half_relief_starts_in_2019_and_is_rounded_by_itself() -> None:
    assert due(tax("2018-12-31", 1010_00))["urban"] == 2_06
    assert due(tax("2019-01-01", 1010_00))["urban"] == 1_03
    odd = next(one for one in tax("2024-05-06", 1000_00).taxes if one.tax == "urban")
    assert (odd.due_before_relief_fen, odd.relief_fen, odd.due_fen) == (69, 35, 34)


def test_vat_and_income_tax_are_never_halved() -> None:
    found = tax("2024-05-06", 10_100_00, item="transport", assessed={"pit_rate": "0.015"})
    assert (due(found)["vat"], due(found)["pit"]) == (100_00, 150_00)


# ---------------------------------------------------------------- stamp duty and property tax


@pytest.mark.parametrize(
    "on, gross, stamp",
    [
        ("2018-03-01", 999_99, 1_00),
        ("2018-03-01", 1000_00, 1_00),
        ("2018-03-01", 1044_99, 1_00),
        ("2018-03-01", 1045_00, 1_10),
        ("2018-03-01", 1050_00, 1_10),
        ("2018-03-01", 1234_56, 1_20),
        ("2018-03-01", 1249_60, 1_30),
        ("2022-06-30", 1234_56, 60),
        ("2022-07-01", 1234_56, 61),
        ("2022-07-01", 400, 0),
        ("2022-07-01", 149_99, 7),
    ],
)
def test_stamp_duty_on_a_lease_under_both_laws(on: str, gross: int, stamp: int) -> None:
    assert due(tax(on, gross, item="nonhousing_rent")).get("stamp", 0) == stamp


def test_housing_pays_no_stamp_duty_and_four_percent_property_tax() -> None:
    assert due(tax("2018-03-01", 3000_00, item="housing_rent")) == {"property": 120_00}
    assert due(tax("2019-03-01", 3000_00, item="housing_rent")) == {"property": 60_00}


def test_property_tax_is_on_the_full_rent_where_vat_is_exempt() -> None:
    assert due(tax("2018-03-01", 2100_00, item="nonhousing_rent"))["property"] == 252_00


def test_property_tax_is_on_the_net_where_vat_is_charged() -> None:
    assert due(tax("2018-03-01", 105_000_00, item="nonhousing_rent"))["property"] == 12_000_00
    assert due(tax("2018-03-01", 105_000_00, item="housing_rent"))["property"] == 4_140_00


@pytest.mark.parametrize("item", ["goods", "services", "labour", "transport", "construction"])
def test_nothing_but_leases_pays_stamp_or_property_here(item: str) -> None:
    assert set(due(tax("2018-03-01", 105_000_00, item=item))) == {"vat", "urban", "edu", "local_edu"}


# ---------------------------------------------------------------- individual income tax


@pytest.mark.parametrize("on, collected", [("2018-12-31", True), ("2019-01-01", False), ("2027-01-01", False)])
def test_income_tax_on_labour_pay_is_the_payers_since_2019(on: str, collected: bool) -> None:
    found = tax(on, 10_300_00, item="labour", assessed={"pit_rate": "0.02"})
    assert ("pit" in due(found)) is collected
    assert ("buyer_withholds" in {one.collector for one in found.taxes}) is not collected


def test_a_households_labour_is_its_own_business() -> None:
    found = tax("2024-01-01", 202_000_00, item="labour", payer="household", assessed={"pit_rate": "0.005"})
    assert due(found)["pit"] == 1_000_00


@pytest.mark.parametrize("payer", ["natural_person", "household", "small_scale"])
@pytest.mark.parametrize("item", ["goods", "services", "transport", "construction", "nonhousing_rent"])
@pytest.mark.parametrize("on", ["2018-06-01", "2021-06-01", "2024-06-01", "2026-06-01"])
def test_an_assessed_rate_is_taken_on_the_net(payer: str, item: str, on: str) -> None:
    found = tax(on, 1_030_000_00, payer=payer, item=item, assessed={"pit_rate": "0.01"})
    assert due(found)["pit"] == (found.net_fen + 50) // 100
    assert "A7" in found.assumptions


def test_an_assessed_rate_is_taken_on_all_its_items_together() -> None:
    found = tax("2024-06-01", line(505_55), line(505_55, "services"), assessed={"pit_rate": "0.015"})
    assert found.net_fen == 1001_09
    (pit,) = [one for one in found.taxes if one.tax == "pit"]
    assert (pit.base_fen, pit.due_fen) == (1001_09, 15_02)


def test_labour_pay_among_other_services_is_left_to_its_payer() -> None:
    found = tax("2024-06-01", line(505_00), line(505_00, "labour"), assessed={"pit_rate": "0.02"})
    assert [(one.collector, one.base_fen, one.due_fen) for one in found.taxes if one.tax == "pit"] == [
        ("buyer_withholds", 500_00, 0),
        ("counter", 500_00, 10_00),
    ]


def test_without_an_assessment_there_is_no_income_tax() -> None:
    assert "pit" not in due(tax("2024-06-01", 10_100_00, item="transport"))
    assert "pit" not in due(tax("2024-06-01", 3_000_00, item="housing_rent"))


@pytest.mark.parametrize(
    "on, item, gross, pit",
    [
        ("2024-03-01", "housing_rent", 3000_00, 214_00),
        ("2026-03-01", "nonhousing_rent", 5000_00, 751_60),
        ("2018-03-01", "nonhousing_rent", 900_00, 0),
        ("2018-03-01", "nonhousing_rent", 912_00, 31),
        ("2019-03-01", "housing_rent", 4081_63, 320_00),
        ("2019-03-01", "housing_rent", 4081_64, 320_00),
        ("2019-03-01", "housing_rent", 4090_00, 320_66),
        ("2018-03-01", "housing_rent", 21_000_00, 1_612_80),
        ("2025-03-01", "housing_rent", 210_000_00, 16_214_40),
    ],
)
def test_income_tax_on_rent_by_law(on: str, item: str, gross: int, pit: int) -> None:
    found = tax(on, gross, item=item, assessed={"pit_method": "lease_statutory"})
    assert due(found).get("pit", 0) == pit


def test_the_statutory_method_is_for_rent_only() -> None:
    with pytest.raises(BadInput) as caught:
        tax("2024-03-01", 3000_00, assessed={"pit_method": "lease_statutory"})
    assert (caught.value.code, caught.value.field) == ("rules.pit_method", "assessed.pit_method")


# ---------------------------------------------------------------- refusals


@pytest.mark.parametrize("on, gone", [("2016-04-30", "< 2016-05-01"), ("2028-01-01", "> 2027-12-31")])
def test_a_day_without_law_is_refused_by_name(on: str, gone: str) -> None:
    with pytest.raises(Refusal) as caught:
        tax(on, 100_00)
    assert (caught.value.code, caught.value.params["missing"]) == ("rules.not_covered", gone)


def test_a_units_housing_is_refused_by_name() -> None:
    with pytest.raises(Refusal) as caught:
        tax("2024-01-01", 100_00, item="housing_rent", payer="small_scale")
    assert caught.value.code == "rules.not_covered"
    assert "housing_rent" in str(caught.value.params["missing"])
    assert "small_scale" in str(caught.value.params["missing"])


def test_items_of_different_rates_are_refused_together() -> None:
    for other in ("nonhousing_rent", "housing_rent"):
        with pytest.raises(Refusal) as caught:
            tax("2024-01-01", line(100_00), line(100_00, other))
        assert caught.value.code == "rules.mixed_rates"


def test_items_of_one_rate_go_together() -> None:
    assert tax("2024-01-01", line(505_00), line(505_00, "services")).vat_fen == 10_00


@pytest.mark.parametrize("item", ["goods", "labour", "nonhousing_rent"])
def test_a_natural_persons_sale_to_a_unit_is_withheld_from_november_2026(item: str) -> None:
    assert tax("2026-10-31", 2000_00, item=item, buyer="unit").total_fen > 0
    with pytest.raises(Refusal) as caught:
        tax("2026-11-01", 2000_00, item=item, buyer="unit")
    assert (caught.value.code, caught.value.field) == ("rules.withholding_agent", "invoices.0.buyer.kind")
    assert "2026年第28号" in str(caught.value.params["documents"])


def test_the_day_on_which_the_tax_arose_decides_on_withholding() -> None:
    assert tax("2026-11-02", 2000_00, buyer="unit", obligation_on="2026-10-31").total_fen > 0


def test_others_sell_to_units_as_before() -> None:
    assert tax("2026-11-01", 2000_00).total_fen > 0
    assert tax("2026-11-01", 200_000_00, payer="household", buyer="unit").total_fen > 0
    assert tax("2026-11-01", 200_000_00, payer="small_scale", buyer="unit").total_fen > 0


@pytest.mark.parametrize("reason", ["境外", "overseas"])
def test_a_unit_abroad_withholds_nothing(reason: str) -> None:
    abroad = {"kind": "unit", "name": "Overseas Ltd", "no_id_reason": reason}
    invoices = [{"buyer": abroad, "lines": [line(2000_00)]}]
    assert tax("2026-11-01", 1, invoices=invoices).total_fen > 0
    with pytest.raises(Refusal):
        tax("2026-11-01", 1, invoices=[{"buyer": abroad | {"no_id_reason": "政府机关"}, "lines": [line(2000_00)]}])


@pytest.mark.parametrize(
    "reason, kept", [(None, None), ("境外", "境外"), ("government", "government"), ("a friend, 13900000000", "other")]
)
def test_a_case_keeps_no_words_that_a_person_typed(reason: str | None, kept: str | None) -> None:
    buyer = {"kind": "unit", "name": "Overseas Ltd"} | ({"no_id_reason": reason} if reason else {})
    case = case_of(sale("2026-11-01", 1, invoices=[{"buyer": buyer, "lines": [line(2000_00)]}]))
    assert case.invoices[0][0].no_id_reason == kept


def test_another_province_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        tax("2024-01-01", 100_00, district="430102")
    assert (caught.value.code, caught.value.field) == ("rules.territory", "district")


def test_a_registered_payer_has_a_filing_period() -> None:
    with pytest.raises(BadInput) as caught:
        tax("2024-01-01", 100_00, taxpayer={"kind": "household", "name": "户", "id": "92420102MA4K000153"})
    assert (caught.value.code, caught.value.field) == ("rules.period_missing", "taxpayer.period")


# ---------------------------------------------------------------- goods and services apart, until 2018


def test_goods_and_services_were_counted_apart_until_2018() -> None:
    both = (line(30_900_00), line(30_900_00, "services"))
    assert tax("2018-12-31", *both, payer="household").exempt == "below_period_threshold"
    assert tax("2019-01-01", line(103_000_00), line(1, "services"), payer="household").exempt is None


def test_one_group_over_and_one_under_make_two_applications() -> None:
    with pytest.raises(Refusal) as caught:
        tax("2018-12-31", line(30_900_01), line(1_00, "services"), payer="household")
    assert (caught.value.code, caught.value.params["limit"]) == ("rules.apart", "30,000.00")


def test_more_than_two_groups_may_be_counted_apart() -> None:
    def three_groups(data: dict[str, Any]) -> None:
        rest = ["services", "labour", "construction", "housing_rent", "nonhousing_rent"]
        data["thresholds"][2]["apart"] = [["goods"], ["transport"], rest]

    pack = changed("2016-05-01", three_groups)
    each = (line(30_900_00), line(30_900_00, "transport"), line(30_900_00, "construction"))
    assert tax("2018-12-31", *each, payer="household", pack=pack).exempt == "below_period_threshold"
    with pytest.raises(Refusal):
        tax("2018-12-31", *each, payer="household")


def test_all_services_are_one_group() -> None:
    found = tax("2018-12-31", line(20_000_00, "transport"), line(20_000_00, "construction"), payer="household")
    assert found.exempt is None
