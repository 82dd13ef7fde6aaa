"""The short list of items 常用项目 that a counter offers, found by name, pinyin initials or goods code."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Item:
    """One item: `kind` is one of `kinds`; `code` the goods and services code, empty where none is settled."""

    name: str
    initials: str
    kind: str
    code: str = ""


@cache
def short_list() -> tuple[Item, ...]:
    """The items in the order in which they are offered."""
    rows = json.loads((files("station") / "ui" / "items.json").read_text("utf-8"))
    return tuple(Item(**row) for row in rows)


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    return {
        kind: tuple(parts)
        for kind, parts in json.loads((files("station") / "ui" / "kinds.json").read_text("utf-8")).items()
    }


def kinds() -> tuple[str, ...]:
    """The kinds of item, in the order of their digits."""
    return tuple(_kinds())


def parts_of(kind: str) -> tuple[str, ...]:
    """What an item of this kind must say beside its price (STA公告2016年第23号), as the application names it."""
    return _kinds().get(kind, ())


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
