"""A report 报表 as data: sections of columns and lines with their totals; the same as JSON, as pages of a workbook, as CSV."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas.money import plain_yuan
from schemas.sheets import Cell
from schemas.words import catalogue, say

SUMMED = ("_fen", "_count")
"""How the names of columns end that are added up; `_fen` is money."""
WORDED = (
    "method",
    "methods",
    "tax",
    "taxes",
    "voucher",
    "kind",
    "agrees",
    "state",
    "class",
    "arrear_class",
    "levy_method",
    "filing_period",
    "has_agreement",
    "standing",
    "last_reminder",
)
"""Columns whose values are short names of the house."""


@dataclass(frozen=True, slots=True)
class Section:
    """A table of a report: its name, the names of its columns, its lines in order. Totals are worked out, never given."""

    name: str
    columns: tuple[str, ...]
    lines: tuple[tuple[Cell, ...], ...]

    @property
    def totals(self) -> tuple[Cell, ...]:
        """For each column its sum, None where there is nothing to add."""
        return tuple(
            sum(value for line in self.lines if isinstance(value := line[place], int))
            if column.endswith(SUMMED)
            else None
            for place, column in enumerate(self.columns)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report of the days `first` to `last`; `about` is its head and foot: unit, makers, moments, digest."""

    name: str
    first: str
    last: str
    sections: tuple[Section, ...]
    about: Mapping[str, Cell] = field(default_factory=dict[str, Cell])

    def to_json(self) -> dict[str, Any]:
        """The report as plain data; money in whole fen."""
        return {
            "report": self.name,
            "first": self.first,
            "last": self.last,
            "about": dict(self.about),
            "sections": [
                {
                    "section": section.name,
                    "columns": list(section.columns),
                    "lines": [dict(zip(section.columns, line, strict=True)) for line in section.lines],
                    "totals": {
                        column: total
                        for column, total in zip(section.columns, section.totals, strict=True)
                        if total is not None
                    },
                }
                for section in self.sections
            ],
        }

    def pages(self, language: str = "zh_CN") -> list[tuple[str, list[list[Cell]]]]:
        """A page a section, and one of the head; money in yuan, words in `language`."""
        head: list[list[Cell]] = [[say(f"reports.name.{self.name}", language)]]
        for name, value in self.about.items():
            head.append([say(f"reports.about.{name}", language), _shown(name, value, language)])
        return [(say("reports.head", language), head)] + [
            (say(f"reports.section.{section.name}", language), _page(section, language)) for section in self.sections
        ]

    def flat(self, language: str = "zh_CN") -> list[list[Cell]]:
        """All pages one under the other, for CSV."""
        rows: list[list[Cell]] = []
        for title, page in self.pages(language):
            rows.append([title])
            rows += page
            rows.append([])
        return rows


def _page(section: Section, language: str) -> list[list[Cell]]:
    rows = [list[Cell](say(f"reports.column.{column}", language) for column in section.columns)]
    rows += [_line(section.columns, line, language) for line in section.lines]
    if any(total is not None for total in section.totals):
        total = _line(section.columns, section.totals, language)
        first = next((place for place, value in enumerate(total) if value is None), None)
        if first is not None:
            total[first] = say("reports.total", language)
        rows.append(total)
    return rows


def _line(columns: Sequence[str], line: Sequence[Cell], language: str) -> list[Cell]:
    return [_shown(column, value, language) for column, value in zip(columns, line, strict=True)]


def _shown(column: str, value: Cell, language: str) -> Cell:
    """A cell as people read it: yuan, and the words of the house for its own short names."""
    if column.endswith("_fen") and isinstance(value, int):
        return plain_yuan(value)
    return _worded(value, language) if column in WORDED and isinstance(value, str) else value


def _worded(value: str, language: str) -> str:
    words = catalogue(language)
    found = (words.get(f"reports.value.{part}", part) for part in value.split(", "))
    return ", ".join(str(word) for word in found)


def section(name: str, columns: Iterable[str], lines: Iterable[Sequence[Cell]]) -> Section:
    """A section from anything that can be gone through once."""
    return Section(name, tuple(columns), tuple(tuple(line) for line in lines))
