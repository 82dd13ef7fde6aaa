"""PNG by pillow at 203 dpi (8 dots a mm): for the screen and for eyes. The pages of the first copy, one below the other."""

from __future__ import annotations

from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from schemas.paper.draw.shapes import STAMP_WEIGHT, characters, corner, dark_runs, modules, stamp_frame
from schemas.paper.glyphs import face
from schemas.paper.placed import Box, Code, Item, Page, Placed, Rule, Run, Stamp, of_copy

DOTS_MM = 8
"""Dots a mm: the head of a receipt printer, and sharp enough for a screen."""
PAPER = "#FFFDF8"
_DESK = "#E8ECF1"
_GAP = 24
_FINER = 2
"""Thin lines and slanted words are drawn this much finer and then made smaller."""


def draw(placed: Placed) -> bytes:
    """A PNG of the first copy's pages."""
    sheets = [picture(placed, page) for page in of_copy(placed, placed.pages[0].copy).pages]
    width = max(sheet.width for sheet in sheets)
    whole = Image.new("RGB", (width, sum(sheet.height for sheet in sheets) + _GAP * (len(sheets) - 1)), _DESK)
    y = 0
    for sheet in sheets:
        whole.paste(sheet, (0, y))
        y += sheet.height + _GAP
    file = BytesIO()
    whole.save(file, "PNG", dpi=(203.2, 203.2))
    return file.getvalue()


def picture(placed: Placed, page: Page) -> Image.Image:
    """One page as a picture."""
    scale = DOTS_MM * _FINER
    sheet = Image.new("RGB", (round(placed.width * scale), round(page.height * scale)), PAPER)
    for item in page.items:
        _draw(sheet, item, scale)
    return sheet.reduce(_FINER)


@cache
def font(weight: int, dots: int) -> ImageFont.FreeTypeFont:
    """The bundled font with an em of so many dots."""
    return ImageFont.truetype(str(face(weight).file), dots, layout_engine=ImageFont.Layout.BASIC)


def _draw(sheet: Image.Image, item: Item, scale: int) -> None:
    pen = ImageDraw.Draw(sheet)
    if isinstance(item, Run):
        run(pen, item, scale)
    elif isinstance(item, Rule):
        _rule(pen, item, scale)
    elif isinstance(item, Box):
        _box(pen, item, scale)
    elif isinstance(item, Code):
        code(pen, item, scale)
    else:
        _stamp(sheet, item, scale)


def run(pen: ImageDraw.ImageDraw, words: Run, scale: float) -> None:
    """Draw one line of words."""
    face_ = font(words.weight, round(words.size * scale))
    placed = [(words.text, words.x)] if words.pitch is None else characters(words)
    for text, x in placed:
        pen.text((round(x * scale), round(words.y * scale)), text, fill=words.colour, font=face_, anchor="ls")


def _rule(pen: ImageDraw.ImageDraw, rule: Rule, scale: int) -> None:
    width = max(1, round(rule.line * scale))
    if not rule.dash:
        pen.line((rule.x * scale, rule.y * scale, rule.to_x * scale, rule.to_y * scale), rule.colour, width)
        return
    x = rule.x
    while x < rule.to_x:
        pen.line((x * scale, rule.y * scale, min(x + 1.2, rule.to_x) * scale, rule.y * scale), rule.colour, width)
        x += 2.0


def _box(pen: ImageDraw.ImageDraw, box: Box, scale: int) -> None:
    edges = (box.x * scale, box.y * scale, (box.x + box.width) * scale, (box.y + box.height) * scale)
    width = max(1, round(box.line * scale)) if box.line else 0
    pen.rounded_rectangle(edges, box.radius * scale, fill=box.fill, outline=box.colour if width else None, width=width)


def code(pen: ImageDraw.ImageDraw, symbol: Code, scale: int) -> None:
    """Draw a QR code, its modules on whole dots."""
    matrix = modules(symbol)
    left, top = corner(symbol, len(matrix))
    side = round(symbol.module * scale)
    for row, column, count in dark_runs(matrix):
        x, y = round(left * scale) + column * side, round(top * scale) + row * side
        pen.rectangle((x, y, x + count * side - 1, y + side - 1), fill="#000000")


def _stamp(sheet: Image.Image, stamp: Stamp, scale: int) -> None:
    frame = stamp_frame(stamp)
    half = round((frame.half_width + frame.half_height) * scale)
    layer = Image.new("L", (2 * half, 2 * half), 0)
    pen = ImageDraw.Draw(layer)
    width, height = frame.half_width * scale, frame.half_height * scale
    edges = (half - width, half - height, half + width, half + height)
    line = max(1, round(frame.line * scale))
    pen.rounded_rectangle(edges, 0.18 * frame.size * scale, outline=255, width=line)
    at = (half, half + frame.baseline * scale)
    pen.text(at, stamp.text, fill=255, font=font(STAMP_WEIGHT, round(frame.size * scale)), anchor="ms")
    faint = Image.new("L", layer.size, 0)
    turned = Image.blend(faint, layer.rotate(stamp.angle, Image.Resampling.BICUBIC), stamp.opacity)
    sheet.paste(stamp.colour, (round(stamp.x * scale) - half, round(stamp.y * scale) - half), turned)
