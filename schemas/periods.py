"""Business days 营业日, tax periods 税款所属期, due dates moved by holidays, working days. The calendar is handed in.

Which days are holidays is announced year by year (国务院办公厅), so a calendar says for which years it speaks, and a
question about another year is refused rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, TypeAlias

from schemas.failures import BadInput, Refusal

BusinessDay: TypeAlias = date
"""The day 营业日 in whose books an act stands; it is an input, never read from a clock."""

PeriodKind = Literal["day", "month", "quarter"]

DAYS_TO_DECLARE = 15
"""A month's or quarter's tax is declared and paid within this many days of its end (增值税法, 征管法实施细则)."""
LONG_HOLIDAY = 3
"""So many rest days in a row inside the time limit prolong it (征管法实施细则 §109)."""

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EARLIEST, _LATEST = date(1994, 1, 1), date(2099, 12, 31)
_ONE = timedelta(days=1)


def read_day(text: object, field: str | None = None) -> BusinessDay:
    """Read `YYYY-MM-DD` and no other spelling; BadInput `periods.day` for a day that no calendar has."""
    if not isinstance(text, str) or not _ISO_DAY.fullmatch(text):
        raise BadInput("periods.day", field=field)
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise BadInput("periods.day", field=field) from None
    if not _EARLIEST <= day <= _LATEST:
        raise BadInput("periods.day_range", field=field, first=str(_EARLIEST), last=str(_LATEST))
    return day


@dataclass(frozen=True, slots=True)
class TaxPeriod:
    """A tax period 税款所属期: its kind, first day and last day."""

    kind: PeriodKind
    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """`2026-09-18`, `2026-09` or `2026Q3`."""
        if self.kind == "quarter":
            return f"{self.first.year}Q{(self.first.month + 2) // 3}"
        return str(self.first) if self.kind == "day" else f"{self.first:%Y-%m}"


def period_of(kind: PeriodKind, day: date) -> TaxPeriod:
    """The period of `kind` in which `day` lies.

    >>> str(period_of("quarter", date(2026, 9, 18))), str(period_of("month", date(2024, 2, 10)).last)
    ('2026Q3', '2024-02-29')
    """
    if kind == "day":
        return TaxPeriod(kind, day, day)
    months = 3 if kind == "quarter" else 1
    start = day.month - (day.month - 1) % months
    first = date(day.year, start, 1)
    after = date(day.year + (start + months > 12), (start + months - 1) % 12 + 1, 1)
    return TaxPeriod(kind, first, after - _ONE)


@dataclass(frozen=True, slots=True)
class HolidayCalendar:
    """Rest days: weekends and the announced `holidays`, without the weekend days that are `worked` 调休.

    `years` are those for which the announcement is known.
    """

    years: frozenset[int]
    holidays: frozenset[date]
    worked: frozenset[date]

    def rests(self, day: date) -> bool:
        """Whether `day` is a rest day 法定休假日; Refusal `periods.calendar_missing` for a year not announced."""
        if day.year not in self.years:
            raise Refusal("periods.calendar_missing", year=day.year)
        return day in self.holidays or (day.weekday() >= 5 and day not in self.worked)

    def add_working_days(self, day: date, count: int) -> date:
        """The `count`th working day after `day`; with 0, `day` itself or the next working day if it is a rest day."""
        while count or self.rests(day):
            day += _ONE
            if count and not self.rests(day):
                count -= 1
        return day

    def working_days(self, first: date, last: date) -> int:
        """How many working days lie from `first` to `last`, both counted."""
        return sum(not self.rests(day) for day in _days(first, last))


def due_on(period: TaxPeriod, calendar: HolidayCalendar) -> date:
    """The last day to declare and pay a month's or quarter's tax 申报纳税期限 (征管法实施细则 §109).

    Fifteen days after the period's end. If that day is a rest day, the next working day; if three or more rest days in
    a row lie inside the fifteen, the limit is prolonged by as many working days, which is how the tax administration
    counts in its yearly tables.
    """
    assert period.kind != "day", "a single transaction is taxed when it is made"
    last = period.last + timedelta(days=DAYS_TO_DECLARE)
    return calendar.add_working_days(last, _long_rest(period.last + _ONE, last, calendar))


def days_late(due: date, paid: date) -> int:
    """Days that bear the late surcharge 滞纳金: from the day after `due` to the day of payment, both counted (征管法 §32)."""
    return max((paid - due).days, 0)


def _long_rest(first: date, last: date, calendar: HolidayCalendar) -> int:
    """Rest days from `first` to `last` that stand in runs of at least `LONG_HOLIDAY`."""
    runs, run = 0, 0
    for day in _days(first, last):
        run = run + 1 if calendar.rests(day) else 0
        runs += LONG_HOLIDAY if run == LONG_HOLIDAY else run > LONG_HOLIDAY
    return runs


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=offset) for offset in range((last - first).days + 1))
