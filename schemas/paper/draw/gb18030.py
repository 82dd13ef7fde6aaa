"""Which words a printer's own font can set: characters that GB18030 writes in one or two bytes.

Four-byte characters (rare surnames, ¥ U+00A5) and the private area are drawn as pictures instead; nothing ever
becomes a question mark.
"""

from __future__ import annotations

_PRIVATE = range(0xE000, 0xF900)


def encoded(text: str) -> bytes | None:
    """The bytes of `text` for a printer in Chinese mode; None when one of its characters needs a picture."""
    out = bytearray()
    for character in text:
        piece = character.encode("gb18030")
        if len(piece) > 2 or ord(character) in _PRIVATE or ord(character) < 0x20:
            return None
        out += piece
    return bytes(out)
