"""How much room words take, and where a line of words may break.

A sheet measures in mm by the font's advances; a slip counts columns: one for ASCII, two for all else, which is the
number of bytes in GB18030 wherever the printer's own font is used.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from schemas.failures import Refusal
from schemas.paper.glyphs import EM, face
from schemas.paper.layout import COLUMN_MM, POINT_MM, Style

_NOT_FIRST = frozenset("，。、；：？！）》】〕」』”’％%,.;:?!)]}·—…")
"""Marks that may not begin a line."""
_NOT_LAST = frozenset("（《【〔「『“‘([{¥￥")
"""Marks that may not end one."""
_ATOMS = re.compile(r"[!-~]+| +|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Ruler:
    """Measures words of one style at one size; `size` is the em in mm."""

    size: float
    weight: int
    pitch: float | None

    def width(self, text: str) -> float:
        """The width of one line in mm."""
        if self.pitch is not None:
            return columns(text) * self.pitch
        font = face(self.weight)
        return sum(font.advance(character) for character in text) * self.size / EM


def ruler(style: Style, *, grid: bool, points: float | None = None) -> Ruler:
    """The ruler of a style; on the grid of a slip its em is just under two columns."""
    if grid:
        pitch = COLUMN_MM * style.scale
        return Ruler(1.9 * pitch, style.weight, pitch)
    return Ruler((style.size if points is None else points) * POINT_MM, style.weight, None)


def columns(text: str) -> int:
    """Columns on a receipt printer.

    >>> columns("合计 ￥12.50")
    12
    """
    return sum(1 if character.isascii() else 2 for character in text)


def drawable(text: str, weight: int, field: str | None) -> None:
    """Refusal `paper.no_glyph` for the first character that the font lacks; never a box, never a question mark."""
    font = face(weight)
    for character in text:
        if not font.has(character):
            raise Refusal("paper.no_glyph", field=field, character=character, point=f"U+{ord(character):04X}")


def wrapped(text: str, width: float, by: Ruler) -> list[str]:
    """The lines of `text` within `width` mm; a line feed always breaks, figures and Latin words only if they must."""
    return [line for part in text.split("\n") for line in _wrapped_part(part, width, by)]


def _wrapped_part(text: str, width: float, by: Ruler) -> list[str]:
    lines: list[str] = []
    line = ""
    for atom in _atoms(text, width, by):
        if not line or by.width(line + atom.rstrip(" ")) <= width + 1e-6:
            line += atom
        elif atom[0] in _NOT_FIRST or (line and line[-1] in _NOT_LAST):
            kept, carried = _carry(line)
            lines.append(kept)
            line = carried + atom
        else:
            lines.append(line.rstrip(" "))
            line = atom.lstrip(" ")
    return [*lines, line.rstrip(" ")]


def _carry(line: str) -> tuple[str, str]:
    """Break before the last character that may begin a line and follows one that may end it."""
    for place in range(len(line) - 1, 0, -1):
        if line[place] not in _NOT_FIRST and line[place - 1] not in _NOT_LAST and not line[place].isascii():
            return line[:place].rstrip(" "), line[place:]
    return line.rstrip(" "), ""


def _atoms(text: str, width: float, by: Ruler) -> list[str]:
    """Words of ASCII, single characters of the rest; a word wider than the line falls into characters."""
    atoms: list[str] = []
    for atom in _ATOMS.findall(text):
        atoms.extend(atom if by.width(atom) > width else (atom,))
    return atoms
