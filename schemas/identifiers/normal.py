"""One way to write a number that people type, paste or scan: half-width, upper case, no spaces."""

from __future__ import annotations

_HALF_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}
_UPPER = {ord("a") + offset: ord("A") + offset for offset in range(26)}
_UNSEEN = dict.fromkeys([*range(0x200B, 0x2010), *range(0x202A, 0x202F), 0x2060, 0xFEFF])

LONGEST = 64
"""No number of any kind is longer than this many characters."""


def normalise(text: str) -> str:
    """Full-width forms made half-width, ASCII letters upper case, spaces and unseen marks taken out.

    Nothing else changes: a superscript digit or a Greek letter stays what it is, and is refused later by its place.

    >>> normalise(" ９１４２ 0106ma49abcd04 ")
    '91420106MA49ABCD04'
    """
    return "".join(text.translate(_UNSEEN).translate(_HALF_WIDTH).translate(_UPPER).split())


def shown(character: str) -> str:
    """A character as a sentence can name it: itself, or its code point when it cannot be seen."""
    return character if character.isprintable() else f"U+{ord(character):04X}"
