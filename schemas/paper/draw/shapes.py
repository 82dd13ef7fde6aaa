"""What all drawings share: where characters of a grid stand, the modules of a QR code, the frame of a stamp."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import segno

from schemas.failures import Refusal
from schemas.paper.glyphs import EM, face
from schemas.paper.measure import columns
from schemas.paper.placed import Code, Run, Stamp

QUIET = 4
"""Modules that stay white around a QR code."""
MOST_VERSION = 17
STAMP_WEIGHT = 600
_MASK = 2
"""Every mask is valid. Signed text looks random under each of them, and trying all eight takes three quarters of a slip's time."""


@dataclass(frozen=True, slots=True)
class StampFrame:
    """A stamp before it is turned: half its width and height, its baseline below the centre, in mm."""

    half_width: float
    half_height: float
    baseline: float
    size: float
    line: float


def advance(text: str, size: float, weight: int) -> float:
    """The width of `text` in mm at em `size`."""
    font = face(weight)
    return sum(font.advance(character) for character in text) * size / EM


def characters(run: Run) -> Iterator[tuple[str, float]]:
    """Each character of a run on a grid with its left edge, centred in its columns."""
    assert run.pitch is not None
    x = run.x
    for character in run.text:
        room = columns(character) * run.pitch
        if character != " ":
            yield character, round(x + (room - advance(character, run.size, run.weight)) / 2, 3)
        x += room


def modules(code: Code) -> list[list[bool]]:
    """The dark modules of a QR code with error correction Q, without its quiet zone."""
    symbol = segno.make_qr(code.text, error="q", boost_error=False, mask=_MASK)
    if int(symbol.version) > MOST_VERSION:
        raise Refusal("paper.code_too_large", version=int(symbol.version), most=MOST_VERSION)
    return [[bool(module) for module in row] for row in symbol.matrix]


def corner(code: Code, count: int) -> tuple[float, float]:
    """Where the first module stands in mm, so that `count` modules are centred in the square."""
    inset = (code.size - count * code.module) / 2
    return round(code.x + inset, 3), round(code.y + inset, 3)


def dark_runs(matrix: list[list[bool]]) -> Iterator[tuple[int, int, int]]:
    """Runs of dark modules as (row, first column, count): fewer shapes than single squares."""
    for row, line in enumerate(matrix):
        start: int | None = None
        for column, dark in enumerate([*line, False]):
            if dark and start is None:
                start = column
            elif not dark and start is not None:
                yield row, start, column - start
                start = None


def stamp_frame(stamp: Stamp) -> StampFrame:
    """Size the frame of a stamp; `size` of a stamp is in points."""
    size = stamp.size * 25.4 / 72
    half = advance(stamp.text, size, STAMP_WEIGHT) / 2 + 0.35 * size
    return StampFrame(half, 0.72 * size, 0.36 * size, size, 0.045 * size)
