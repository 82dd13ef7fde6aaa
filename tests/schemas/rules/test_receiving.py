"""A pack that comes in is taken once, in order and for its own territory; a site knows today until when it has the law."""

from __future__ import annotations

from datetime import date

import pytest

from schemas.failures import Refusal
from schemas.rules import Pack, pack_for, shipped_packs
from schemas.rules.receiving import accept_pack, covered_until
from schemas.words import explain
from tests.schemas.rules.builders import changed

PACKS = shipped_packs()
ON = date(2026, 9, 18)


def version(name: str, number: str, **head: object) -> Pack:
    return changed(name, lambda data: data.update({"version": number, **head}))


def refused(new: Pack, on: date = ON, district: str = "420106") -> str:
    with pytest.raises(Refusal) as caught:
        accept_pack(PACKS, new, district=district, on=on)
    assert explain(caught.value)
    return caught.value.code


def test_a_newer_version_is_taken_and_stands() -> None:
    packs = accept_pack(PACKS, version("2026-01-01", "2"), district="420106", on=ON)
    assert pack_for(packs, ON).version == "2"


def test_a_pack_that_is_known_changes_nothing() -> None:
    assert accept_pack(PACKS, PACKS[-1], district="420106", on=ON) == PACKS
    assert accept_pack(PACKS, PACKS[0], district="420106", on=ON) == PACKS


def test_an_older_or_equal_version_is_refused() -> None:
    assert refused(version("2026-01-01", "1", title={"zh_CN": "别的", "en": "another"})) == "rules.pack_older"
    packs = accept_pack(PACKS, version("2026-01-01", "10"), district="420106", on=ON)
    with pytest.raises(Refusal) as caught:
        accept_pack(packs, version("2026-01-01", "9"), district="420106", on=ON)
    assert caught.value.params["newest"] == 10


def test_another_territorys_pack_is_refused() -> None:
    assert refused(version("2026-01-01", "2", territory=["43"])) == "rules.territory"
    assert refused(version("2026-01-01", "2"), district="430102") == "rules.territory"


def test_an_expired_pack_is_refused_unless_it_corrects_one() -> None:
    assert refused(version("2023-01-01", "1", id="other")) == "rules.pack_expired"
    assert refused(version("2026-01-01", "1", id="other"), on=date(2028, 1, 1)) == "rules.pack_expired"
    assert (
        len(accept_pack(PACKS, version("2026-01-01", "1", id="other"), district="420106", on=date(2027, 12, 31))) == 5
    )
    assert len(accept_pack(PACKS, version("2023-01-01", "2"), district="420106", on=ON)) == 5


def test_a_site_knows_until_when_it_has_the_law() -> None:
    assert covered_until(PACKS, ON) == date(2027, 12, 31)
    assert covered_until(PACKS, date(2027, 12, 31)) == date(2027, 12, 31)
    assert covered_until(PACKS, date(2028, 1, 1)) is None
    assert covered_until(PACKS, date(2016, 4, 30)) is None
    assert covered_until(PACKS[:1] + PACKS[2:], date(2017, 1, 1)) == date(2018, 12, 31)
    assert covered_until(tuple(reversed(PACKS)), date(2017, 1, 1)) == date(2027, 12, 31)
    assert covered_until((), ON) is None
    assert covered_until(PACKS[-1:], date(2025, 12, 31)) is None


def test_a_site_has_the_law_on_the_first_day_of_its_only_pack() -> None:
    assert covered_until(PACKS[-1:], date(2026, 1, 1)) == date(2027, 12, 31)
