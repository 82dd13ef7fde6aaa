"""A 24-pin printer in small: reads ESC/P2 from the command list and strikes dots at 180 an inch. It knows no layout."""

from __future__ import annotations

from PIL import Image

PINS = 24


class PinPrinter:
    """`pages` are the forms that came out, 1 where a pin struck."""

    def __init__(self, dots: int) -> None:
        self.dots = dots
        self.pages: list[Image.Image] = []
        self._length = self._x = self._y = 0
        self._unit = 0
        self._form = Image.new("1", (dots, 1), 0)

    def print(self, data: bytes) -> list[Image.Image]:
        """Take all bytes and give the forms."""
        at = 0
        while at < len(data):
            at = self._command(data, at)
        return self.pages

    def _command(self, data: bytes, at: int) -> int:
        two, three = data[at : at + 2], data[at : at + 3]
        if two == b"\x1b@":
            self._x = self._y = self._unit = 0
            return at + 2
        if three == b"\x1b(U":
            assert data[at + 3 : at + 5] == b"\x01\x00"
            self._unit = data[at + 5]
            return at + 6
        if three == b"\x1b(C":
            self._length = int.from_bytes(data[at + 5 : at + 7], "little")
            self._form = Image.new("1", (self.dots, self._length), 0)
            return at + 7
        if two == b"\x1bJ":
            self._y += data[at + 2]
            return at + 3
        if two == b"\x1b$":
            assert self._unit == 20, "without its unit ESC $ counts sixtieths of an inch"
            self._x = int.from_bytes(data[at + 2 : at + 4], "little")
            return at + 4
        if three == b"\x1b*\x27":
            return self._strike(data, at + 3)
        if data[at : at + 1] == b"\r":
            self._x = 0
            return at + 1
        assert data[at : at + 1] == b"\x0c", f"byte {data[at]:02x} at {at}"
        self.pages.append(self._form)
        return at + 1

    def _strike(self, data: bytes, at: int) -> int:
        count = int.from_bytes(data[at : at + 2], "little")
        for column in range(count):
            pins = int.from_bytes(data[at + 2 + 3 * column : at + 5 + 3 * column], "big")
            for pin in range(PINS):
                if pins >> (PINS - 1 - pin) & 1:
                    assert self._x < self.dots
                    assert self._y + pin < self._length
                    self._form.putpixel((self._x, self._y + pin), 1)
            self._x += 1
        return at + 2 + 3 * count
