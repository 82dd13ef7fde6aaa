"""ESC/POS for receipt printers: GB18030 bytes in Chinese mode, rare characters and QR codes as raster, one cut a page.

Bytes are made here and not by a library, which picks code pages and mangles Chinese. Command names are those of the
maker's list: ESC @, FS &, ESC 3, GS !, ESC E, ESC a, GS v 0, GS V.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from PIL import Image

from schemas.failures import BadInput
from schemas.paper.draw import raster
from schemas.paper.draw.gb18030 import encoded
from schemas.paper.layout import COLUMN_MM, LINE_MM
from schemas.paper.measure import columns
from schemas.paper.place import ASCENT
from schemas.paper.placed import Code, Item, Page, Placed, Rule, Run, from_edge

START = b"\x1b@\x1c&\x1b3\x1e"
"""ESC @ (as after power on), FS & (Chinese mode), ESC 3 30 (lines of 30 dots)."""
CUT = b"\x1dVB\x00"
"""GS V 66 0: feed to the knife, cut."""
_PICTURE = b"\x1dv0\x00"
"""GS v 0 0: raster, a dot is a dot."""
_CENTRE, _LEFT = b"\x1ba\x01", b"\x1ba\x00"


def draw(placed: Placed) -> bytes:
    """The bytes of a slip; BadInput `paper.output` for a sheet, which no receipt printer can take."""
    if placed.columns is None:
        raise BadInput("paper.output", output="escpos")
    moved = from_edge(placed)
    return b"".join(START + _page(page, placed.columns) + CUT for page in moved.pages)


def _page(page: Page, width: int) -> bytes:
    """All marks from top to bottom, each line of words as one line."""
    marks = sorted(page.items, key=_place)
    out = bytearray()
    y = 0.0
    for place, group in groupby(marks, key=_place):
        line = list(group)
        out += _feed(place - y)
        drawn, height = _drawn(line, width)
        out += drawn
        y = place + height
    return bytes(out) + _feed(page.height - y)


def _place(item: Item) -> float:
    """The upper edge of what stands on this line, in mm."""
    if isinstance(item, Run):
        return round(item.y - ASCENT * item.size - (_high(item) - item.size) / 2, 2)
    return round(item.y - (LINE_MM / 2 if isinstance(item, Rule) else 0), 2)


def _high(run: Run) -> float:
    """The height of the line that a run stands on."""
    return LINE_MM * _scale(run)


def _drawn(line: list[Item], width: int) -> tuple[bytes, float]:
    """The bytes of one line and the paper that they use, in mm."""
    if isinstance(line[0], Code):
        picture = raster.symbol(line[0])
        return _CENTRE + _raster(picture) + _LEFT, picture.height / raster.DOTS_MM
    if isinstance(line[0], Rule):
        return b"-" * width + b"\n", LINE_MM
    runs = sorted((item for item in line if isinstance(item, Run)), key=lambda run: run.x)
    height = max(_high(run) for run in runs)
    words = _words(runs)
    if words is None:
        return _raster(raster.words(runs, width * COLUMN_MM, _place(runs[0]), height)), height
    return (_spaced(words, height) if height > LINE_MM else words), height


def _words(runs: Iterable[Run]) -> bytes | None:
    """One line in the printer's own font; None when a character needs a picture."""
    out, at = bytearray(), 0
    for run in runs:
        piece = encoded(run.text)
        if piece is None:
            return None
        scale = _scale(run)
        column = round(run.x / COLUMN_MM)
        out += b" " * (column - at) + _dressed(piece, scale, strong=run.weight > 400)
        at = column + columns(run.text) * scale
    return bytes(out) + b"\n"


def _spaced(words: bytes, height: float) -> bytes:
    """A line that is higher than the others (ESC 3 n), and back to the usual height."""
    return b"\x1b3" + bytes((round(height * raster.DOTS_MM),)) + words + b"\x1b3\x1e"


def _dressed(piece: bytes, scale: int, *, strong: bool) -> bytes:
    """Words in double size or bold, and back to plain."""
    if scale > 1:
        piece = b"\x1d!" + bytes(((scale - 1) << 4 | (scale - 1),)) + piece + b"\x1d!\x00"
    return b"\x1bE\x01" + piece + b"\x1bE\x00" if strong else piece


def _scale(run: Run) -> int:
    assert run.pitch is not None, "a slip stands on a grid"
    return round(run.pitch / COLUMN_MM)


def _raster(picture: Image.Image) -> bytes:
    """A picture as GS v 0: rows of eight dots a byte, the leftmost in the highest bit."""
    across = (picture.width + 7) // 8
    size = across.to_bytes(2, "little") + picture.height.to_bytes(2, "little")
    return _PICTURE + size + picture.tobytes()


def _feed(height: float) -> bytes:
    """White paper of so many mm, in dots (ESC J)."""
    dots = round(height * raster.DOTS_MM)
    return b"".join(b"\x1bJ" + bytes((min(255, dots - done),)) for done in range(0, dots, 255)) if dots > 0 else b""
