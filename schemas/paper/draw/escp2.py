"""ESC/P2 for 24-pin dot-matrix printers, onto a pre-printed form and its carbon copies: what is filled in, as raster.

Everything is drawn in the bundled font at 180 dpi, so that a rare name comes out like any other and every figure stands
where the layout put it, whatever character set the printer has. Commands: ESC @, ESC ( U, ESC ( C, ESC J, ESC $, ESC *.
"""

from __future__ import annotations

from PIL import Image

from schemas.paper.draw import raster
from schemas.paper.draw.shapes import STAMP_WEIGHT, advance
from schemas.paper.placed import Page, Placed, Rule, Run, Stamp, of_copy, overlay

DPI = 180
PINS = 24
_GAP = 36
"""White dots between words from which moving the head costs less than printing nothing."""
_UNIT = b"\x1b(U\x01\x00\x14"
"""ESC ( U: the unit of movement is 20/3600 inch, one dot."""
_TRIPLE = b"\x1b*\x27"
"""ESC * 39: 24 pins, 180 dots an inch both ways."""


def draw(placed: Placed) -> bytes:
    """The bytes of the pages, struck once through all copies; marks of the pre-printed form are left out."""
    struck = overlay(of_copy(placed, placed.pages[0].copy))
    return b"".join(_page(struck, page) for page in struck.pages)


def _page(placed: Placed, page: Page) -> bytes:
    sheet = _sheet(placed, page)
    out = bytearray(b"\x1b@" + _UNIT + b"\x1b(C\x02\x00" + sheet.height.to_bytes(2, "little"))
    y = 0
    for top in _bands(sheet):
        out += _down(top - y)
        out += _band(sheet.crop((0, top, sheet.width, top + PINS)))
        y = top
    return bytes(out) + b"\x0c"


def _sheet(placed: Placed, page: Page) -> Image.Image:
    """The page in black and white at 180 dpi; 1 is black. A stamp stands upright, as words."""
    dots_mm = DPI / 25.4
    runs = [_upright(item) if isinstance(item, Stamp) else item for item in page.items]
    sheet = raster.words([run for run in runs if isinstance(run, Run)], placed.width, 0, page.height, dots_mm)
    raster.strike(sheet, [item for item in page.items if isinstance(item, Rule)], dots_mm)
    return sheet


def _upright(stamp: Stamp) -> Run:
    size = stamp.size * 25.4 / 72
    x = stamp.x - advance(stamp.text, size, STAMP_WEIGHT) / 2
    return Run(text=stamp.text, x=x, y=stamp.y + 0.36 * size, size=size, weight=STAMP_WEIGHT)


def _bands(sheet: Image.Image) -> list[int]:
    """The upper edges of the passes of the head: each begins at the first row with ink that is not yet printed."""
    rows = sheet.tobytes()
    width = (sheet.width + 7) // 8
    inked = [row for row in range(sheet.height) if any(rows[row * width : (row + 1) * width])]
    tops: list[int] = []
    for row in inked:
        if not tops or row >= tops[-1] + PINS:
            tops.append(row)
    return tops


def _band(band: Image.Image) -> bytes:
    """One pass: each stretch of ink at its own place, then back to the left edge."""
    columns = _columns(band)
    out = bytearray()
    for first, last in _stretches(columns):
        count = last - first
        out += b"\x1b$" + first.to_bytes(2, "little") + _TRIPLE + count.to_bytes(2, "little")
        out += b"".join(columns[first:last])
    return bytes(out) + b"\r"


def _columns(band: Image.Image) -> list[bytes]:
    """Three bytes a column, the top pin in the highest bit: the band turned on its side."""
    padded = Image.new("1", (band.width, PINS), 0)
    padded.paste(band, (0, 0))
    turned = padded.transpose(Image.Transpose.TRANSPOSE).tobytes()
    return [turned[place : place + 3] for place in range(0, len(turned), 3)]


def _stretches(columns: list[bytes]) -> list[tuple[int, int]]:
    """Stretches of columns with ink, joined over small gaps."""
    stretches: list[tuple[int, int]] = []
    for place, column in enumerate(columns):
        if not any(column):
            continue
        if stretches and place - stretches[-1][1] < _GAP:
            stretches[-1] = (stretches[-1][0], place + 1)
        else:
            stretches.append((place, place + 1))
    return stretches


def _down(dots: int) -> bytes:
    """Move the paper up by so many dots (ESC J)."""
    return b"".join(b"\x1bJ" + bytes((min(255, dots - done),)) for done in range(0, dots, 255))
