"""The size of a PNG picture from its first bytes (ISO/IEC 15948, IHDR), and how it fits a frame. Pure."""

from __future__ import annotations

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels; (1, 1) for what is no PNG."""
    if len(png) < 24 or not png.startswith(_SIGNATURE):
        return 1, 1
    return int.from_bytes(png[16:20]), int.from_bytes(png[20:24])


def fitted(png: bytes, width: int, height: int) -> tuple[int, int]:
    """The picture's size when it is made as large as a frame of `width` × `height` allows, in whole pixels.

    >>> fitted(_SIGNATURE + bytes(8) + (240).to_bytes(4) + (140).to_bytes(4), 388, 330)
    (388, 226)
    """
    wide, high = size(png)
    if wide * height >= high * width:
        return width, max(1, high * width // wide)
    return max(1, wide * height // high), height
