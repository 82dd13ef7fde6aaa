"""The ten reports 报表 on paper: the frame is a layout, the columns are the report's own, as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.money import yuan
from schemas.paper.fill import fill
from schemas.paper.layout import Block, Cell, Column, Flow, Layout, Line, Mark, Strip, Table
from schemas.paper.measure import ruler
from schemas.paper.placed import Placed
from schemas.paper.shipped import shipped
from schemas.words import catalogue, say

MARGIN_MM, GAP_MM = 10.0, 2.0
_LEAST_MM, _MOST_MM = 6.0, 38.0
"""A column is no narrower and no wider; what is longer runs over several lines."""
_WIDE = 420 / 297
"""How much wider an A3 sheet is than an A4 one; both lie on their long side."""
_MONEY = "_fen"


@dataclass(frozen=True, slots=True)
class _Section:
    """One table of a report: its columns with their heads, its lines and its totals as text."""

    place: int
    title: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    totals: tuple[str, ...]
    figures: frozenset[str]


def place(report: Mapping[str, Any], *, specimen: bool) -> Placed:
    """A report as the office tells it, on A4 where its columns have room, else on A3."""
    sections = [_section(place, told) for place, told in enumerate(report["sections"])]
    layout = shipped("report")
    natural = max((_room(section, layout) for section in sections), default=0.0)
    if natural > layout.width - 2 * MARGIN_MM:
        layout = _wider(layout)
    blocks = tuple(block for section in sections for block in _blocks(section, layout))
    flow = replace(layout.flow, blocks=blocks) if layout.flow else Flow(top=0, bottom=0, blocks=blocks)
    return fill(replace(layout, title=_title(report), flow=flow), _values(report, sections, specimen))


def _title(report: Mapping[str, Any]) -> str:
    return say(f"reports.name.{report['report']}")


def _values(report: Mapping[str, Any], sections: Sequence[_Section], specimen: bool) -> dict[str, Any]:
    about = report["about"]
    first, last = report["first"], report["last"]
    values: dict[str, Any] = {
        "title": _title(report),
        "unit": about.get("unit", ""),
        "site": about.get("site", ""),
        "period": first if first == last else f"{first} – {last}",
        "made_at": str(about.get("made_at", ""))[:16].replace("T", " "),
        "made_by": about.get("made_by", ""),
        "reviewer": about.get("reviewer", ""),
        "head": about.get("head_of_site", ""),
        "digest": str(about.get("digest", ""))[:16],
        "specimen": say("print.specimen") if specimen else "",
    }
    for section in sections:
        values[_rows(section)] = [dict(zip(section.names, line, strict=True)) for line in section.lines]
        totals = dict(zip(section.names, section.totals, strict=True))
        values[_sums(section)] = totals if any(section.totals) and section.lines else {}
    return values


def _section(place: int, told: Mapping[str, Any]) -> _Section:
    names = tuple(f"c{number}" for number in range(len(told["columns"])))
    columns: list[str] = list(told["columns"])
    lines = tuple(tuple(_shown(column, line[column]) for column in columns) for line in told["lines"])
    totals = [_shown(column, told["totals"].get(column)) for column in columns]
    blank = next((number for number, total in enumerate(totals) if not total), None)
    if blank is not None and any(totals):
        totals[blank] = say("reports.total")
    return _Section(
        place=place,
        title=say(f"reports.section.{told['section']}"),
        names=names,
        heads=tuple(say(f"reports.column.{column}") for column in columns),
        lines=lines,
        totals=tuple(totals),
        figures=frozenset(
            name for name, column in zip(names, columns, strict=True) if _is_figure(column, told["lines"])
        ),
    )


def _is_figure(column: str, lines: Sequence[Mapping[str, Any]]) -> bool:
    said = [line[column] for line in lines if line[column] not in (None, "")]
    return column.endswith((_MONEY, "_count")) or (bool(said) and all(isinstance(value, int) for value in said))


def _shown(column: str, value: Any) -> str:
    """A cell as people read it: 分 as yuan, short names of the house by their words."""
    if value is None:
        return ""
    if isinstance(value, int):
        return yuan(value) if column.endswith(_MONEY) else str(value)
    words = catalogue("zh_CN")
    return ", ".join(str(words.get(f"reports.value.{part}", part)) for part in str(value).split(", "))


def _natural(section: _Section, layout: Layout) -> list[float]:
    """How wide each column would like to be, in mm."""
    by, heads = ruler(layout.styles["value"], grid=False), ruler(layout.styles["label"], grid=False)
    widths: list[float] = []
    for place, head in enumerate(section.heads):
        said = [line[place] for line in (*section.lines, section.totals)]
        longest = max((_width(by, text) for text in said), default=0.0) + 0.6
        widths.append(min(max(longest, min(_width(heads, head), 16.0), _LEAST_MM), _MOST_MM))
    return widths


def _room(section: _Section, layout: Layout) -> float:
    """The width of a whole table as it would like to be."""
    widths = _natural(section, layout)
    return sum(widths) + GAP_MM * (len(widths) - 1)


def _width(by: Any, text: str) -> float:
    """The width of one line; what no font has is told by the filling."""
    try:
        return by.width(text)
    except KeyError:
        return 0.0


def _blocks(section: _Section, layout: Layout) -> Iterator[Block]:
    """A heading and a table over the whole width."""
    room = layout.width - 2 * MARGIN_MM - GAP_MM * (len(section.names) - 1)
    widths = _natural(section, layout)
    scale = room / sum(widths)
    x, columns = MARGIN_MM, list[Column]()
    for name, head, width in zip(section.names, section.heads, widths, strict=True):
        wide = width * scale
        align = "right" if name in section.figures else "left"
        columns.append(Column(field=name, head=head, x=round(x, 2), width=round(wide, 2), align=align))
        x += wide + GAP_MM
    heading = Cell(
        text=section.title.replace("{", "（").replace("}", "）"), x=MARGIN_MM, y=1.6, width=200, style="section"
    )
    yield Strip(height=7, cells=(heading,))
    yield Table(field=_rows(section), columns=tuple(columns), total=_sums(section), pad=0.6)


def _rows(section: _Section) -> str:
    return f"rows{section.place}"


def _sums(section: _Section) -> str:
    return f"sums{section.place}"


def _wider(layout: Layout) -> Layout:
    """The same frame on A3."""
    assert layout.height is not None and layout.flow is not None

    def cell(one: Cell) -> Cell:
        down = one.y + (297 - 210 if one.y > 100 else 0)
        return replace(one, x=round(one.x * _WIDE, 2), y=down, width=round(one.width * _WIDE, 2))

    def line(one: Line) -> Line:
        return replace(one, y=one.y + 87, to_x=420 - MARGIN_MM, to_y=one.to_y + 87)

    def mark(one: Mark) -> Mark:
        return replace(one, x=one.x * _WIDE)

    return replace(
        layout,
        width=420.0,
        height=297.0,
        cells=tuple(map(cell, layout.cells)),
        lines=tuple(map(line, layout.lines)),
        marks=tuple(map(mark, layout.marks)),
        flow=replace(layout.flow, bottom=layout.flow.bottom + 87),
    )
