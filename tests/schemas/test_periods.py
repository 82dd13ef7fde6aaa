"""Business days, periods and due dates, with the tax administration's own table of 2024 as the judge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.failures import BadInput, Refusal
from schemas.periods import HolidayCalendar, TaxPeriod, days_late, due_on, period_of, read_day
from schemas.words import explain


def spell(year: int, *spans: str) -> frozenset[date]:
    """Days from spans such as `02-10..02-17` or `02-04`."""
    days: set[date] = set()
    for span in spans:
        first, _, last = span.partition("..")
        start, end = (date.fromisoformat(f"{year}-{day}") for day in (first, last or first))
        days |= {start + timedelta(days=offset) for offset in range((end - start).days + 1)}
    return frozenset(days)


IN_2024 = HolidayCalendar(
    years=frozenset({2023, 2024, 2025}),
    holidays=spell(
        2024, "01-01", "02-10..02-17", "04-04..04-06", "05-01..05-05", "06-08..06-10", "09-15..09-17", "10-01..10-07"
    ),
    worked=spell(2024, "02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"),
)

# ---------------------------------------------------------------- days


def test_a_day_is_read_in_one_spelling() -> None:
    assert read_day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "text",
    ["2025-02-31", "2025-02-29", "20250228", "2025-2-3", "2025-W10-1", "2025-03-14T00:00", " 2025-03-14", "", None, 5],
)
def test_a_day_in_any_other_spelling_is_refused(text: object) -> None:
    with pytest.raises(BadInput) as caught:
        read_day(text, "on")
    assert (caught.value.code, caught.value.field) == ("periods.day", "on")
    assert explain(caught.value)


@pytest.mark.parametrize("text", ["1993-12-31", "2100-01-01", "0001-01-01", "9999-12-31"])
def test_a_day_outside_the_time_of_these_taxes_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match=r"periods\.day_range"):
        read_day(text, "on")


# ---------------------------------------------------------------- periods


@pytest.mark.parametrize(
    ("kind", "day", "name", "first", "last"),
    [
        ("day", "2026-09-18", "2026-09-18", "2026-09-18", "2026-09-18"),
        ("month", "2024-02-10", "2024-02", "2024-02-01", "2024-02-29"),
        ("month", "2025-12-31", "2025-12", "2025-12-01", "2025-12-31"),
        ("quarter", "2026-09-18", "2026Q3", "2026-07-01", "2026-09-30"),
        ("quarter", "2025-12-01", "2025Q4", "2025-10-01", "2025-12-31"),
    ],
)
def test_a_period_has_its_name_and_its_ends(kind: str, day: str, name: str, first: str, last: str) -> None:
    period = period_of(kind, date.fromisoformat(day))  # type: ignore[arg-type]  # the table holds the three kinds
    assert (str(period), str(period.first), str(period.last)) == (name, first, last)


@given(st.sampled_from(["day", "month", "quarter"]), st.dates(date(1994, 1, 1), date(2099, 12, 30)))
def test_periods_of_a_kind_cover_every_day_once(kind: str, day: date) -> None:
    period = period_of(kind, day)  # type: ignore[arg-type]  # one of the three kinds
    assert day in period
    after = period_of(kind, period.last + timedelta(days=1))  # type: ignore[arg-type]  # one of the three kinds
    assert after.first == period.last + timedelta(days=1)
    assert period_of(kind, period.first) == period_of(kind, period.last) == period  # type: ignore[arg-type]  # the same


# ---------------------------------------------------------------- due dates


@pytest.mark.parametrize(
    ("month", "due"),
    [
        ("2023-12", "2024-01-15"),
        ("2024-01", "2024-02-23"),
        ("2024-02", "2024-03-15"),
        ("2024-03", "2024-04-18"),
        ("2024-04", "2024-05-22"),
        ("2024-05", "2024-06-19"),
        ("2024-06", "2024-07-15"),
        ("2024-07", "2024-08-15"),
        ("2024-08", "2024-09-18"),
        ("2024-09", "2024-10-24"),
        ("2024-10", "2024-11-15"),
        ("2024-11", "2024-12-16"),
    ],
)
def test_due_dates_are_those_of_the_published_table_of_2024(month: str, due: str) -> None:
    period = period_of("month", date.fromisoformat(month + "-01"))
    assert due_on(period, IN_2024) == date.fromisoformat(due)


def test_a_quarter_is_due_when_its_last_month_is() -> None:
    assert due_on(period_of("quarter", date(2024, 8, 1)), IN_2024) == date(2024, 10, 24)


def test_a_year_without_an_announced_calendar_is_refused_and_not_guessed() -> None:
    with pytest.raises(Refusal, match=r"periods\.calendar_missing") as caught:
        due_on(period_of("month", date(2026, 9, 1)), IN_2024)
    assert explain(caught.value)


@given(st.dates(date(2023, 6, 1), date(2024, 11, 30)), st.integers(0, 30))
def test_working_days_added_are_working_days_counted(day: date, count: int) -> None:
    end = IN_2024.add_working_days(day, count)
    assert not IN_2024.rests(end)
    between = IN_2024.working_days(day + timedelta(days=1), end)
    assert between == count or (count == 0 and IN_2024.rests(day) and between == 1)


@pytest.mark.parametrize(
    ("paid", "days"), [("2024-01-10", 0), ("2024-01-15", 0), ("2024-01-16", 1), ("2024-02-15", 31)]
)
def test_the_surcharge_runs_from_the_day_after_the_due_day(paid: str, days: int) -> None:
    assert days_late(date(2024, 1, 15), date.fromisoformat(paid)) == days


def test_a_period_is_its_own_key() -> None:
    assert {TaxPeriod("day", date(2026, 9, 18), date(2026, 9, 18))} == {period_of("day", date(2026, 9, 18))}
