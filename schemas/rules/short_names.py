"""Short names 简称 of the goods and services classification 商品和服务税收分类编码, which stand before a name on an invoice.

The official table is the bureau's; the shipped list holds what was read, each with its mark. What it does not know gets
no short name rather than a guessed one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> Mapping[str, Any]:
    return json.loads((files("schemas.rules") / "short_names.json").read_text("utf-8"))


def short_name(item: str, code: str | None) -> str | None:
    """The short name of a line: by the longest known prefix of its code, else by its kind of item; None when unknown.

    >>> short_name("services", "3070401000000000000"), short_name("housing_rent", None), short_name("services", None)
    ('餐饮服务', '经营租赁', None)
    """
    if code:
        known = [row for row in _table()["codes"] if code.startswith(row["prefix"])]
        return max(known, key=lambda row: len(row["prefix"]))["short"] if known else None
    return _table()["items"].get(item)


def with_short_name(name: str, item: str, code: str | None) -> str:
    """A line's name as the invoice writes it; one that already has its short name stays.

    >>> with_short_name("两居室租金", "housing_rent", None), with_short_name("*设计服务*海报", "services", None)
    ('*经营租赁*两居室租金', '*设计服务*海报')
    """
    short = short_name(item, code)
    return name if short is None or name.startswith("*") else f"*{short}*{name}"
