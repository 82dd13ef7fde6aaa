"""The rows of one entry before they count: all reach the shelf, or none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any

from schemas.books.shelf import AnyRow, Row, Shelf

_LEAST, _MOST = -(1 << 63), (1 << 63) - 1


@cache
def columns(book: type[Row]) -> tuple[str, ...]:
    """The column names of a book, in the order of its fields."""
    return tuple(field.name for field in fields(book))  # pyright: ignore[reportArgumentType] -- every Row is a dataclass


@cache
def key_of(book: type[Row]) -> Callable[[Row], tuple[object, ...]]:
    """A getter of a row's key as a tuple."""
    if len(book.KEY) > 1:
        return attrgetter(*book.KEY)
    only = attrgetter(*book.KEY)

    def alone(row: Row) -> tuple[object, ...]:
        return (only(row),)

    return alone


@cache
def values_of(book: type[Row]) -> Any:
    """A getter of all values of a row, in the order of its columns."""
    return attrgetter(*columns(book))


class Staged:
    """A shelf over a shelf: reads fall through, writes wait for `settle`."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._waiting: dict[tuple[type[Row], tuple[object, ...]], tuple[Row, bool]] = {}

    def get(self, book: type[AnyRow], *key: object) -> AnyRow | None:
        """The row as this entry has it so far."""
        waiting = self._waiting.get((book, key))
        return waiting[0] if waiting else self._shelf.get(book, *key)  # pyright: ignore[reportReturnType] -- kept under its own type

    def put(self, row: Row) -> None:
        """Keep a row whose key was asked for before."""
        self._keep(row, fresh=False)

    def add(self, row: Row) -> None:
        """Keep a row whose key holds the entry's own place."""
        self._keep(row, fresh=True)

    def settle(self) -> None:
        """Hand all rows to the shelf below."""
        for row, fresh in self._waiting.values():
            (self._shelf.add if fresh else self._shelf.put)(row)

    def _keep(self, row: Row, *, fresh: bool) -> None:
        book = type(row)
        for value in values_of(book)(row):
            kind = type(value)  # pyright: ignore[reportUnknownVariableType] -- the getter of all values is untyped
            if kind is int:
                if not _LEAST <= value <= _MOST:
                    raise ValueError("a number that no table holds")
            elif kind is str:
                if "\0" in value:
                    raise ValueError("a text that no table holds")
            elif kind is not bytes and value is not None:
                raise TypeError("a value that no table holds")
        place = (book, key_of(book)(row))
        was_fresh = place in self._waiting and self._waiting[place][1]
        self._waiting[place] = (row, fresh or was_fresh)
