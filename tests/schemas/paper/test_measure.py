"""Words are measured as the font and the receipt printer measure them, and lines break where a reader expects it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.failures import Refusal
from schemas.paper.glyphs import REGULAR, STRONG
from schemas.paper.layout import Style
from schemas.paper.measure import columns, drawable, ruler, wrapped

SHEET = ruler(Style(size=10), grid=False)
GRID = ruler(Style(), grid=True)
HAN = st.text(alphabet="武汉市中南路代开发票税款，。（）《》 ABC123.,-", max_size=60)


def test_all_digits_are_of_one_width() -> None:
    for font in (REGULAR, STRONG):
        assert len({font.advance(digit) for digit in "0123456789"}) == 1


@pytest.mark.parametrize("name", ["喆", "堃", "镕", "邨", "䶮", "㛃", "𬱟", "龘"])
def test_rare_names_have_their_characters(name: str) -> None:
    drawable(name, 400, "payer_name")
    drawable(name, 600, "payer_name")


@pytest.mark.parametrize("text", ["😀", "يۇسۇپ", "\x07", "a\tb", "𠀀"])
def test_a_character_that_the_font_lacks_is_refused_by_name(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        drawable(text, 400, "payer_name")
    assert refused.value.code == "paper.no_glyph"
    assert str(refused.value.params["character"]) in text


def test_columns_are_the_bytes_of_gb18030_where_the_printer_sets_the_words() -> None:
    for text in ("合计 ￥12.50", "ABC", "（代开）", ""):
        assert columns(text) == len(text.encode("gb18030"))


@given(HAN, st.integers(4, 40))
@settings(max_examples=80)
def test_wrapping_loses_nothing_but_spaces(text: str, width: int) -> None:
    lines = wrapped(text, width * 1.5, GRID)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(HAN, st.integers(10, 40))
@settings(max_examples=80)
def test_no_line_is_wider_than_its_place(text: str, width: int) -> None:
    assert all(columns(line) <= width for line in wrapped(text, width * 1.5, GRID))


def test_a_line_does_not_begin_with_a_closing_mark() -> None:
    lines = wrapped("武汉市武昌区中南路，九十九号（代开）。", 18, SHEET)
    assert len(lines) > 1
    assert all(line[0] not in "，。）" for line in lines)


def test_a_figure_is_not_broken_while_it_has_room() -> None:
    assert wrapped("合计 3,860.00 元整", 15, SHEET) == ["合计", "3,860.00", "元整"]
