"""Moments as people in Wuhan read them, from milliseconds since 1970. Pure."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))
_EPOCH = datetime(1970, 1, 1, tzinfo=CHINA) + timedelta(hours=8)


def moment(ms: int) -> datetime:
    """The moment, in China's zone.

    >>> moment(1_789_704_000_000).isoformat()
    '2026-09-18T12:00:00+08:00'
    """
    return _EPOCH + timedelta(milliseconds=ms)


def iso(ms: int) -> str:
    """ISO 8601 with its zone, to the second; empty for never."""
    return moment(ms).isoformat(timespec="seconds") if ms else ""


def clock(ms: int) -> str:
    """Hour and minute."""
    return moment(ms).strftime("%H:%M")
