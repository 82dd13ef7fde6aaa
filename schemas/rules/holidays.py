"""The holidays of a pack 节假日安排: for which years the State Council's arrangement is known, rest days and work days."""

from __future__ import annotations

from datetime import date, timedelta

from schemas.failures import BadInput
from schemas.periods import HolidayCalendar, read_day
from schemas.rules.reading import Reader
from schemas.rules.rows import Frame, read_cites


def read_calendar(reader: Reader, frame: Frame) -> HolidayCalendar:
    """The calendar of all years under `holidays`; each day or span `YYYY-MM-DD..YYYY-MM-DD` stands under one year."""
    years: set[int] = set()
    off: set[date] = set()
    worked: set[date] = set()
    for name, year in reader.entries("holidays"):
        if not name.isdigit():
            raise BadInput("rules.pack_name", field=year.path)
        years.add(int(name))
        off |= {day for span in year.list("off", _span) for day in span}
        worked |= {day for span in year.list("worked", _span) for day in span}
        read_cites(year, frame)
        year.finish()
    return HolidayCalendar(frozenset(years), frozenset(off), frozenset(worked))


def _span(value: object, path: str) -> tuple[date, ...]:
    """One day, or all days from the first to the last of a span."""
    start, dots, end = value.partition("..") if isinstance(value, str) else ("", "", "")
    first = read_day(start, path)
    last = read_day(end, path) if dots else first
    if last < first:
        raise BadInput("rules.pack_span", field=path)
    return tuple(first + timedelta(days=offset) for offset in range((last - first).days + 1))
