"""What the fifth place opens by digit: the drawer counted for a shift, both signatures, nothing without the second person's PIN."""

from __future__ import annotations

import pytest

from schemas.words import LANGUAGES
from station.ui.screens.day_home import DOORS, DayHome
from station.ui.screens.handover import GiveShift
from station.ui.speech import Speech
from tests.station.ui.hands import Clerk
from tests.station.ui.test_screens import sold
from yard.fakes.office import PIN

COUNT = ("2", "", "1", "", "", "", "", "", "", "", "")


def digit(name: str) -> str:
    return str([door for door, _ in DOORS].index(name) + 1)


def at_door(name: str, clerk: Clerk | None = None) -> Clerk:
    return (clerk or Clerk()).unlocked().press("5", digit(name))


def counted(clerk: Clerk, pieces: tuple[str, ...] = COUNT) -> Clerk:
    for number in pieces:
        clerk.fill(number)
    return clerk


def given(clerk: Clerk) -> Clerk:
    """A shift signed by the giver, up to the receiver's PIN."""
    counted(clerk).press("1", "Enter", "1", "Enter")
    return clerk.fill("代开发票专用章，条形章").fill("尾箱钥匙").fill("").press("Enter")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", [name for name, _ in DOORS])
def test_every_door_opens_and_leads_back(name: str, language: str) -> None:
    clerk = Clerk().unlocked()
    clerk.speech = Speech(language)
    clerk.press("5", digit(name))
    assert clerk.words
    clerk.press("Escape")
    assert isinstance(clerk.screen, DayHome)


def test_the_day_is_drawn_by_method_and_by_tax() -> None:
    words = sold(Clerk().unlocked()).press("Escape", "5").words
    assert "各支付方式实收" in words and "现金 40.51" in words
    assert "各税费实缴" in words and "增值税 38.22" in words


def test_a_shift_is_handed_over_and_goes_on_with_the_receiver() -> None:
    clerk = given(at_door("handover"))
    assert "接班人签字" in clerk.words and "短款" not in clerk.words
    assert "220.00 · 长款 20.00" in clerk.words and "代开发票专用章、条形章" in clerk.words
    clerk.fill(PIN)
    assert clerk.clerk == "head"
    assert clerk.office.unlocked == "head"
    assert clerk.office.hands.unsigned() == []


def test_a_wrong_pin_signs_nothing_and_the_signature_waits() -> None:
    clerk = given(at_door("handover")).fill("000000")
    assert "发生了什么" in clerk.words and clerk.clerk == "demo"
    assert len(clerk.office.hands.unsigned()) == 1
    clerk.press("Escape")
    assert "等 王建国 签字接班" in clerk.words
    clerk.press(digit("handover"))
    assert "接班人签字" in clerk.words
    clerk.press("Escape", digit("sign"), "Enter").fill(PIN)
    assert clerk.clerk == "head"


def test_forms_that_differ_must_be_told() -> None:
    clerk = counted(at_door("handover")).press("1", "Enter", "2", "Enter").fill("")
    assert "发生了什么" in clerk.words
    clerk.fill("缺 00421900 一张").fill("").fill("").fill("夜里停电").press("Enter")
    act = next(iter(clerk.office.hands.acts.values()))
    assert act["note"] == "缺 00421900 一张 夜里停电"


def test_a_count_is_kept_when_the_counter_is_left_and_taken_up_again() -> None:
    clerk = at_door("handover").fill("2").fill("1").press("Escape")
    clerk.press(digit("handover"))
    assert "250.00" in clerk.words
    counted(clerk, COUNT[2:]).press("Escape")
    assert isinstance(clerk.screen, GiveShift) and clerk.screen.counting


def test_the_seals_handed_over_last_are_offered() -> None:
    clerk = given(at_door("handover"))
    clerk.press("Escape", digit("sign"), "Enter").fill(PIN)
    clerk._run(clerk.unlock("demo", PIN))
    clerk.press("5", digit("handover"))
    counted(clerk).press("1", "Enter", "1", "Enter")
    assert "代开发票专用章、条形章" in clerk.words


def test_the_way_walks_back_from_the_first_question_to_the_count() -> None:
    clerk = counted(at_door("handover")).press("Arrow Up")
    assert clerk.screen.field
    clerk.press(*["Enter"] * 11)
    assert "220.00" in clerk.words
