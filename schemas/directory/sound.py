"""How the Han characters of a name sound. The directory's door to pypinyin, which is loaded when a name is first asked for."""

from __future__ import annotations

from functools import lru_cache

from schemas.directory.grams import is_han


@lru_cache(maxsize=4_096)
def sound(text: str) -> str:
    """The pinyin of the Han characters in a text, its syllables joined by spaces; empty when it has none."""
    letters = [letter for letter in text if is_han(letter)]
    if not letters:
        return ""
    from pypinyin import lazy_pinyin

    return " ".join(lazy_pinyin(letters))
