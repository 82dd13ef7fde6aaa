"""How wide a character is, and whether the bundled font has it: two tables of the TTF, read once.

>>> REGULAR.advance("国"), REGULAR.advance("8"), REGULAR.has("喆"), REGULAR.has("😀")
(1000, 555, True, False)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from struct import unpack_from

EM = 1000
"""Units of the em square."""


@dataclass(frozen=True)
class Face:
    """One weight of Noto Sans SC (OFL-1.1) as shipped in `schemas/paper/fonts`."""

    weight: int

    @property
    def file(self) -> Traversable:
        """The TTF."""
        return files("schemas") / "paper" / "fonts" / f"NotoSansSC-{self.weight}.ttf"

    @cached_property
    def _data(self) -> bytes:
        return self.file.read_bytes()

    @cached_property
    def _tables(self) -> dict[str, int]:
        """Where each table begins (OpenType, table directory)."""
        count = unpack_from(">H", self._data, 4)[0]
        entries = [unpack_from(">4sLLL", self._data, 12 + 16 * index) for index in range(count)]
        return {tag.decode("ascii"): offset for tag, _, offset, _ in entries}

    @cached_property
    def _glyphs(self) -> dict[int, int]:
        """Code point → glyph: the segments of the cmap's format 12."""
        base = self._tables["cmap"]
        count = unpack_from(">H", self._data, base + 2)[0]
        starts = [base + unpack_from(">HHL", self._data, base + 4 + 8 * index)[2] for index in range(count)]
        full = next(start for start in starts if unpack_from(">H", self._data, start)[0] == 12)
        glyphs: dict[int, int] = {}
        for index in range(unpack_from(">L", self._data, full + 12)[0]):
            first, last, glyph = unpack_from(">LLL", self._data, full + 16 + 12 * index)
            glyphs.update(zip(range(first, last + 1), range(glyph, glyph + last - first + 1), strict=True))
        return glyphs

    @cached_property
    def _advances(self) -> tuple[int, ...]:
        """Advance of each glyph; glyphs behind the last listed share its advance."""
        count = unpack_from(">H", self._data, self._tables["hhea"] + 34)[0]
        return unpack_from(">" + "Hh" * count, self._data, self._tables["hmtx"])[::2]

    def has(self, character: str) -> bool:
        """Whether the font can draw this character."""
        return ord(character) in self._glyphs

    def advance(self, character: str) -> int:
        """The advance in thousandths of an em; KeyError for a character that the font lacks."""
        glyph = self._glyphs[ord(character)]
        return self._advances[min(glyph, len(self._advances) - 1)]


REGULAR = Face(400)
STRONG = Face(600)


def face(weight: int) -> Face:
    """The face of this weight: 400 or 600."""
    return {400: REGULAR, 600: STRONG}[weight]
