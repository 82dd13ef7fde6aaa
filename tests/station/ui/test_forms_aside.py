"""Forms are taken out of use by keyboard: by their numbers, with a reason, and a wrong range is told."""

from __future__ import annotations

from tests.station.ui.hands import Clerk


def at_reason(last: str) -> Clerk:
    clerk = Clerk().unlocked().press("4", "F4", "1", "Enter", "1", "Enter", "Enter", "Enter")
    return clerk.fill(last)


def test_lost_forms_are_told_by_their_numbers() -> None:
    clerk = at_reason("00421875").fill("搬柜台时遗失").press("Enter")
    told = clerk.office.aside[0]
    assert (told.how, told.stock, told.first, told.last) == ("lost", "invoice", "00421873", "00421875")
    assert "可用发票" in clerk.words


def test_a_wrong_range_is_told_and_nothing_happens() -> None:
    clerk = at_reason("00421870").fill("遗失").press("Enter")
    assert "发生了什么" in clerk.words and clerk.office.aside == []
