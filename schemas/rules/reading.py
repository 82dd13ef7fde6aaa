"""Reading a pack's document field by field: a wrong word, a missing or an unknown field is refused with its place.

A `Reader` stands on one object of the document and knows the path to it. `finish` refuses what nobody asked for, so
that a misspelt field is an error and never a silent default.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeVar, cast

from schemas.failures import BadInput
from schemas.money import MOST_FEN
from schemas.periods import read_day
from schemas.rules.rates import Rate, read_rate

_T = TypeVar("_T")
_RATE = re.compile(r"0(\.[0-9]{1,8})?|1(\.0{1,8})?")
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")
MOST_ROWS = 500


class Reader:
    """One object of the document, at `path`."""

    def __init__(self, value: object, path: str = "") -> None:
        if not isinstance(value, dict):
            raise BadInput("rules.pack_object", field=path or None)
        self._fields = cast("dict[str, object]", value)
        self._read: set[str] = set()
        self.path = path

    def at(self, name: str) -> str:
        """The path of the field `name`."""
        return f"{self.path}.{name}" if self.path else name

    def has(self, name: str) -> bool:
        """Whether the field stands here at all."""
        return name in self._fields

    def value(self, name: str) -> object:
        """The field's value, which must stand here."""
        if name not in self._fields:
            raise BadInput("rules.pack_missing", field=self.at(name))
        self._read.add(name)
        return self._fields[name]

    def text(self, name: str) -> str:
        """Text that is not blank."""
        found = self.value(name)
        if not isinstance(found, str) or not found.strip():
            raise BadInput("rules.pack_text", field=self.at(name))
        return found

    def name(self, name: str) -> str:
        """A name: small letters, digits, point, hyphen, underscore."""
        found = self.text(name)
        if not _NAME.fullmatch(found):
            raise BadInput("rules.pack_name", field=self.at(name))
        return found

    def word(self, name: str, words: tuple[str, ...]) -> str:
        """One word of a vocabulary."""
        return read_word(self.value(name), words, self.at(name))

    def words(self, name: str, words: tuple[str, ...]) -> tuple[str, ...]:
        """Several different words of a vocabulary; all of them where the field is left out."""
        if not self.has(name):
            return words
        return self.list(name, lambda value, path: read_word(value, words, path))

    def names(self, name: str, known: dict[str, _T]) -> tuple[str, ...]:
        """Several different names that are defined elsewhere in the pack."""
        return self.list(name, lambda value, path: read_word(value, tuple(known), path))

    def flag(self, name: str) -> bool:
        """true or false."""
        found = self.value(name)
        if not isinstance(found, bool):
            raise BadInput("rules.pack_flag", field=self.at(name))
        return found

    def whole(self, name: str, least: int = 0) -> int:
        """A whole number from `least` to the largest amount."""
        found = self.value(name)
        if isinstance(found, bool) or not isinstance(found, int) or not least <= found <= MOST_FEN:
            raise BadInput("rules.pack_whole", field=self.at(name), least=least, most=MOST_FEN)
        return found

    def rate(self, name: str) -> Rate:
        """A rate from 0 to 1 as a decimal string."""
        found = self.value(name)
        if not isinstance(found, str) or not _RATE.fullmatch(found):
            raise BadInput("rules.pack_rate", field=self.at(name))
        return read_rate(found)

    def day(self, name: str) -> date:
        """A day `YYYY-MM-DD`."""
        return read_day(self.value(name), self.at(name))

    def list(self, name: str, read: Callable[[object, str], _T]) -> tuple[_T, ...]:
        """A list that is not empty and repeats nothing, each part read with its own path."""
        return read_list(self.value(name), self.at(name), read)

    def child(self, name: str) -> Reader:
        """The object in the field `name`."""
        return Reader(self.value(name), self.at(name))

    def rows(self, name: str) -> Iterator[Reader]:
        """The objects of a list, which may be empty."""
        found = self.value(name)
        if not isinstance(found, list) or len(cast("list[object]", found)) > MOST_ROWS:
            raise BadInput("rules.pack_list", field=self.at(name), most=MOST_ROWS)
        for index, row in enumerate(cast("list[object]", found)):
            yield Reader(row, f"{self.at(name)}.{index}")

    def entries(self, name: str) -> Iterator[tuple[str, Reader]]:
        """The named objects of an object, whose names are the pack's own."""
        inner = self.child(name)
        for key in inner._fields:
            if not _NAME.fullmatch(key):
                raise BadInput("rules.pack_name", field=inner.at(key))
            yield key, inner.child(key)

    def finish(self) -> None:
        """Refuse a field that nobody asked for."""
        for name in self._fields:
            if name not in self._read:
                raise BadInput("rules.pack_unknown", field=self.at(name))


def read_list(found: object, path: str, read: Callable[[object, str], _T]) -> tuple[_T, ...]:
    """A list that is not empty and repeats nothing, each part read with its own path."""
    if not isinstance(found, list) or not 1 <= len(cast("list[object]", found)) <= MOST_ROWS:
        raise BadInput("rules.pack_list", field=path, most=MOST_ROWS)
    parts = [read(part, f"{path}.{index}") for index, part in enumerate(cast("list[object]", found))]
    for index, part in enumerate(parts):
        if part in parts[:index]:
            raise BadInput("rules.pack_twice", field=f"{path}.{index}")
    return tuple(parts)


def read_word(value: object, words: tuple[str, ...], path: str) -> str:
    """One word of a vocabulary."""
    if not isinstance(value, str) or value not in words:
        shown = value if isinstance(value, str) else type(value).__name__
        raise BadInput("rules.pack_word", field=path, word=shown, choices=", ".join(words))
    return value
