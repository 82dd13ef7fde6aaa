"""The inbox's order: the largest difference first, and nothing hides behind a page."""

from __future__ import annotations

from central.ports.matters import HeldCase
from central.ui.inbox import listed
from schemas.books import CaseRow
from schemas.books.staged import columns


def held(site: str, document: int, money: int, day: str = "2026-09-18", kind: str = "amount_differs") -> HeldCase:
    said = dict.fromkeys(columns(CaseRow))
    said |= {"case": f"{site}{document}".encode(), "kind": kind, "day": day, "closed": ""}
    said |= {"document_fen": document, "money_fen": money}
    return HeldCase(site=site, row=CaseRow(**said), words=())  # type: ignore[arg-type]  # what the list does not show is left out


def test_the_largest_difference_stands_first_whichever_way_it_goes() -> None:
    cases = listed([held("a", 100, 90), held("b", 0, 500), held("c", 700, 0)], {"a": "甲"})
    assert [(case.name, case.difference_fen) for case in cases] == [("c", -700), ("b", 500), ("甲", -10)]


def test_cases_of_one_size_stand_by_day_and_site() -> None:
    cases = listed([held("b", 9, 0), held("a", 9, 0), held("c", 9, 0, day="2026-09-01")], {})
    assert [case.site for case in cases] == ["c", "a", "b"]
    assert {case.standing for case in cases} == {"unverified"}
