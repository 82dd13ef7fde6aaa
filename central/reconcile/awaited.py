"""Money that a statement has and the ledger cannot have told of yet 账未到: it opens nothing, whatever the line at the centre."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from central.ports.day import DayBook
from central.reconcile.classes import Class
from central.reconcile.match import Match
from central.reconcile.whose import Owner


def awaited(match: Match, owner: Owner, books: Mapping[bytes, DayBook], heard: Mapping[bytes, int]) -> Match:
    """The match, or the same as awaited when its device has not been heard since the money moved and has not closed its day.

    Every exchange brings all that a device holds: a line older than the last one is missing in truth.
    """
    if match.kind is not Class.MISSING_IN_LEDGER or not owner.site:
        return match
    moved_ms = max(_ms(line.at) for line in match.money)
    told = any(_told(device, books, heard.get(device, 0), moved_ms) for device in owner.devices)
    return match if told else replace(match, kind=Class.LEDGER_AWAITED)


def _told(device: bytes, books: Mapping[bytes, DayBook], heard_ms: int, moved_ms: int) -> bool:
    book = books.get(device)
    return heard_ms > moved_ms or (book is not None and book.closed)


def _ms(at: str) -> int:
    return int(datetime.fromisoformat(at).timestamp()) * 1000
