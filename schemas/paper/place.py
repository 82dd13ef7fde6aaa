"""Puts the words of one cell on their place: chosen, measured, shrunk or wrapped, aligned. Nothing is ever cut."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from schemas.failures import Refusal
from schemas.paper.layout import Cell, Layout, Style
from schemas.paper.measure import Ruler, drawable, ruler, wrapped
from schemas.paper.placed import Run

ASCENT = 0.88
"""Share of the em above the baseline, by which Han characters stand centred in their line."""
_STEP = 0.25
"""Words shrink in steps of a quarter of a point."""

_NEAR = 1e-6

Scope = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """The lines of one cell with the ruler that made them fit; `leading` in mm."""

    lines: Sequence[str]
    by: Ruler
    leading: float

    @property
    def height(self) -> float:
        """Height of all lines in mm."""
        return self.leading * len(self.lines)


_FIXED: dict[tuple[Cell, Style, int | None, bool], Words] = {}
"""Fixed texts that were measured once: a form has some eighty of them, on every copy."""
_MOST_FIXED = 4_096


def shown(when: str | None, unless: str | None, scope: Scope) -> bool:
    """Whether a part is drawn at all."""
    return (when is None or bool(scope[when])) and (unless is None or not scope[unless])


def words_of(cell: Cell, scope: Scope) -> str:
    """What a cell says: its value, its fixed text, or its text with values in the braces."""
    if cell.field is not None:
        return str(scope[cell.field])
    text = cell.text or ""
    return text.format_map(scope) if "{" in text else text


def fitted(cell: Cell, style: Style, scope: Scope, layout: Layout, *, grows: bool) -> Words:
    """The words of a cell as lines that fit, those of fixed text kept from the last time; Refusals as of `measured`."""
    if cell.field is not None or "{" in (cell.text or ""):
        return measured(cell, style, scope, layout, grows=grows)
    key = (cell, style, layout.columns, grows)
    if key not in _FIXED:
        if len(_FIXED) >= _MOST_FIXED:
            _FIXED.clear()
        _FIXED[key] = measured(cell, style, scope, layout, grows=grows)
    return _FIXED[key]


def measured(cell: Cell, style: Style, scope: Scope, layout: Layout, *, grows: bool) -> Words:
    """The words of a cell as lines that fit; Refusal `paper.overflow` when they cannot, `paper.no_glyph` for a strange character."""
    text = words_of(cell, scope)
    drawable(text.replace("\n", ""), style.weight, cell.field)
    width = cell.width * layout.unit_x
    room = None if grows or cell.height is None else cell.height * layout.unit_y
    for by in _rulers(style, layout):
        words = _lines(text, cell, width, by, style, layout)
        high = room is not None and len(words.lines) > 1 and words.height > room + _NEAR
        if not high and all(by.width(line) <= width + _NEAR for line in words.lines):
            return words
    raise Refusal("paper.overflow", field=cell.field, text=text, paper=layout.title)


def runs(words: Words, cell: Cell, style: Style, layout: Layout, left: float, top: float) -> list[Run]:
    """The placed lines of a cell whose block begins at (`left`, `top`) mm."""
    x, y = left + cell.x * layout.unit_x, top + cell.y * layout.unit_y
    if cell.height is not None:
        y += max(0.0, (cell.height * layout.unit_y - words.height) / 2)
    by, width = words.by, cell.width * layout.unit_x
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[cell.align]
    drop = (words.leading - by.size) / 2 + ASCENT * by.size
    return [
        Run(
            text=line,
            x=round(x + shift * (width - by.width(line)), 3),
            y=round(y + place * words.leading + drop, 3),
            size=round(by.size, 3),
            weight=style.weight,
            colour=style.colour,
            pitch=by.pitch,
            form=cell.field in (None, "copy") and "{" not in (cell.text or ""),
        )
        for place, line in enumerate(words.lines)
        if line
    ]


def _rulers(style: Style, layout: Layout) -> list[Ruler]:
    """The ruler of the full size, and those of the smaller sizes that the style allows."""
    if layout.columns or style.least is None:
        return [ruler(style, grid=layout.columns is not None)]
    steps = int((style.size - style.least) / _STEP) + 1
    return [ruler(style, grid=False, points=style.size - _STEP * step) for step in range(steps)]


def _lines(text: str, cell: Cell, width: float, by: Ruler, style: Style, layout: Layout) -> Words:
    if cell.stacked:
        text = "\n".join(text)
    lines = wrapped(text, width, by) if cell.wrap else text.split("\n")
    leading = layout.unit_y * style.scale if layout.columns else by.size * style.leading
    return Words(lines, by, leading)
