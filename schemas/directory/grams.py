"""The pieces of words by which a household is found, so that a slip of the finger leaves most of them standing.

`h` one or two Han characters of name, operator or address · `p` three letters of the pinyin · `i` two of its initials ·
`d` four figures of identity or phone · `n` a house number of the address with the two characters before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from schemas.directory.listing import Listed
from schemas.identifiers.normal import normalise

_HOUSE = re.compile("[\u3400-\u9fff]{1,2}[0-9]+")
_TAIL = 12
"""So many last characters of an identity are told apart; those before are the district's."""


def pieces_of(row: Listed) -> set[str]:
    """All pieces of one household."""
    return {
        *_han(row.name),
        *_han(row.operator),
        *_pairs_han(row.address),
        *_houses(row.address),
        *_letters(row.pinyin.replace(" ", "")),
        *_initials("".join(word[:1] for word in row.pinyin.split())),
        *_figures(row.identity[-_TAIL:]),
        *_figures(row.phone),
    }


def pieces_asked(text: str, pinyin: str = "") -> set[str]:
    """The pieces of what was typed; `pinyin` is its sound where it holds Han characters."""
    typed = normalise(text)
    han = "".join(letter for letter in typed if is_han(letter))
    plain = "".join(letter for letter in typed if letter.isascii() and letter.isalnum())
    pieces = {*_han(han), *_letters(pinyin.replace(" ", "")), *_houses(typed)}
    if han:
        return pieces
    if any(letter.isdigit() for letter in plain):
        return pieces | set(_figures(plain[-_TAIL:] if len(plain) > _TAIL else plain))
    letters = plain.lower()
    return pieces | set(_letters(letters)) | set(_initials(letters))


def is_han(letter: str) -> bool:
    """Whether a character is a Han one, of the plane that names are written with."""
    return "\u3400" <= letter <= "\u9fff"


def _han(text: str) -> Iterator[str]:
    yield from (f"h{letter}" for letter in text if is_han(letter))
    yield from _pairs_han(text)


def _pairs_han(text: str) -> Iterator[str]:
    return (f"h{text[at : at + 2]}" for at in range(len(text) - 1) if is_han(text[at]) and is_han(text[at + 1]))


def _letters(text: str) -> Iterator[str]:
    marked = f"^{text}" if text else ""
    return (f"p{marked[at : at + 3]}" for at in range(len(marked) - 2))


def _initials(text: str) -> Iterator[str]:
    marked = f"^{text}" if text else ""
    return (f"i{marked[at : at + 2]}" for at in range(len(marked) - 1))


def _houses(text: str) -> Iterator[str]:
    return (f"n{found.group()}" for found in _HOUSE.finditer(text))


def _figures(text: str) -> Iterator[str]:
    return (f"d{text[at : at + 4]}" for at in range(len(text) - 3))
