"""How the Han characters of a name sound. The house's door to pypinyin, which is loaded when a name is first asked for.

Each character is looked up by itself: the tables of whole words, some 45 MiB, stay out of the memory.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from types import ModuleType

from schemas.directory.grams import is_han


@lru_cache(maxsize=4_096)
def sound(text: str) -> str:
    """The pinyin of the Han characters in a text, its syllables joined by spaces; empty when it has none."""
    letters = [letter for letter in text if is_han(letter)]
    return " ".join(_tables().lazy_pinyin(letters)) if letters else ""


def initials(text: str) -> Iterator[str]:
    """The initials of the Han characters in a text, in capitals, and again with one character read in another way.

    陈喆 is CZ; 单晓 is DX and, as the surname is read, SX.
    """
    ways = [way for letter in text if not letter.isascii() and (way := _firsts(letter))]
    first = [way[0] for way in ways]
    if first:
        yield "".join(first)
    for place, way in enumerate(ways):
        yield from ("".join([*first[:place], other, *first[place + 1 :]]) for other in way[1:])


@lru_cache(maxsize=4_096)
def _firsts(letter: str) -> tuple[str, ...]:
    """The first letters of all readings of a character, the usual one first; none when it is unknown."""
    tables = _tables()
    read = tables.pinyin(letter, style=tables.Style.FIRST_LETTER, heteronym=True, errors="ignore")
    return tuple(dict.fromkeys(way[:1].upper() for ways in read for way in ways))


def _tables() -> ModuleType:
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    import pypinyin

    return pypinyin
