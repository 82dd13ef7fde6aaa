"""Filling a layout: everything stands in its place, or is refused by name. Nothing is cut."""

from __future__ import annotations

from typing import Any

import pytest

from schemas.failures import BadInput, Refusal
from schemas.paper.fill import fill
from schemas.paper.placed import Placed, Run, overlay
from schemas.paper.shipped import parse

BASE: dict[str, Any] = {
    "name": "note",
    "title": "便条",
    "width": 100,
    "height": 60,
    "styles": {"value": {"size": 10, "least": 8, "leading": 1.2}, "label": {"size": 9}, "strong": {"weight": 600}},
}


def placed(values: dict[str, Any], **layout: Any) -> Placed:
    return fill(parse(BASE | layout), values)


def words(paper: Placed, page: int = 0) -> list[str]:
    return [item.text for item in paper.pages[page].items if isinstance(item, Run)]


def runs(paper: Placed) -> list[Run]:
    return [item for page in paper.pages for item in page.items if isinstance(item, Run)]


@pytest.mark.parametrize(
    "change",
    [
        {"cells": [{"x": 0, "width": 5, "wdith": 5}]},
        {"cells": [{"x": 0}]},
        {"flow": {"top": 0, "bottom": 5, "blocks": [{"kind": "poem"}]}},
        {"colour": "red"},
        {"styles": {"value": {"font": "Comic"}}},
    ],
)
def test_an_unknown_or_missing_word_in_a_layout_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match=r"paper\.layout"):
        parse(BASE | change)


def test_right_aligned_words_end_at_their_edge() -> None:
    cell = {"field": "sum", "x": 10, "y": 5, "width": 40, "align": "right"}
    (run,) = runs(placed({"sum": "3,860.00"}, cells=[cell]))
    advance = sum({",": 278, ".": 278}.get(c, 555) for c in run.text) * run.size / 1000
    assert run.x + advance == pytest.approx(50, abs=0.01)


def test_words_shrink_no_further_than_allowed_and_are_then_refused() -> None:
    cell = {"field": "name", "x": 0, "y": 5, "width": 31}
    (run,) = runs(placed({"name": "武昌中南路邮政代征"}, cells=[cell]))
    assert 8 * 25.4 / 72 <= run.size < 10 * 25.4 / 72
    with pytest.raises(Refusal) as refused:
        placed({"name": "武昌中南路邮政代征网点营业厅"}, cells=[cell])
    assert (refused.value.code, refused.value.field) == ("paper.overflow", "name")


def test_words_wrap_within_the_height_of_their_place() -> None:
    cell = {"field": "name", "x": 0, "y": 5, "width": 31, "height": 9, "wrap": True}
    paper = placed({"name": "武昌中南路邮政代征网点营业厅"}, cells=[cell])
    assert "".join(words(paper)) == "武昌中南路邮政代征网点营业厅"
    with pytest.raises(Refusal, match=r"paper\.overflow"):
        placed({"name": "武昌中南路邮政代征网点营业厅" * 3}, cells=[cell])


def test_more_rows_than_the_form_has_are_refused() -> None:
    cell = {"field": "name", "x": 0, "width": 30}
    repeat = {"field": "rows", "y": 10, "row": 5, "most": 2, "cells": [cell]}
    assert words(placed({"rows": [{"name": "一"}, {"name": "二"}]}, repeats=[repeat])) == ["一", "二"]
    with pytest.raises(Refusal, match=r"paper\.rows"):
        placed({"rows": [{"name": "一"}] * 3}, repeats=[repeat])


def test_every_copy_is_a_page_that_names_itself() -> None:
    paper = placed({}, copies=["第一联", "第二联"], cells=[{"field": "copy", "x": 0, "width": 30}])
    assert [(page.copy, words(paper, place)) for place, page in enumerate(paper.pages)] == [
        ("第一联", ["第一联"]),
        ("第二联", ["第二联"]),
    ]


def test_an_overlay_leaves_the_form_out_and_keeps_what_is_filled_in() -> None:
    cells = [{"text": "名称", "x": 0, "width": 20}, {"field": "name", "x": 20, "width": 40}]
    lines = [{"x": 0, "y": 9, "to_x": 90, "to_y": 9}]
    paper = placed({"name": "陈喆"}, cells=cells, lines=lines)
    printed = overlay(paper, right=0.5, down=1.0)
    (run,), (before,) = runs(printed), runs(paper)[1:]
    assert words(printed) == ["陈喆"]
    assert len(printed.pages[0].items) == 1
    assert (run.x - before.x, run.y - before.y) == pytest.approx((0.5, 1.0))


def a_table(**more: Any) -> dict[str, Any]:
    columns = [
        {"field": "name", "head": "名称", "x": 0, "width": 40},
        {"field": "sum", "head": "金额", "x": 40, "width": 40, "align": "right"},
    ]
    table = {"kind": "table", "field": "rows", "columns": columns, "total": "total", **more}
    return {"top": 10, "bottom": 50, "blocks": [table]}


def test_a_table_flows_on_with_its_head_and_its_total_once() -> None:
    rows = [{"name": f"第{n}行", "sum": f"{n}.00"} for n in range(20)]
    counted = [{"text": "第 {page} 页 共 {pages} 页", "x": 0, "y": 52, "width": 60}]
    paper = placed({"rows": rows, "total": {"name": "合计", "sum": "190.00"}}, flow=a_table(), cells=counted)
    said = [words(paper, page) for page in range(len(paper.pages))]
    assert len(said) == 5
    assert all(page[0] == f"第 {place} 页 共 5 页" for place, page in enumerate(said, 1))
    assert all(page[1:3] == ["名称", "金额"] for page in said)
    assert [row["name"] for row in rows] == [
        word for page in said for word in page if word.startswith("第") and "行" in word
    ]
    assert [page.count("合计") for page in said] == [0, 0, 0, 0, 1]
    assert "第19行" in said[-1], "a total does not stand alone"
    assert max(run.y for run in runs(paper) if "页" not in run.text) < 50


def test_a_block_higher_than_the_page_is_refused() -> None:
    flow = {"top": 10, "bottom": 50, "blocks": [{"kind": "strip", "height": 41}]}
    with pytest.raises(Refusal, match=r"paper\.overflow"):
        placed({}, flow=flow)


def test_a_strip_grows_with_its_words_and_what_follows_moves_down() -> None:
    strip = {"kind": "strip", "height": 5, "cells": [{"field": "name", "x": 0, "width": 30, "wrap": True}]}
    foot = {"kind": "strip", "height": 5, "cells": [{"text": "完", "x": 0, "width": 30}]}
    flow = {"top": 0, "bottom": 60, "blocks": [strip, foot]}
    short, long = (placed({"name": name}, flow=flow) for name in ("武昌", "武昌中南路邮政代征网点营业厅"))
    assert runs(long)[-1].y > runs(short)[-1].y


def test_a_roll_ends_where_its_text_ends() -> None:
    strip = {"kind": "strip", "height": 1, "cells": [{"field": "name", "x": 0, "width": 32, "wrap": True}]}
    flow = {"top": 0, "bottom": 3.75, "blocks": [strip]}
    slip = BASE | {"width": 48, "height": None, "columns": 32, "styles": {"value": {}}, "flow": flow}
    assert fill(parse(slip), {"name": "一"}).pages[0].height == 7.5
    assert fill(parse(slip), {"name": "一" * 17}).pages[0].height == 11.25
