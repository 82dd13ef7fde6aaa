"""The bag, the settlement and the supplement by keyboard: denominations known from the count, both signatures, refusals in words."""

from __future__ import annotations

from tests.station.ui.hands import Clerk
from tests.station.ui.test_day_doors import COUNT, at_door, counted, digit
from tests.station.ui.test_screens import sold
from yard.fakes.office import PIN


def with_cash() -> Clerk:
    """A clerk with 240.51 in the drawer, who counted 220."""
    clerk = sold(Clerk().unlocked()).press("Escape", "5", "Enter")
    return counted(clerk).press("Escape")


def at_bag() -> Clerk:
    return with_cash().press(digit("deposit"))


def bagged(clerk: Clerk) -> Clerk:
    """Forty yuan in the bag, up to the reviewer's PIN."""
    clerk.fill("0").press("Enter").fill("2").press(*["Enter"] * 8)
    return clerk.fill("00001234").fill("B17").fill("S9").press("1", "Enter", "Enter")


def test_the_pieces_of_the_count_are_offered_to_the_bag() -> None:
    clerk = at_bag()
    assert "未缴存 40.51" in clerk.words
    clerk.press(*["Enter"] * 11)
    assert "装袋 220.00" in clerk.words and "留在尾箱 20.51" in clerk.words


def test_a_bag_is_signed_by_both_and_leaves_the_drawer() -> None:
    clerk = bagged(at_bag())
    assert "缴存复核签字" in clerk.words and "20 × 2" in clerk.words
    clerk.fill(PIN)
    assert clerk.clerk == "demo" and clerk.office.hands.unsigned() == []
    assert "尾箱账面 200.51" in clerk.words
    clerk.press(digit("deposit"))
    assert "清点" not in clerk.words and "220.00" not in clerk.words


def test_more_than_the_drawer_holds_is_counted_once_more() -> None:
    clerk = at_bag().fill("9").press(*["Enter"] * 10)
    clerk.fill("1").fill("2").fill("3").press("1", "Enter", "Enter")
    assert "尾箱账面只有 240.51 元" in clerk.words
    assert clerk.screen.field and clerk.office.hands.acts == {}


def test_a_slip_that_is_known_stands_at_its_question() -> None:
    clerk = bagged(at_bag()).press("Escape", digit("deposit"))
    clerk.press("Enter", "Enter").fill("1").press(*["Enter"] * 8)
    clerk.fill("00001234").fill("B18").fill("S10").press("1", "Enter", "Enter")
    assert "缴款单 00001234 已经登记过" in clerk.words


def test_a_settlement_puts_stubs_beside_the_money_and_waits_for_the_second_person() -> None:
    clerk = at_door("settle")
    assert "40.51" in clerk.words and "开 1 份" in clerk.words
    clerk.press("Enter", "Enter", "Enter")
    assert "结报复核签字" in clerk.words
    clerk.press("1").fill(PIN)
    assert clerk.office.hands.unsigned() == []
    clerk.press(digit("settle"))
    assert "已经结报过" in clerk.words


def test_a_closed_day_takes_a_supplement_that_stands_beside_it() -> None:
    clerk = at_door("supplement")
    assert "2026-09-17 日结时" in clerk.words and "还没有补录" in clerk.words
    clerk.press("Enter").fill("清点漏了一张").press("1", "Enter", "Enter")
    act = next(iter(clerk.office.hands.acts.values()))
    assert (act["of"], act["note"]) == ("2026-09-17", "清点漏了一张")
    assert "清点漏了一张" in clerk.words


def test_a_drawer_counted_after_all_is_part_of_the_supplement() -> None:
    clerk = at_door("supplement").press("Enter").fill("漏了一张").press("2", "Enter")
    assert clerk.screen.field
    counted(clerk, COUNT).press("Enter")
    assert len(clerk.office.hands.acts) == 1
    clerk.press("Escape")
    assert "点钱日结" in clerk.words
