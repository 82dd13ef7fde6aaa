"""Lists: a quiet header over a line, rows with hairlines, totals above a dark line, an empty cell as a middle dot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from station.ui import look
from station.ui.widgets.marks import pad, row, side
from station.ui.widgets.type import IN_FRAME, IN_TABLES, text, wider

EMPTY = "·"


@dataclass(frozen=True, slots=True)
class Col:
    """One column: its heading, its width in pixels (None takes what is left), figures stand at the right."""

    title: str
    width: float | None = None
    right: bool = False


def header(columns: Sequence[Col], height: float = 34) -> ft.Container:
    """The heading of a list."""
    cells = [_cell(text(c.title, look.CAPTION, color=look.INK_3, most=IN_FRAME, lines=1), c) for c in columns]
    return _frame(cells, height, ft.Border(bottom=side(1, look.HEAD_LINE)))


def line(
    columns: Sequence[Col],
    cells: Sequence[str | ft.Control],
    *,
    height: float = 38,
    striped: bool = False,
    chosen: bool = False,
) -> ft.Container:
    """One row of a list; text cells are made in the body size."""
    made = [_cell(_shown(cell), column) for cell, column in zip(cells, columns, strict=True)]
    ground = look.CONTAINER if chosen else look.STRIPE if striped else None
    return _frame(made, height, ft.Border(bottom=side(1, look.LINE_2)), ground)


def total(columns: Sequence[Col], cells: Sequence[str], height: float = 40) -> ft.Container:
    """The row of sums."""
    made = [
        _cell(text(words, 17, bold=True, most=IN_TABLES), column) for words, column in zip(cells, columns, strict=True)
    ]
    return _frame(made, height, ft.Border(top=side(1, look.TOTAL_LINE)))


def _shown(cell: str | ft.Control) -> ft.Control:
    if isinstance(cell, str):
        return text(cell or EMPTY, color=look.INK if cell else look.INK_3, lines=1, most=IN_TABLES)
    return cell


def _cell(content: ft.Control, column: Col) -> ft.Container:
    side_of = ft.Alignment.CENTER_RIGHT if column.right else ft.Alignment.CENTER_LEFT
    width = None if column.width is None else wider(column.width, 40)
    return ft.Container(content, width=width, expand=width is None, alignment=side_of)


def _frame(cells: list[ft.Container], height: float, border: ft.Border, ground: str | None = None) -> ft.Container:
    return ft.Container(row(*cells, spacing=12), height=height, padding=pad(12, 0), border=border, bgcolor=ground)
