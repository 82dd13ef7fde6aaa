"""Reads layouts from JSON: every word known, every needed word there; anything else is BadInput `paper.layout`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import MISSING, fields
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast

from schemas.failures import BadInput
from schemas.paper.layout import (
    Block,
    Cell,
    Column,
    Each,
    Flow,
    Frame,
    Layout,
    Line,
    Mark,
    Picture,
    Repeat,
    Strip,
    Style,
    Table,
)

_BLOCKS: dict[str, type[Any]] = {"strip": Strip, "table": Table, "each": Each, "code": Picture}
_PARTS: dict[str, type[Any]] = {
    "lines": Line,
    "frames": Frame,
    "marks": Mark,
    "repeats": Repeat,
}
_Part = TypeVar("_Part")


def parse(data: Mapping[str, Any]) -> Layout:
    """The layout that this document describes; BadInput `paper.layout` with the path of what is wrong."""
    return _part(Layout, dict(data), str(data.get("name", "?")))


@cache
def shipped(name: str) -> Layout:
    """A layout that is shipped with the program, by name."""
    page = files("schemas") / "paper" / "layouts" / f"{name}.json"
    if not page.is_file():
        raise BadInput("paper.unknown", paper=name)
    return parse(json.loads(page.read_text("utf-8")))


def _part(kind: type[_Part], said: dict[str, Any], path: str) -> _Part:
    """A part of `kind` from its map: every key known, every needed key there."""
    known = {field.name: field for field in fields(kind)}  # pyright: ignore[reportArgumentType] -- only dataclasses come here
    strange = sorted(set(said) - set(known))
    missing = [n for n, f in known.items() if n not in said and f.default is MISSING and f.default_factory is MISSING]
    if strange or missing:
        raise BadInput("paper.layout", field=path, reason=", ".join(strange + missing))
    return kind(**{name: _value(kind, name, value, f"{path}.{name}") for name, value in said.items()})


def _value(kind: type[Any], name: str, value: Any, path: str) -> Any:
    if name == "styles":
        return {key: _part(Style, style, f"{path}.{key}") for key, style in value.items()}
    if name == "flow":
        return _part(Flow, value, path)
    if not isinstance(value, list):
        return value
    listed = cast("list[Any]", value)
    if name == "blocks":
        return tuple(_block(block, f"{path}.{place}") for place, block in enumerate(listed))
    part = Column if kind is Table else Cell if name == "cells" else _PARTS.get(name)
    if part is None:
        return tuple(listed)
    return tuple(_part(part, item, f"{path}.{place}") for place, item in enumerate(listed))


def _block(said: dict[str, Any], path: str) -> Block:
    kind = _BLOCKS.get(str(said.get("kind")))
    if kind is None:
        raise BadInput("paper.layout", field=path, reason="kind")
    return _part(kind, {name: value for name, value in said.items() if name != "kind"}, path)
