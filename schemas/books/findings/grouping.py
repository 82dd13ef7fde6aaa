"""Rows put together by what they share."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date
from typing import TypeVar

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


def grouped(rows: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, list[Item]]:
    """The rows of each key."""
    found: dict[Key, list[Item]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    return found


def day_of(text: str) -> date | None:
    """The day that a row speaks of; a feed may say anything, and what is no day is no evidence."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
