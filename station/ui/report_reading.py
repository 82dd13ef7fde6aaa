"""A report 报表 as the screen shows it: cells in words, columns in groups that fit, lines that hold what is looked for. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from schemas.money import yuan
from station.ui.speech import Speech

ROOM = 1090
"""Pixels for the columns of one group."""
LEAST, MOST, SIGN = 84, 250, 9
"""The bounds of a column, and what one half-width sign takes, in pixels."""
Lines = Sequence[Mapping[str, Any]]


def cell(column: str, value: Any, say: Speech) -> str:
    """One value as it is read: money in yuan, the house's short names in words."""
    if value is None or value == "":
        return ""
    if column.endswith("_fen") and isinstance(value, int):
        return yuan(value)
    if not isinstance(value, str):
        return str(value)
    codes = ((part, f"reports.value.{part}") for part in value.split(", "))
    return ", ".join(say(code) if say.knows(code) else part for part, code in codes)


def right(column: str) -> bool:
    """Whether a column holds figures."""
    return column.endswith(("_fen", "_count"))


def holding(lines: Lines, wanted: str, say: Speech) -> Lines:
    """The lines that hold every word of what is looked for, in any column."""
    words = wanted.split()
    if not words:
        return lines
    texts = ((line, " ".join(cell(name, value, say) for name, value in line.items())) for line in lines)
    return [line for line, text in texts if all(word in text for word in words)]


def groups(section: Mapping[str, Any], say: Speech) -> list[list[tuple[str, int]]]:
    """The columns with their widths in groups that fit side by side, in their order; at least one group."""
    made: list[list[tuple[str, int]]] = [[]]
    used = 0
    for name in section["columns"]:
        width = _width(name, section["lines"], say)
        if made[-1] and used + width > ROOM:
            made.append([])
            used = 0
        made[-1].append((name, width))
        used += width + 12
    return made


def _width(name: str, lines: Lines, say: Speech) -> int:
    shown = [say(f"reports.column.{name}"), *(cell(name, line[name], say) for line in lines[:100])]
    longest = max(sum(1 if sign < "\u2000" else 2 for sign in text) for text in shown)
    return max(LEAST, min(MOST, longest * SIGN + 8))
