"""A name on an invoice carries the short name 简称 of its class, once, and none that nobody knows."""

from __future__ import annotations

import json
from importlib.resources import files

import pytest

from schemas.rules.short_names import short_name, with_short_name


@pytest.mark.parametrize(
    ("item", "code", "short"),
    [
        ("services", "3070401000000000000", "餐饮服务"),
        ("services", "3070402000000000000", "住宿服务"),
        ("transport", "3010102020100000000", "运输服务"),
        ("construction", None, "建筑服务"),
        ("nonhousing_rent", "3040502020200000000", "经营租赁"),
        ("goods", "1010115019900000000", "水果"),
        ("goods", "1090000000000000000", None),
        ("goods", None, None),
        ("services", None, None),
    ],
)
def test_the_longest_known_prefix_decides(item: str, code: str | None, short: str | None) -> None:
    assert short_name(item, code) == short


def test_a_name_has_its_short_name_once() -> None:
    assert with_short_name("三居室", "housing_rent", None) == "*经营租赁*三居室"
    assert with_short_name("*经营租赁*三居室", "housing_rent", None) == "*经营租赁*三居室"
    assert with_short_name("苹果", "goods", None) == "苹果"


def test_every_row_of_the_table_has_a_mark_and_a_prefix_of_digits() -> None:
    table = json.loads((files("schemas.rules") / "short_names.json").read_text("utf-8"))
    for row in table["codes"]:
        assert row["prefix"].isdigit() and not row["prefix"].endswith("0")
        assert row["mark"] in ("read", "general", "doubtful")
