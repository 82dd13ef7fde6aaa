"""Layouts as data: paper, cells, repeats and flowing blocks in mm (docs/formats/layout.md). `schemas.paper.shipped` reads them.

A sheet counts in mm and points. A slip (`columns`) counts in columns and lines of a receipt printer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

COLUMN_MM = 1.5
"""One column of a receipt printer: 12 dots at 8 dots a mm."""
LINE_MM = 3.75
"""One line of a receipt printer: 30 dots."""
POINT_MM = 25.4 / 72
"""One point in mm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How words look: `size` in points, `least` the size to which they may shrink, `leading` in ems, `scale` on slips."""

    size: float = 9.0
    least: float | None = None
    weight: int = 400
    colour: str = "#17202B"
    leading: float = 1.3
    scale: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A place for words: `field` names a value, `text` stands fixed, or holds values in braces.

    `wrap` lets the words run over several lines, within `height` on a fixed place and as far as needed in a flow;
    `stacked` sets each character below the one before it.
    """

    x: float
    y: float = 0.0
    width: float
    height: float | None = None
    field: str | None = None
    text: str | None = None
    align: str = "left"
    style: str = "value"
    wrap: bool = False
    stacked: bool = False
    when: str | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A rule from (`x`, `y`) to (`to_x`, `to_y`); `data` when it belongs to what is filled in, not to the form."""

    x: float
    y: float
    to_x: float
    to_y: float
    line: float = 0.2
    colour: str = "#17202B"
    dash: bool = False
    data: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A box of the form."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.2
    radius: float = 0.0
    colour: str = "#17202B"
    fill: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stamp-like mark, drawn when its field says something."""

    field: str
    x: float
    y: float
    size: float = 20.0
    angle: float = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Rows on fixed places: the list `field` from `y` downwards, `row` mm each; more than `most` is a refusal."""

    field: str
    y: float
    row: float
    most: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """A block of a flow with places of its own; it grows with words that wrap."""

    height: float
    cells: tuple[Cell, ...] = ()
    lines: tuple[Line, ...] = ()
    frames: tuple[Frame, ...] = ()
    marks: tuple[Mark, ...] = ()
    when: str | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a table."""

    field: str
    head: str
    x: float
    width: float
    align: str = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The list `field` as rows under a head that returns on every page; `total` names a last row of its own."""

    field: str
    columns: tuple[Column, ...]
    style: str = "value"
    head_style: str = "label"
    total_style: str = "strong"
    total: str | None = None
    pad: float = 0.9
    colour: str = "#D6DCE4"
    head_colour: str = "#B9C2CD"
    when: str | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Each:
    """Its blocks once for every item of the list `field`."""

    field: str
    blocks: tuple[Block, ...]
    when: str | None = None
    unless: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A QR code in a square of `size` mm, `module` mm a module."""

    field: str
    x: float
    size: float
    module: float = 0.5
    when: str | None = None
    unless: str | None = None


Block: TypeAlias = Strip | Table | Each | Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Blocks one below the other between `top` and `bottom` mm of each page."""

    top: float
    bottom: float
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One kind of paper; `height` None is a roll, cut where the text ends; a slip's columns begin `left` mm inside."""

    name: str
    title: str
    width: float
    left: float = 0.0
    height: float | None = None
    columns: int | None = None
    copies: tuple[str, ...] = ("",)
    styles: dict[str, Style]
    lines: tuple[Line, ...] = ()
    frames: tuple[Frame, ...] = ()
    cells: tuple[Cell, ...] = ()
    marks: tuple[Mark, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    flow: Flow | None = None

    @property
    def unit_x(self) -> float:
        """Millimetres of one unit across."""
        return COLUMN_MM if self.columns else 1.0

    @property
    def unit_y(self) -> float:
        """Millimetres of one unit down."""
        return LINE_MM if self.columns else 1.0
