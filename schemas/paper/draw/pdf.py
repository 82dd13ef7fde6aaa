"""PDF/A-2b by reportlab: embedded font, text that can be searched and copied, the same bytes every time."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO
from typing import Any, cast

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from schemas.paper.draw.archive import keep_for_good
from schemas.paper.draw.shapes import STAMP_WEIGHT, characters, corner, dark_runs, modules, stamp_frame
from schemas.paper.glyphs import face
from schemas.paper.placed import Box, Code, Item, Page, Placed, Rule, Run, Stamp

_CANVAS: Any = Canvas
_TTFONT: Any = TTFont
_BEYOND = re.compile("<([0-9A-F]{5,6})>")
_MM = 72 / 25.4


def draw(placed: Placed) -> bytes:
    """One PDF with a page for every placed page."""
    file = BytesIO()
    canvas = _CANVAS(file, pageCompression=1, invariant=1, initialFontName=_font(400))
    keep_for_good(canvas, placed.title)
    for page in placed.pages:
        canvas.setPageSize((placed.width * _MM, page.height * _MM))
        for item in page.items:
            _draw(canvas, item, page)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


@cache
def _font(weight: int) -> str:
    """The name of the embedded font of this weight; only the glyphs in use go into a file."""
    name = f"NotoSansSC-{weight}"
    cast("Any", pdfmetrics).registerFont(_SearchableFont(name, str(face(weight).file)))
    return name


class _SearchableFont(_TTFONT):
    """Writes characters beyond the basic plane into the map to text as UTF-16, which readers want and the library omits."""

    def addObjects(self, doc: Any) -> None:  # noqa: N802 -- the library's name
        _TTFONT.addObjects(self, doc)
        for name, part in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                part.content = _BEYOND.sub(_surrogates, part.content)


def _surrogates(found: re.Match[str]) -> str:
    return "<" + chr(int(found[1], 16)).encode("utf-16-be").hex().upper() + ">"


def _draw(canvas: Any, item: Item, page: Page) -> None:
    if isinstance(item, Run):
        _run(canvas, item, page)
    elif isinstance(item, Rule):
        _pen(canvas, item.line, item.colour, dash=item.dash)
        canvas.line(item.x * _MM, _up(page, item.y), item.to_x * _MM, _up(page, item.to_y))
    elif isinstance(item, Box):
        _box(canvas, item, page)
    elif isinstance(item, Code):
        _code(canvas, item, page)
    else:
        _stamp(canvas, item, page)


def _run(canvas: Any, run: Run, page: Page) -> None:
    canvas.setFillColor(HexColor(run.colour))
    canvas.setFont(_font(run.weight), run.size * _MM)
    placed = [(run.text, run.x)] if run.pitch is None else characters(run)
    for text, x in placed:
        canvas.drawString(x * _MM, _up(page, run.y), text)


def _box(canvas: Any, box: Box, page: Page) -> None:
    _pen(canvas, box.line, box.colour)
    if box.fill is not None:
        canvas.setFillColor(HexColor(box.fill))
    corner_at = (box.x * _MM, _up(page, box.y + box.height), box.width * _MM, box.height * _MM, box.radius * _MM)
    canvas.roundRect(*corner_at, stroke=int(box.line > 0), fill=int(box.fill is not None))


def _code(canvas: Any, code: Code, page: Page) -> None:
    matrix = modules(code)
    left, top = corner(code, len(matrix))
    canvas.setFillColor(HexColor("#000000"))
    for row, column, count in dark_runs(matrix):
        x, y = left + column * code.module, top + (row + 1) * code.module
        canvas.rect(x * _MM, _up(page, y), count * code.module * _MM, code.module * _MM, stroke=0, fill=1)


def _stamp(canvas: Any, stamp: Stamp, page: Page) -> None:
    frame = stamp_frame(stamp)
    canvas.saveState()
    canvas.translate(stamp.x * _MM, _up(page, stamp.y))
    canvas.rotate(stamp.angle)
    canvas.setStrokeAlpha(stamp.opacity)
    canvas.setFillAlpha(stamp.opacity)
    _pen(canvas, frame.line, stamp.colour)
    width, height = 2 * frame.half_width * _MM, 2 * frame.half_height * _MM
    canvas.roundRect(-width / 2, -height / 2, width, height, 0.18 * frame.size * _MM, stroke=1, fill=0)
    canvas.setFillColor(HexColor(stamp.colour))
    canvas.setFont(_font(STAMP_WEIGHT), frame.size * _MM)
    canvas.drawCentredString(0, -frame.baseline * _MM, stamp.text)
    canvas.restoreState()


def _pen(canvas: Any, line: float, colour: str, *, dash: bool = False) -> None:
    canvas.setLineWidth(line * _MM)
    canvas.setStrokeColor(HexColor(colour))
    canvas.setDash([1.2 * _MM, 0.8 * _MM] if dash else [])


def _up(page: Page, y: float) -> float:
    """A height from the top in mm as points from the foot."""
    return (page.height - y) * _MM
