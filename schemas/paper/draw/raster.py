"""Black and white pictures for printer heads: lines of words in the bundled font, and QR codes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from PIL import Image, ImageDraw

from schemas.paper.draw import png
from schemas.paper.draw.shapes import QUIET, modules
from schemas.paper.placed import Code, Rule, Run

DOTS_MM = png.DOTS_MM
_WHITE, _BLACK = 255, 0
_THRESHOLD = 160
"""Grey up to this value is printed: strokes of 600 and 400 stay whole at 203 dpi."""


def words(runs: Iterable[Run], width: float, top: float, height: float, dots_mm: float = DOTS_MM) -> Image.Image:
    """The runs of one line as a picture of `width` by `height` mm, whose upper edge is `top`; 1 is black."""
    sheet = Image.new("L", (round(width * dots_mm), round(height * dots_mm)), _WHITE)
    pen = ImageDraw.Draw(sheet)
    for run in runs:
        png.run(pen, _black(run, top), dots_mm)
    dark = [255 if grey <= _THRESHOLD else 0 for grey in range(256)]
    return cast("Any", sheet).point(dark, "1")


def strike(sheet: Image.Image, rules: Iterable[Rule], dots_mm: float) -> None:
    """Draw straight lines onto a picture in which 1 is black; each at least one dot thick."""
    pen = ImageDraw.Draw(sheet)
    for rule in rules:
        ends = (rule.x * dots_mm, rule.y * dots_mm, rule.to_x * dots_mm, rule.to_y * dots_mm)
        pen.line(tuple(round(end) for end in ends), fill=1, width=max(1, round(rule.line * dots_mm)))


def symbol(code: Code, dots_mm: int = DOTS_MM) -> Image.Image:
    """A QR code with its quiet zone as a picture; a module is a whole number of dots."""
    matrix = modules(code)
    side, count = round(code.module * dots_mm), len(matrix)
    small = Image.frombytes("L", (count, count), bytes(255 * dark for line in matrix for dark in line)).convert("1")
    size = (count + 2 * QUIET) * side
    sheet = Image.new("1", (size, size), 0)
    large = cast("Any", small).resize((count * side, count * side), Image.Resampling.NEAREST)
    sheet.paste(large, (QUIET * side, QUIET * side))
    return sheet


def _black(run: Run, top: float) -> Run:
    return Run(
        text=run.text, x=run.x, y=run.y - top, size=run.size, weight=run.weight, colour="#000000", pitch=run.pitch
    )
