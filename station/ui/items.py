"""The short list of items 常用项目 that a counter offers, found by name, pinyin initials or goods code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Item:
    """One item: `kind` is goods, services or labour; `code` the goods and services code, empty where none is settled."""

    name: str
    initials: str
    kind: str
    code: str = ""


@cache
def short_list() -> tuple[Item, ...]:
    """The items in the order in which they are offered."""
    rows = json.loads((files("station") / "ui" / "items.json").read_text("utf-8"))
    return tuple(Item(**row) for row in rows)


def search(text: str, most: int = 8) -> tuple[Item, ...]:
    """The items whose name holds `text`, or whose initials or code begin with it; all for nothing."""
    wanted = text.strip().lower()
    found = [
        item
        for item in short_list()
        if wanted in item.name or item.initials.startswith(wanted) or (item.code and item.code.startswith(wanted))
    ]
    return tuple(found[:most])


def named(name: str) -> Item | None:
    """The item of exactly this name, if the short list has it."""
    return next((item for item in short_list() if item.name == name), None)
