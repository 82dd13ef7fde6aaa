"""The tables of the shipped packs against the documents that they were taken from, written out once more."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from schemas.rules import Pack, pack_for, shipped_packs
from schemas.rules.law import law_for
from tests.schemas.rules.builders import changed, due, tax

PACKS = shipped_packs()
ALL = [pytest.param(pack, id=pack.id) for pack in PACKS]

HOLIDAYS = {
    2016: ("1/1 2/7-13 4/4 5/1-2 6/9-11 9/15-17 10/1-7", "2/6 2/14 6/12 9/18 10/8-9"),
    2017: ("1/1-2 1/27-2/2 4/2-4 5/1 5/28-30 10/1-8", "1/22 2/4 4/1 5/27 9/30"),
    2018: ("1/1 2/15-21 4/5-7 4/29-5/1 6/18 9/24 10/1-7", "2/11 2/24 4/8 4/28 9/29-30"),
    2019: ("1/1 2/4-10 4/5 5/1-4 6/7 9/13 10/1-7", "2/2-3 4/28 5/5 9/29 10/12"),
    2020: ("1/1 1/24-2/2 4/4-6 5/1-5 6/25-27 10/1-8", "1/19 4/26 5/9 6/28 9/27 10/10"),
    2021: ("1/1-3 2/11-17 4/3-5 5/1-5 6/12-14 9/19-21 10/1-7", "2/7 2/20 4/25 5/8 9/18 9/26 10/9"),
    2022: ("1/1-3 1/31-2/6 4/3-5 4/30-5/4 6/3-5 9/10-12 10/1-7", "1/29-30 4/2 4/24 5/7 10/8-9"),
    2023: ("1/1-2 1/21-27 4/5 4/29-5/3 6/22-24 9/29-10/6", "1/28-29 4/23 5/6 6/25 10/7-8"),
    2024: ("1/1 2/10-17 4/4-6 5/1-5 6/10 9/15-17 10/1-7", "2/4 2/18 4/7 4/28 5/11 9/14 9/29 10/12"),
    2025: ("1/1 1/28-2/4 4/4-6 5/1-5 5/31-6/2 10/1-8", "1/26 2/8 4/27 9/28 10/11"),
    2026: ("1/1-3 2/15-23 4/4-6 5/1-5 6/19-21 9/25-27 10/1-7", "1/4 2/14 2/28 5/9 9/20 10/10"),
}
"""国务院办公厅关于各年节假日安排的通知: rest days and days worked instead, as month/day."""


def days_of(year: int, text: str) -> set[date]:
    """`5/1-4` and `1/27-2/2` as days."""
    days: set[date] = set()
    for span in text.split():
        start, _, end = span.partition("-")
        month, day = map(int, start.split("/"))
        first = date(year, month, day)
        last = first
        if end:
            last_month, last_day = map(int, end.split("/")) if "/" in end else (month, int(end))
            last = date(year, last_month, last_day)
        days |= {first + timedelta(days=offset) for offset in range((last - first).days + 1)}
    return days


@pytest.mark.parametrize("pack", ALL)
def test_the_holidays_are_those_of_the_yearly_notices(pack: Pack) -> None:
    """A notice may begin in the December before its year; those days are tried below."""
    for year in pack.calendar.years:
        off, worked = HOLIDAYS[year]
        assert {day for day in pack.calendar.holidays if day.year == year} | DECEMBER == days_of(year, off) | DECEMBER
        assert {day for day in pack.calendar.worked if day.year == year} | DECEMBER == days_of(year, worked) | DECEMBER


DECEMBER = {date(2018, 12, 29), date(2018, 12, 30), date(2018, 12, 31), date(2022, 12, 31)}


@pytest.mark.parametrize("pack", ALL)
def test_a_holiday_that_begins_in_december_is_known(pack: Pack) -> None:
    calendar = pack.calendar
    if 2019 in calendar.years:
        assert {date(2018, 12, 30), date(2018, 12, 31)} <= calendar.holidays
        assert date(2018, 12, 29) in calendar.worked
        assert not {date(2018, 12, 29), date(2018, 12, 28)} & calendar.holidays
    if 2023 in calendar.years:
        assert date(2022, 12, 31) in calendar.holidays
        assert date(2022, 12, 30) not in calendar.holidays


@pytest.mark.parametrize(
    "name, years",
    [
        ("2016-05-01", {2016, 2017, 2018, 2019}),
        ("2019-01-01", {2019, 2020, 2021, 2022, 2023}),
        ("2023-01-01", {2023, 2024, 2025, 2026}),
        ("2026-01-01", {2026}),
    ],
)
def test_the_years_whose_holidays_a_pack_knows(name: str, years: set[int]) -> None:
    assert changed(name, lambda _: None).calendar.years == years


# ---------------------------------------------------------------- stamp duty, for reading

CONTRACTS = {
    "2016-05-01": {"nonhousing_rent": "0.001", "goods": "0.0003", "construction": "0.0003", "transport": "0.0005"},
    "2022-06-30": {"nonhousing_rent": "0.001", "goods": "0.0003", "construction": "0.0003", "transport": "0.0005"},
    "2022-07-01": {"nonhousing_rent": "0.001", "goods": "0.0003", "construction": "0.0003", "transport": "0.0003"},
    "2025-12-31": {"nonhousing_rent": "0.001", "goods": "0.0003", "construction": "0.0003", "transport": "0.0003"},
    "2027-12-31": {"nonhousing_rent": "0.001", "goods": "0.0003", "construction": "0.0003", "transport": "0.0003"},
}


@pytest.mark.parametrize("on", CONTRACTS)
def test_the_stamp_duty_of_each_contract(on: str) -> None:
    day = date.fromisoformat(on)
    rows = [row for row in pack_for(PACKS, day).stamp if row.row.first <= day <= row.row.last]
    assert {row.row.items[0]: row.rate.text for row in rows} == CONTRACTS[on]
    assert {row.row.items[0] for row in rows if row.at_counter} == {"nonhousing_rent"}
    old = day < date(2022, 7, 1)
    for row in rows:
        lease = row.at_counter
        assert (row.least_fen, row.free_below_fen, row.step_fen) == (
            (100, 0, 10) if old and lease else (0, 10, 10) if old else (0, 0, 1)
        )


@pytest.mark.parametrize("on, taxed", [("2022-06-30", True), ("2022-07-01", False)])
def test_movables_sold_by_individuals_are_free_under_the_stamp_law(on: str, taxed: bool) -> None:
    day = date.fromisoformat(on)
    rows = [row for row in pack_for(PACKS, day).stamp if row.row.speaks_of(day, "natural_person", "goods")]
    assert bool(rows) is taxed


def test_stamp_duty_below_ten_fen_was_free() -> None:
    """Were sales contracts stamped at the counter before July 2022: 300 yuan × 0.03 % = 0.09 is free, 316.67 is not."""

    def at_counter(data: dict[str, Any]) -> None:
        data["stamp"][1]["at_counter"] = True

    pack = changed("2016-05-01", at_counter)
    assert "stamp" not in due(tax("2018-01-01", 300_00, pack=pack))
    assert due(tax("2018-01-01", 316_67, pack=pack))["stamp"] == 10
    told = tax("2018-01-01", 300_00, pack=pack).to_json()["why"]
    assert any("不足 0.10 元" in step for step in told)


# ---------------------------------------------------------------- what lies ready for the bureau's answer


@pytest.mark.parametrize(
    "on, rate", [("2018-06-01", 103), ("2021-06-01", 101), ("2024-06-01", 101), ("2026-06-01", 101)]
)
def test_the_education_limit_of_natural_persons_lies_ready(on: str, rate: int) -> None:
    """A5 in each pack: free up to 100,000 a month, 100,000 included."""
    pack = pack_for(PACKS, date.fromisoformat(on))

    def answered(data: dict[str, Any]) -> None:
        data["questions"]["edu12_natural"]["value"] = True

    free = changed(pack.id.removeprefix("hubei-"), answered)
    assert "edu" not in due(tax(on, 100_000 * rate, pack=free))
    assert "edu" in due(tax(on, 100_000 * rate + 1, pack=free))


def test_exempt_education_charges_below_a_strict_limit_read_so() -> None:
    def strict(data: dict[str, Any]) -> None:
        data["charge_exemptions"][0]["test"] = "below"

    pack = changed("2023-01-01", strict)
    assert "edu" in due(tax("2024-06-01", 101_000_01, payer="household", pack=pack))
    found = tax("2024-06-01", 1010_00, payer="household", pack=changed("2023-01-01", _tiny_limit))
    assert any("未达到 20,000.00 元" in step for step in found.to_json()["why"])


def _tiny_limit(data: dict[str, Any]) -> None:
    data["charge_exemptions"][0] |= {"test": "below", "month_fen": 20_000_00}
    data["thresholds"][2] |= {"month_fen": 100_00}


@pytest.mark.parametrize("pack", ALL)
def test_a_quota_may_be_passed_by_a_fifth_and_a_day_costs_five_ten_thousandths(pack: Pack) -> None:
    assert (pack.quota.over_share.text, pack.late_fee.rate.text) == ("0.20", "0.0005")
    assert (pack.desk.year_cap_fen, pack.desk.buyer_code_from) == (120_000_000, date(2017, 7, 1))


@pytest.mark.parametrize("pack", ALL)
def test_a_limit_holds_only_the_amounts_that_it_counts_by(pack: Pack) -> None:
    held = {"day": (True, False, False), "month": (False, True, False), "filing": (False, True, True)}
    for clause in (*pack.thresholds, *pack.charge_exemptions):
        limit = clause.limit
        assert tuple(map(bool, (limit.day_fen, limit.month_fen, limit.quarter_fen))) == held[limit.by]


@pytest.mark.parametrize("pack", ALL)
def test_the_education_limit_is_a_hundred_thousand_a_month(pack: Pack) -> None:
    """财税〔2016〕12号, also where VAT's own limit makes it idle."""
    limits = {one.row.id: one.limit for one in pack.charge_exemptions}
    assert (limits["edu.registered"].month_fen, limits["edu.registered"].quarter_fen) == (100_000_00, 300_000_00)
    assert {limit.test for limit in limits.values()} == {"not_above"}
    assert limits["edu.natural"].month_fen == 100_000_00


@pytest.mark.parametrize("pack", ALL)
def test_the_law_on_rent_has_its_line_at_four_thousand(pack: Pack) -> None:
    rows = {row.row.id: row for row in pack.pit if row.method == "lease_statutory"}
    assert {(row.line_fen, row.flat_fen, row.share and row.share.text) for row in rows.values()} == {
        (4000_00, 800_00, "0.2")
    }
    others = {(row.line_fen, row.flat_fen, row.share, row.rate) for row in pack.pit if row.row.id not in rows}
    assert others == {(0, 0, None, None)}
    assert {name: row.rate and row.rate.text for name, row in rows.items()} == {
        "pit.lease.housing": "0.1",
        "pit.lease.nonhousing": "0.2",
    }


@pytest.mark.parametrize("pack", ALL)
def test_what_the_counter_does_not_work_out_is_said(pack: Pack) -> None:
    said = {(row.tax, item) for row in pack.not_at_counter for item in row.row.items}
    assert {("land_use", "housing_rent"), ("land_use", "nonhousing_rent"), ("stamp", "housing_rent")} <= said


def test_the_household_half_of_income_tax_belongs_to_the_yearly_return() -> None:
    rows = {
        pack.id: [(row.tax, str(row.row.first)) for row in pack.not_at_counter if row.tax == "pit"] for pack in PACKS
    }
    assert rows == {
        "hubei-2016-05-01": [],
        "hubei-2019-01-01": [("pit", "2021-01-01")],
        "hubei-2023-01-01": [("pit", "2023-01-01")],
        "hubei-2026-01-01": [("pit", "2026-01-01")],
    }


def test_the_law_of_a_day_is_looked_up_once() -> None:
    pack = PACKS[-1]
    assert law_for(pack, date(2026, 3, 1), "household", "goods") is law_for(
        pack, date(2026, 9, 1), "household", "goods"
    )
    assert law_for(pack, date(2026, 3, 1), "natural_person", "goods").withholding == ()
    assert len(law_for(pack, date(2026, 11, 1), "natural_person", "goods").withholding) == 1
