"""A request is refused by keyboard: the reason by digit, the usual papers offered, one notice; a begun sale goes with it."""

from __future__ import annotations

import pytest

from schemas.words import LANGUAGES
from station.counter.refusing import REASONS
from station.ui import parked
from station.ui.screens.issue import Issue
from station.ui.screens.refuse import Refuse
from station.ui.screens.refused import TurnedAway
from station.ui.speech import Speech
from tests.station.ui.hands import Clerk
from tests.station.ui.test_issue_more import priced


def at_reason(clerk: Clerk | None = None) -> Clerk:
    return (clerk or Clerk()).unlocked().press("1", "F8")


def test_who_has_no_document_is_told_once_what_to_bring() -> None:
    clerk = at_reason().press("3", "Enter", "Enter")
    assert "本人有效身份证件原件" in clerk.words and "不收钱" in clerk.words
    clerk.press("Enter", "Enter").fill("陈喆").fill("").fill("").press("Enter")
    assert isinstance(clerk.screen, TurnedAway) and "已登记，已保存" in clerk.words and "一次性告知书" in clerk.words
    (told,) = clerk.office.hands.acts.values()
    assert (told["reason"], told["bring"], told["person"]) == (
        "no_identity",
        ["本人有效身份证件原件"],
        {"name": "陈喆"},
    )
    assert isinstance(clerk.press("Enter").screen, Issue)


def test_several_things_are_set_apart_however_they_are_typed() -> None:
    clerk = (
        at_reason()
        .press("5", "Enter")
        .fill("")
        .fill("合同，发票;委托书")
        .fill("")
        .fill("")
        .fill("")
        .fill("")
        .press("Enter")
    )
    (told,) = clerk.office.hands.acts.values()
    assert told["bring"] == ["合同", "发票", "委托书"]


def test_a_sale_that_was_begun_is_refused_with_its_person_and_kept_no_longer() -> None:
    clerk = priced(Clerk().unlocked()).press("9", "6", "Enter", "Enter").fill("").fill("")
    assert "陈喆" in clerk.words
    clerk.press("Enter", "Enter", "Enter", "Enter")
    (told,) = clerk.office.hands.acts.values()
    assert told["person"] == {"name": "陈喆", "id": "420106198807193324"}
    assert not parked.open_drafts(clerk.drafts, "demo") and not clerk.office.sales


def test_esc_leads_back_to_the_sale_and_nothing_happened() -> None:
    clerk = priced(Clerk().unlocked()).press("9", "Escape")
    assert isinstance(clerk.screen, Issue) and "收妥 40.51" in clerk.words and not clerk.office.hands.acts


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_drawn_in_both_languages(language: str) -> None:
    clerk = at_reason()
    clerk.speech = Speech(language)
    for digit in range(1, len(REASONS) + 1):
        clerk.press(str(digit))
        assert isinstance(clerk.screen, Refuse) and clerk.words
