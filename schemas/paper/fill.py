"""Fills a layout with words: `fill(layout, values) -> Placed`. Pure; text that does not fit is a Refusal or flows on.

Values are text, lists of maps (rows), or what the values of a scope need for `when`. A row sees its own values first,
then those of the paper. `copy`, `page` and `pages` are given by the filling itself.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator
from typing import Any

from schemas.failures import Refusal
from schemas.paper.flow import Poured, pour
from schemas.paper.layout import Layout, Repeat
from schemas.paper.marks import box, rule, stamps
from schemas.paper.place import Scope, fitted, runs, shown
from schemas.paper.placed import Item, Page, Placed

_PAGES_GUESS = {"page": "1", "pages": "1"}


def fill(layout: Layout, values: Scope) -> Placed:
    """The placed text of every copy; Refusal `paper.overflow` or `paper.no_glyph` names the field at fault."""
    pages = [page for copy in layout.copies for page in _copy(layout, ChainMap({"copy": copy}, dict(values)), copy)]
    return Placed(
        layout=layout.name,
        title=layout.title,
        width=layout.width,
        left=layout.left,
        columns=layout.columns,
        pages=tuple(pages),
    )


def _copy(layout: Layout, scope: ChainMap[str, Any], copy: str) -> Iterator[Page]:
    """The pages of one copy: what flows is poured first, so that the fixed part can count its pages."""
    poured = pour(layout, scope.new_child(_PAGES_GUESS)) if layout.flow else [Poured((), layout.height or 0.0)]
    for place, sheet in enumerate(poured, 1):
        numbered = scope.new_child({"page": str(place), "pages": str(len(poured))})
        height = layout.height if layout.height is not None else sheet.bottom
        yield Page(items=(*_fixed(layout, numbered), *sheet.items), height=round(height, 3), copy=copy)


def _fixed(layout: Layout, scope: Scope) -> Iterator[Item]:
    """What stands on its place on every page, the ground first and the stamps under the words."""
    yield from (box(frame, 0, 0, layout) for frame in layout.frames)
    yield from (rule(line, 0, 0, layout) for line in layout.lines)
    yield from stamps(layout.marks, scope, 0)
    for cell in layout.cells:
        if shown(cell.when, cell.unless, scope):
            style = layout.styles[cell.style]
            yield from runs(fitted(cell, style, scope, layout, grows=False), cell, style, layout, 0, 0)
    for repeat in layout.repeats:
        yield from _rows(repeat, scope, layout)


def _rows(repeat: Repeat, scope: Scope, layout: Layout) -> Iterator[Item]:
    rows = scope[repeat.field]
    if len(rows) > repeat.most:
        raise Refusal("paper.rows", field=repeat.field, rows=len(rows), most=repeat.most, paper=layout.title)
    for place, row in enumerate(rows):
        seen = ChainMap(row, dict(scope))
        for cell in repeat.cells:
            style = layout.styles[cell.style]
            words = fitted(cell, style, seen, layout, grows=False)
            yield from runs(words, cell, style, layout, 0, repeat.y + place * repeat.row)
