"""滞纳金 by the day, and due dates moved by the holidays that the packs know."""

from __future__ import annotations

from datetime import date

import pytest

from schemas.failures import Refusal
from schemas.periods import period_of
from schemas.rules import pack_for, shipped_packs
from schemas.rules.late import due_day, lateness
from tests.schemas.rules.builders import changed

PACK = shipped_packs()[-1]


@pytest.mark.parametrize(
    "principal, due, paid, days, fee",
    [
        (30000, "2026-10-26", "2026-10-26", 0, 0),
        (30000, "2026-10-26", "2026-10-20", 0, 0),
        (30000, "2026-10-26", "2026-10-27", 1, 15),
        (30000, "2026-10-26", "2026-11-26", 31, 465),
        (1000, "2026-01-01", "2026-01-02", 1, 1),
        (999, "2026-01-01", "2026-01-02", 1, 0),
        (999, "2026-01-01", "2026-01-03", 2, 1),
        (1_234_567, "2024-02-23", "2024-03-01", 7, 4321),
        (10**13, "2016-06-15", "2026-06-15", 3652, 18_260_000_000_000),
        (0, "2026-01-01", "2026-12-31", 364, 0),
    ],
)
def test_the_surcharge_runs_from_the_day_after_to_the_day_of_payment(
    principal: int, due: str, paid: str, days: int, fee: int
) -> None:
    found = lateness(PACK, principal, date.fromisoformat(due), date.fromisoformat(paid))
    assert (found.days, found.fee_fen) == (days, fee)


def test_the_surcharge_follows_the_rate_of_the_pack() -> None:
    dearer = changed("2026-01-01", lambda data: data["late_fee"].update({"rate_a_day": "0.0003"}))
    assert lateness(dearer, 30000, date(2026, 10, 26), date(2026, 11, 26)).fee_fen == 279


def test_the_surcharge_can_be_read_aloud() -> None:
    found = lateness(PACK, 30000, date(2026, 10, 26), date(2026, 11, 26))
    assert "300.00 × 0.05% × 31 = 4.65" in found.step.tell()
    assert "税收征收管理法§32" in found.step.tell()
    assert "300.00 × 0.05% × 31 = 4.65" in found.step.tell("en")


@pytest.mark.parametrize(
    "period, due",
    [
        ("2016-05", "2016-06-20"),
        ("2018-08", "2018-09-17"),
        ("2019-09", "2019-10-24"),
        ("2021-04", "2021-05-21"),
        ("2024-01", "2024-02-23"),
        ("2024-05", "2024-06-19"),
        ("2024-09", "2024-10-24"),
        ("2025-02", "2025-03-17"),
        ("2026-01", "2026-02-24"),
        ("2026-07", "2026-08-17"),
        ("2026-09", "2026-10-26"),
    ],
)
def test_a_month_is_due_after_fifteen_days_and_its_holidays(period: str, due: str) -> None:
    month = period_of("month", date.fromisoformat(f"{period}-01"))
    assert str(due_day(pack_for(shipped_packs(), month.last), month)) == due


def test_a_quarter_is_due_as_its_last_month_is() -> None:
    quarter, month = (period_of(kind, date(2026, 9, 1)) for kind in ("quarter", "month"))
    assert due_day(PACK, quarter) == due_day(PACK, month)


def test_a_pack_knows_the_holidays_into_which_its_last_period_runs() -> None:
    for pack in shipped_packs()[:-1]:
        assert due_day(pack, period_of("month", pack.last)) > pack.last


def test_a_year_whose_holidays_are_not_announced_is_refused() -> None:
    with pytest.raises(Refusal) as caught:
        due_day(PACK, period_of("month", date(2026, 12, 1)))
    assert (caught.value.code, caught.value.params["year"]) == ("periods.calendar_missing", 2027)


@pytest.mark.parametrize("year", range(2016, 2027))
def test_each_years_holidays_are_those_of_its_arrangement(year: int) -> None:
    """Every year has its seven or eight days of October, and as many days to make up as are worked."""
    calendar = pack_for(shipped_packs(), max(date(year, 6, 1), date(2016, 5, 1))).calendar
    october = [day for day in range(1, 8) if calendar.rests(date(year, 10, day))]
    assert len(october) >= 6
    assert calendar.rests(date(year, 1, 1))
    assert calendar.rests(date(year, 5, 1))
    assert all(not calendar.rests(day) for day in calendar.worked if day.year == year)
    assert all(day.weekday() >= 5 for day in calendar.worked)
