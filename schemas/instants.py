"""Milliseconds since 1970 as people read them: ISO 8601, and the day and hour in China's one zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def iso(ms: int) -> str:
    """ISO 8601 in UTC with milliseconds.

    >>> iso(0)
    '1970-01-01T00:00:00.000+00:00'
    """
    return (_EPOCH + timedelta(milliseconds=ms)).isoformat(timespec="milliseconds")


def in_china(ms: int) -> datetime:
    """The same instant by the clocks of China."""
    return (_EPOCH + timedelta(milliseconds=ms)).astimezone(CHINA)
