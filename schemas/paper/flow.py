"""Pours blocks one below the other over as many pages as they need; a roll is one page as long as its text."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from schemas.failures import Refusal
from schemas.paper.layout import Block, Cell, Each, Layout, Picture, Strip, Table
from schemas.paper.marks import box, rule, stamps
from schemas.paper.place import Scope, Words, fitted, runs, shown
from schemas.paper.placed import Code, Item, Rule

_ENDLESS = 1e9
_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Poured:
    """What was poured on one page, and where it ends in mm."""

    items: Sequence[Item]
    bottom: float


@dataclass(slots=True)
class _Sheets:
    """The pages so far; `y` is where the next block begins."""

    layout: Layout
    top: float
    bottom: float
    y: float = 0.0
    items: list[Item] = field(default_factory=list[Item])
    full: list[Poured] = field(default_factory=list[Poured])

    def need(self, height: float) -> bool:
        """Make room for `height` mm, on a new page if it must be; says whether a page was turned."""
        if self.y + height <= self.bottom + _NEAR:
            return False
        if self.top + height > self.bottom + _NEAR:
            raise Refusal("paper.overflow", field=None, text="", paper=self.layout.title)
        self.turn()
        return True

    def turn(self) -> None:
        """End this page."""
        self.full.append(Poured(tuple(self.items), self.y))
        self.items, self.y = [], self.top


def pour(layout: Layout, scope: ChainMap[str, Any]) -> list[Poured]:
    """The pages of a layout's flow."""
    flow = layout.flow
    assert flow is not None
    bottom = _ENDLESS if layout.height is None else flow.bottom
    sheets = _Sheets(layout, flow.top, bottom, flow.top)
    _blocks(flow.blocks, scope, sheets)
    sheets.turn()
    if layout.height is None:
        return [replace(page, bottom=page.bottom + flow.bottom) for page in sheets.full]
    return sheets.full


def _blocks(blocks: Iterable[Block], scope: ChainMap[str, Any], sheets: _Sheets) -> None:
    for block in blocks:
        if not shown(block.when, block.unless, scope):
            continue
        if isinstance(block, Strip):
            _strip(block, scope, sheets)
        elif isinstance(block, Table):
            _table(block, scope, sheets)
        elif isinstance(block, Picture):
            _picture(block, scope, sheets)
        else:
            _each(block, scope, sheets)


def _each(block: Each, scope: ChainMap[str, Any], sheets: _Sheets) -> None:
    for item in scope[block.field]:
        _blocks(block.blocks, scope.new_child(item), sheets)


def _strip(block: Strip, scope: Scope, sheets: _Sheets) -> None:
    """Places of its own; words that wrap push the strip's foot down."""
    layout = sheets.layout
    cells = [cell for cell in block.cells if shown(cell.when, cell.unless, scope)]
    laid = [(cell, fitted(cell, layout.styles[cell.style], scope, layout, grows=cell.height is None)) for cell in cells]
    extra = max((words.height - words.leading for cell, words in laid if cell.height is None), default=0.0)
    foot = block.height * layout.unit_y
    sheets.need(foot + extra)
    top = sheets.y
    grown = _stretcher(top + foot, extra)
    sheets.items += [grown(box(frame, layout.left, top, layout)) for frame in block.frames]
    sheets.items += [grown(rule(line, layout.left, top, layout)) for line in block.lines]
    sheets.items += stamps(block.marks, scope, top)
    for cell, words in laid:
        sheets.items += runs(words, cell, layout.styles[cell.style], layout, layout.left, top)
    sheets.y = top + foot + extra


def _stretcher(foot: float, extra: float) -> Callable[[Item], Item]:
    """What stands at the foot of a strip moves down with it; what reaches to the foot is drawn out."""

    def grown(item: Item) -> Item:
        if isinstance(item, Rule):
            y = item.y + extra if item.y >= foot - _NEAR else item.y
            to_y = item.to_y + extra if item.to_y >= foot - _NEAR else item.to_y
            return replace(item, y=round(y, 3), to_y=round(to_y, 3))
        height = getattr(item, "height", 0.0)
        if item.y + height >= foot - _NEAR:
            return replace(item, height=round(height + extra, 3))
        return item

    return grown


def _picture(block: Picture, scope: Scope, sheets: _Sheets) -> None:
    sheets.need(block.size)
    x, y = round(sheets.layout.left + block.x, 3), round(sheets.y, 3)
    sheets.items.append(Code(text=str(scope[block.field]), x=x, y=y, size=block.size, module=block.module))
    sheets.y += block.size


def _table(block: Table, scope: ChainMap[str, Any], sheets: _Sheets) -> None:
    """Head and rows; the head stands again on every page; neither head nor total stands alone."""
    rows = [scope.new_child(row) for row in scope[block.field]]
    head = _Row(block, scope, sheets.layout, block.head_style, head=True)
    laid = [_Row(block, row, sheets.layout, block.style) for row in rows]
    if block.total is not None and scope[block.total]:
        laid.append(_Row(block, scope.new_child(scope[block.total]), sheets.layout, block.total_style))
    sheets.need(head.height + (laid[0].height if laid else 0.0))
    head.draw(sheets, block.head_colour)
    last = laid[-1].height if block.total is not None and len(laid) > len(rows) else 0.0
    for place, row in enumerate(laid):
        if sheets.need(row.height + (last if place == len(rows) - 1 else 0.0)):
            head.draw(sheets, block.head_colour)
        row.draw(sheets, block.colour)


class _Row:
    """One row of a table, measured before it is drawn."""

    def __init__(self, block: Table, scope: Scope, layout: Layout, style: str, *, head: bool = False) -> None:
        self.block = block
        self.style = layout.styles[style]
        cells = [
            Cell(
                x=column.x,
                width=column.width,
                align=column.align,
                style=style,
                wrap=head or column.align != "right",
                field=None if head else column.field,
                text=column.head if head else None,
            )
            for column in block.columns
        ]
        self.laid = [(cell, self._words(cell, scope, layout)) for cell in cells]
        self.height = max(words.height for _, words in self.laid) + 2 * block.pad

    def _words(self, cell: Cell, scope: Scope, layout: Layout) -> Words:
        """Figures stay on one line as long as they can; in the end they too run on rather than being refused."""
        try:
            return fitted(cell, self.style, scope, layout, grows=True)
        except Refusal as refused:
            if refused.code != "paper.overflow" or cell.wrap:
                raise
            return fitted(replace(cell, wrap=True), self.style, scope, layout, grows=True)

    def draw(self, sheets: _Sheets, colour: str) -> None:
        """Draw the row where the sheet stands, with a rule below."""
        columns = self.block.columns
        for cell, words in self.laid:
            sheets.items += runs(words, cell, self.style, sheets.layout, 0, sheets.y + self.block.pad)
        sheets.y += self.height
        left, right = columns[0].x, columns[-1].x + columns[-1].width
        y = round(sheets.y, 3)
        sheets.items.append(Rule(x=left, y=y, to_x=right, to_y=y, line=0.15, colour=colour))
