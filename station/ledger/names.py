"""An index of the names, ids and numbers in personal blocks, for searching on this computer alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from schemas.apply import Cursor
from schemas.canonical import is_list, is_map

_SOUGHT = ("name", "id", "phone")


def index(cursor: Cursor, entry: bytes, said: dict[str, Any]) -> None:
    """Make what a block says of people findable."""
    texts = "\n".join(sorted(set(_texts(said))))
    cursor.execute("INSERT INTO person (entry, texts) VALUES (?, ?)", (entry, texts))


def _texts(value: Any) -> Iterator[str]:
    if is_map(value):
        for name, part in value.items():
            if name in _SOUGHT and isinstance(part, str):
                yield part.upper()
            else:
                yield from _texts(part)
    elif is_list(value):
        for part in value:
            yield from _texts(part)
