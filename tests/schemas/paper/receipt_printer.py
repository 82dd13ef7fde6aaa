"""A receipt printer in small: reads ESC/POS from the command list and draws what would stand on the paper.

Written from the list of commands, not from the encoder: it knows no layout, counts its own columns, and refuses every
byte that it doesn't know, so that nothing strange reaches a real head unseen.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from PIL import Image, ImageDraw, ImageFont

from schemas.paper.glyphs import face

CELL = 12
"""Dots of one column of font A."""


@dataclass
class ReceiptPrinter:
    """`dots` wide: 384 for 58 mm, 576 for 80 mm. `lines` is the text that was printed, `cuts` counts the knife."""

    dots: int
    lines: list[str] = field(default_factory=list)
    cuts: int = 0
    chinese: bool = False
    spacing: int = 30
    y: int = 0

    def __post_init__(self) -> None:
        self._paper = Image.new("1", (self.dots, 20_000), 1)
        self._pen = ImageDraw.Draw(self._paper)
        self._reset()

    def _reset(self) -> None:
        self.chinese, self.spacing, self._scale, self._bold, self._centre = False, 30, 1, False, False
        self._line: list[tuple[str, int, bool]] = []

    def print(self, data: bytes) -> Image.Image:
        """Take all bytes and give the paper so far."""
        at = 0
        while at < len(data):
            at = self._command(data, at)
        assert not self._line, "words without a line feed stay in the printer"
        return self._paper.crop((0, 0, self.dots, self.y))

    def _command(self, data: bytes, at: int) -> int:
        byte, two, three = data[at : at + 1], data[at : at + 2], data[at : at + 3]
        if two == b"\x1b@":
            self._reset()
            return at + 2
        if two == b"\x1c&":
            self.chinese = True
            return at + 2
        if two == b"\x1b3":
            self.spacing = data[at + 2]
            return at + 3
        if two == b"\x1bJ":
            self.y += data[at + 2]
            return at + 3
        if two == b"\x1d!":
            assert data[at + 2] >> 4 == data[at + 2] & 15, "width and height go together"
            self._scale = (data[at + 2] & 15) + 1
            return at + 3
        if two == b"\x1bE":
            self._bold = bool(data[at + 2])
            return at + 3
        if two == b"\x1ba":
            self._centre = data[at + 2] == 1
            return at + 3
        if data[at : at + 4] == b"\x1dv0\x00":
            return self._raster(data, at + 4)
        if three == b"\x1dVB":
            self.cuts += 1
            return at + 4
        if byte == b"\n":
            self._feed()
            return at + 1
        return self._character(data, at)

    def _character(self, data: bytes, at: int) -> int:
        assert self.chinese, "words outside Chinese mode"
        size = 1 if data[at] < 0x80 else 2
        assert data[at] >= 0x20 and data[at] != 0x3F, f"byte {data[at]:02x} at {at}"
        self._line.append((data[at : at + size].decode("gb18030"), self._scale, self._bold))
        return at + size

    def _feed(self) -> None:
        x = 0
        for character, scale, bold in self._line:
            columns = 1 if character.isascii() else 2
            font = ImageFont.truetype(str(face(600 if bold else 400).file), 23 * scale)
            foot = self.y + 24 * scale + (self.spacing - 24 * scale) // 2 - 3 * scale
            self._pen.text((x + columns * scale * CELL / 2, foot), character, fill=0, font=font, anchor="ms")
            x += columns * scale * CELL
        assert x <= self.dots, "a line runs over the edge"
        self.lines.append("".join(character for character, _, _ in self._line))
        self.y += self.spacing
        self._line = []

    def _raster(self, data: bytes, at: int) -> int:
        across, down = (int.from_bytes(data[at + n : at + n + 2], "little") for n in (0, 2))
        picture = Image.frombytes("1", (across * 8, down), data[at + 4 : at + 4 + across * down])
        assert across * 8 <= self.dots, "a picture runs over the edge"
        x = (self.dots - across * 8) // 2 if self._centre else 0
        self._paper.paste(0, (x, self.y, x + across * 8, self.y + down), picture)
        self.lines.append("[picture]")
        self.y += down
        return at + 4 + across * down
