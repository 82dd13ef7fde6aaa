"""Placed text: every mark of a paper where it stands, in millimetres from the top left corner. All outputs draw from this.

`form` marks are what a pre-printed form carries already (its copies' names too); an overlay leaves them out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeAlias


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One line of text. `x` is its left edge, `y` its baseline, `size` the em in mm.

    `pitch` (mm a column) sets it on the grid of a receipt printer: ASCII takes one column, all else two.
    """

    text: str
    x: float
    y: float
    size: float
    weight: int = 400
    colour: str = "#17202B"
    pitch: float | None = None
    form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A straight line, `line` mm thick."""

    x: float
    y: float
    to_x: float
    to_y: float
    line: float = 0.2
    colour: str = "#17202B"
    dash: bool = False
    form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle; `line` 0 draws no edge, `fill` None no ground."""

    x: float
    y: float
    width: float
    height: float
    line: float = 0.2
    radius: float = 0.0
    colour: str = "#17202B"
    fill: str | None = None
    form: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A QR code of `text`, centred in a square of `size` mm, one module `module` mm wide."""

    text: str
    x: float
    y: float
    size: float
    module: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """Words in a frame, centred on (`x`, `y`) and turned by `angle` degrees against the clock 样票·无效."""

    text: str
    x: float
    y: float
    size: float
    angle: float = 16.0
    colour: str = "#A8201A"
    opacity: float = 0.78


Item: TypeAlias = Run | Rule | Box | Code | Stamp


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One sheet; `copy` names the copy 联次 that it belongs to, empty where there is but one."""

    items: tuple[Item, ...]
    height: float
    copy: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A whole paper. `columns` is the width of a receipt printer's line, None for sheets; it begins `left` mm inside."""

    layout: str
    title: str
    width: float
    left: float
    columns: int | None
    pages: tuple[Page, ...]


def of_copy(placed: Placed, copy: str) -> Placed:
    """The pages of one copy only."""
    return replace(placed, pages=tuple(page for page in placed.pages if page.copy == copy))


def worded(placed: Placed, before: str, after: str) -> Placed:
    """The same paper with one mark in the place of another: 练习·无效 for 样票·无效."""

    def said(item: Item) -> Item:
        return replace(item, text=after) if isinstance(item, Run | Stamp) and item.text == before else item

    return replace(placed, pages=tuple(replace(page, items=tuple(map(said, page.items))) for page in placed.pages))


def from_edge(placed: Placed) -> Placed:
    """A slip as its printer counts: from the left edge of the head, not of the paper."""
    return overlay(placed, right=-placed.left, form=True)


def overlay(placed: Placed, *, right: float = 0.0, down: float = 0.0, form: bool = False) -> Placed:
    """What is printed onto a pre-printed form: no form marks, all moved by the printer's calibration in mm."""

    def kept(page: Page) -> tuple[Item, ...]:
        return tuple(_moved(item, right, down) for item in page.items if form or not getattr(item, "form", False))

    return replace(placed, pages=tuple(replace(page, items=kept(page)) for page in placed.pages))


def _moved(item: Item, right: float, down: float) -> Item:
    if isinstance(item, Rule):
        return replace(item, x=item.x + right, y=item.y + down, to_x=item.to_x + right, to_y=item.to_y + down)
    return replace(item, x=item.x + right, y=item.y + down)
