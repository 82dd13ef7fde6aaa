"""What a pack must be to leave the centre and to stand on a station's shelf."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from schemas.canonical import encode
from schemas.failures import BadInput, Refusal
from schemas.rules import Pack, pack_for, shipped_packs
from schemas.rules.publishing import Publication, fill_shelf, overlap, publication_of, read_publication, take_pack
from schemas.words import explain
from tests.schemas.rules.builders import changed
from tests.schemas.rules.packs import a_pack

ON = date(2026, 9, 18)
PACKS = shipped_packs()
NEXT = a_pack("hubei-2028", "2028-01-01", "2029-12-31")


def offer(law: Pack, **said: Any) -> Publication:
    return replace(publication_of(law, ON), **said)


def codes(*published: Publication, district: str = "420106") -> list[str]:
    shelf = fill_shelf(PACKS, published, district)
    assert shelf.packs == PACKS
    assert all(explain(why) for _, why in shelf.refused)
    return [why.code for _, why in shelf.refused]


def test_a_published_pack_stands_beside_the_shipped_ones_and_speaks_from_its_first_day() -> None:
    shelf = fill_shelf(PACKS, [offer(NEXT)], "420106")
    assert [pack.id for pack in shelf.packs[4:]] == ["hubei-2028"]
    assert pack_for(shelf.packs, date(2027, 12, 31)).id == "hubei-2026-01-01"
    assert pack_for(shelf.packs, date(2028, 1, 1)).digest == NEXT.digest
    assert not shelf.refused


def test_a_broken_pack_is_refused_and_never_used() -> None:
    document = NEXT.document
    assert codes(offer(NEXT, document=b"\x00\x01")) == ["rules.pack_bytes"]
    assert codes(offer(NEXT, document=encode("law"))) == ["rules.pack_object"]
    assert codes(offer(NEXT, document=encode({**document, "vat": document["vat"][1:]}))) == ["rules.pack_gap"]


@pytest.mark.parametrize(
    "said", [{"pack": b"x" * 32}, {"id": "other"}, {"version": "7"}, {"first": "2027-01-01"}, {"last": "2030-12-31"}]
)
def test_a_pack_that_is_another_than_its_entry_says_is_refused(said: dict[str, Any]) -> None:
    assert codes(offer(NEXT, **said)) == ["rules.publish_differs"]


def test_another_territorys_an_older_and_an_expired_pack_are_refused() -> None:
    assert codes(offer(NEXT), district="430102") == ["rules.territory"]
    assert codes(offer(changed("2026-01-01", lambda data: data["title"].update(en="x")))) == ["rules.pack_older"]
    assert codes(offer(NEXT, on=date(2030, 1, 1))) == ["rules.pack_expired"]


def test_a_pack_that_has_ended_since_still_explains_old_entries() -> None:
    later = [offer(NEXT), offer(a_pack("hubei-2030", "2030-01-01", "2031-12-31"), on=date(2029, 12, 1))]
    assert len(fill_shelf(PACKS, later, "420106").packs) == 6


def test_a_pack_that_a_newer_program_has_overtaken_still_explains_old_entries() -> None:
    newer = a_pack("hubei-2028", "2028-01-01", "2029-12-31", "2")
    shelf = fill_shelf((*PACKS, newer), [offer(NEXT)], "420106")
    assert [why.code for _, why in shelf.refused] == ["rules.pack_older"]
    assert NEXT.digest not in {pack.digest for pack in shelf.packs}
    assert shelf.every == (*PACKS, newer, *shelf.readable)
    assert [pack.digest for pack in shelf.readable] == [NEXT.digest]
    assert fill_shelf(PACKS, [offer(NEXT, document=b"")], "420106").every == PACKS


def test_one_bad_pack_does_not_keep_the_next_one_out() -> None:
    shelf = fill_shelf(PACKS, [offer(NEXT, document=b""), offer(NEXT)], "420106")
    assert (len(shelf.packs), len(shelf.refused)) == (5, 1)


def test_a_second_law_for_the_same_days_needs_a_higher_version() -> None:
    clash = a_pack("hubei-2027", "2027-07-01", "2027-12-31")
    with pytest.raises(Refusal) as caught:
        take_pack(PACKS, clash, district="420106", on=ON)
    assert caught.value.code == "rules.publish_overlap"
    assert (caught.value.params["first"], caught.value.params["last"]) == ("2027-07-01", "2027-12-31")
    higher = a_pack("hubei-2027", "2027-07-01", "2027-12-31", version="2")
    packs = take_pack(PACKS, higher, district="420106", on=ON)
    assert pack_for(packs, date(2027, 7, 1)).id == "hubei-2027"
    assert pack_for(packs, date(2027, 6, 30)).id == "hubei-2026-01-01"


def test_a_pack_that_is_known_is_taken_again_without_a_word() -> None:
    assert take_pack(PACKS, PACKS[0], district="420106", on=ON) == PACKS


def test_packs_overlap_by_days_and_divisions() -> None:
    other = a_pack("wuhan", "2029-12-31", "2030-12-31", territory=["4201"])
    assert overlap(NEXT, other)
    assert overlap(other, NEXT)
    assert not overlap(NEXT, a_pack("hunan", "2028-01-01", "2028-12-31", territory=["43"]))
    assert not overlap(NEXT, a_pack("later", "2030-01-01", "2030-12-31"))


def test_a_pack_that_does_not_fit_into_an_entry_is_refused() -> None:
    long = {"zh_CN": "长" * 200_000, "en": "long"}
    with pytest.raises(BadInput) as caught:
        publication_of(a_pack("long", "2028-01-01", "2028-12-31", title=long), ON)
    assert caught.value.code == "rules.publish_too_long"


def test_what_was_published_is_read_back() -> None:
    assert read_publication(offer(NEXT)).digest == NEXT.digest
