"""Three hundred rare names: each comes out right on every output, or is refused by its character. None comes out wrong."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from schemas.failures import Refusal
from schemas.paper.draw import draw, raster
from schemas.paper.draw.gb18030 import encoded
from schemas.paper.fill import fill
from schemas.paper.glyphs import REGULAR
from schemas.paper.placed import Run, from_edge
from schemas.paper.shipped import parse
from tests.schemas.paper.receipt_printer import ReceiptPrinter

BLOCKS = {
    "extension A": range(0x3400, 0x4DC0, 131),
    "extension B": range(0x20000, 0x2A6E0, 619),
    "extension C": range(0x2A700, 0x2B740, 59),
    "extension D": range(0x2B740, 0x2B820, 9),
    "extension E": range(0x2B820, 0x2CEB0, 83),
    "extension F": range(0x2CEB0, 0x2EBE1, 349),
    "extension G": range(0x30000, 0x3134B, 199),
    "common": range(0x4E00, 0x9FF0, 997),
    "compatibility": range(0xF900, 0xFA6E, 29),
    "Uyghur": range(0x0626, 0x064A, 5),
    "Latin with marks": range(0x00C0, 0x0180, 11),
    "emoji": range(0x1F600, 0x1F640, 9),
}
LAYOUT: dict[str, Any] = {
    "name": "slip",
    "title": "凭条",
    "width": 58,
    "left": 5,
    "columns": 32,
    "styles": {"value": {}},
    "flow": {
        "top": 0,
        "bottom": 0,
        "blocks": [{"kind": "strip", "height": 1, "cells": [{"field": "name", "x": 0, "width": 32}]}],
    },
}


def names() -> Iterator[str]:
    for points in BLOCKS.values():
        for point in points:
            yield "李" + chr(point) + "生"


def test_three_hundred_names_come_out_right_or_are_refused() -> None:
    seen = {"words": 0, "picture": 0, "refused": 0}
    for name in names():
        seen[_outcome(name)] += 1
    assert sum(seen.values()) >= 300
    assert min(seen.values()) > 20


def _outcome(name: str) -> str:
    """How a slip with this name comes out; anything but right fails here."""
    if not all(REGULAR.has(character) for character in name):
        with pytest.raises(Refusal, match=r"paper\.no_glyph"):
            fill(parse(LAYOUT), {"name": name})
        return "refused"
    placed = fill(parse(LAYOUT), {"name": name})
    data = draw(placed, "escpos")
    paper = ReceiptPrinter(384)
    sheet = paper.print(data)
    if encoded(name) is not None:
        assert paper.lines == [name]
        return "words"
    assert paper.lines == ["[picture]"]
    runs = [item for item in from_edge(placed).pages[0].items if isinstance(item, Run)]
    expected = raster.words(runs, 48, 0, 3.75)
    assert _same(sheet, expected)
    assert expected.crop((24, 0, 48, 30)).getbbox() is not None, "the rare character has ink of its own"
    return "picture"


def _same(paper: Image.Image, ink: Image.Image) -> bool:
    """Paper is white where nothing is printed; `ink` is 1 where the head burns."""
    return bytes(byte ^ 255 for byte in paper.tobytes()) == ink.tobytes()
