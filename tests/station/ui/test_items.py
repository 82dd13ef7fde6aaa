"""The short list is found by name, initials and code; its initials are those of its names."""

import pytest
from pypinyin import Style, lazy_pinyin

from station.ui.items import Item, named, search, short_list
from station.ui.sale_fields import KINDS


@pytest.mark.parametrize("item", short_list(), ids=lambda item: item.name)
def test_an_item_is_found_by_its_name_and_its_initials(item: Item) -> None:
    assert item.initials == "".join(lazy_pinyin(item.name, style=Style.FIRST_LETTER))
    assert named(item.name) == item
    assert item in search(item.initials, 100)
    assert item.kind in KINDS
    assert not item.code or (len(item.code) == 19 and item.code.isdigit())


def test_names_are_alone_of_their_kind() -> None:
    assert len({item.name for item in short_list()}) == len(short_list())


def test_nothing_typed_offers_the_first_and_nonsense_offers_none() -> None:
    assert search("", 3) == short_list()[:3]
    assert search("qqq") == ()
    assert search("10101150199")[0].name == "水果"
