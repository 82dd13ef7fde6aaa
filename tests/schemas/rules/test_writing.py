"""A law that does not exist, written by `docs/formats/rule-pack.md` alone, is loaded, checked and applied."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from schemas.failures import Refusal
from schemas.rules import desk, load_pack, shipped_packs, vocabulary
from schemas.rules.check import findings
from tests.schemas.rules.builders import due, line, tax

PACK = load_pack((Path(__file__).parent / "invented-2028.json").read_text("utf-8"))
PAGE = (Path(__file__).parents[3] / "docs/formats/rule-pack.md").read_text("utf-8")


def test_the_invented_pack_is_whole_and_follows_ours() -> None:
    assert findings(PACK) == ()
    assert (PACK.first - shipped_packs()[-1].last).days == 1


@pytest.mark.parametrize(
    "on, gross, vat", [("2028-01-01", 1224_00, 24_00), ("2029-06-30", 1224_00, 24_00), ("2029-07-01", 1218_00, 18_00)]
)
def test_its_levies_change_in_the_middle_of_a_year(on: str, gross: int, vat: int) -> None:
    found = tax(on, gross, pack=PACK, item="services", buyer="unit")
    assert due(found) == {"vat": vat, "urban": vat * 7 // 100, "edu": vat * 3 // 100, "local_edu": vat * 2 // 100}
    assert tax(on, gross - 1, pack=PACK, item="services").exempt == "below_day_threshold"


def test_its_housing_is_taxed_by_one_percent_and_thirty_percent_let_off() -> None:
    found = tax("2028-03-01", 123_600_00, pack=PACK, item="housing_rent")
    assert (found.vat_fen, found.net_fen) == (1_200_00, 122_400_00)
    assert due(found)["property"] == 4_896_00 - 1_468_80
    assert tax("2028-03-01", 123_599_99, pack=PACK, item="housing_rent").exempt is not None


def test_its_table_of_income_tax_is_used() -> None:
    assert due(tax("2028-03-01", 10_200_00, pack=PACK, item="transport"))["pit"] == 100_00


def test_items_that_it_taxes_differently_no_longer_go_together() -> None:
    with pytest.raises(Refusal) as caught:
        tax("2028-03-01", line(1_00), line(1_00, "labour"), pack=PACK)
    assert caught.value.code == "rules.mixed_rates"


def test_its_holidays_are_known_and_those_of_2029_are_not() -> None:
    assert PACK.calendar.rests(date(2028, 10, 3))
    with pytest.raises(Refusal):
        PACK.calendar.rests(date(2029, 10, 3))


def test_the_page_knows_every_word_of_the_vocabulary() -> None:
    words = [
        word
        for name in vars(vocabulary)
        if name.isupper()
        for word in (
            [getattr(vocabulary, name)] if isinstance(getattr(vocabulary, name), str) else getattr(vocabulary, name)
        )
    ]
    words += [*desk.PAPERS, *desk.NEEDED]
    named = {*re.findall(r"[A-Za-z0-9_/-]+", PAGE), *re.findall(r"`([^`]+)`", PAGE)}
    assert [word for word in words if word not in named and not re.fullmatch(r"A\d", word)] == []


def test_the_page_knows_every_table_and_field() -> None:
    fields = set(map(str, PACK.document)) | {
        field
        for table in PACK.document.values()
        if isinstance(table, list)
        for row in table
        if isinstance(row, dict)
        for field in row
        if isinstance(field, str)
    }
    assert [field for field in sorted(fields) if f"`{field}`" not in PAGE and f"`{field}:" not in PAGE] == []
