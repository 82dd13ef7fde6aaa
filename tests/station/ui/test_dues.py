"""Collecting dues by keyboard: a quota, dues by name, money that may fail; nothing typed is lost."""

from __future__ import annotations

import pytest

from schemas.failures import BadInput
from station.ui import dues_asking, typed
from tests.station.ui.hands import Clerk

SHOP = "92420102MA4K000153"


def at_payer() -> Clerk:
    return Clerk().unlocked().press("2")


def quota(clerk: Clerk, first: str = "") -> Clerk:
    clerk.fill("阿芳鲜果店").press("1", "Enter").fill(SHOP).press("1", "Enter", "1", "Enter", "1", "Enter")
    return clerk.fill(first or "2026-04").fill("4万").fill("")


def test_a_quota_is_collected_in_cash() -> None:
    clerk = quota(at_payer()).press("1", "Enter")
    assert "收妥 3,600.05" in clerk.words
    clerk.press("Enter")
    assert "已收讫，已保存" in clerk.words
    given = next(iter(clerk.office.sales.values()))["said"]["collection"]
    assert given["payments"] == [{"method": "cash", "amount_fen": 360_005, "settles": [[0, 360_005]]}]
    assert clerk.drafts.kept("demo") == []


def test_two_dues_by_name_are_one_payment() -> None:
    clerk = at_payer().fill("阿芳鲜果店").press("1", "Enter").fill(SHOP).press("2", "Enter")
    for more, day in (("2", "0415"), ("1", "2026.7.15")):
        clerk.press("1", "Enter").fill("10101").fill("1月1日").fill("3-31").fill(day).fill("100").press(more, "Enter")
    clerk.press("1", "Enter", "Enter")
    given = next(iter(clerk.office.sales.values()))["said"]["collection"]
    assert [due["due_on"] for due in given["dues"]] == ["2026-04-15", "2026-07-15"]
    assert given["payments"][0]["amount_fen"] == 20_010


def test_money_for_dues_that_may_fail_waits_in_the_same_list() -> None:
    clerk = quota(at_payer()).press("2", "Enter", "Enter")
    assert "支付结果待确认" in clerk.words
    clerk.press("3", "Enter")
    assert clerk.standing.pending[0].amount_fen == 360_005
    assert "3,600.05" not in clerk.words
    clerk.press("Escape", "F8", "Enter", "Enter", "1").fill("42000")
    assert "已收讫，已保存" in clerk.words
    assert len(clerk.office.sales) == 1


def test_dues_whose_money_did_not_come_are_paid_in_another_way() -> None:
    clerk = quota(at_payer()).press("2", "Enter", "Enter", "2", "Enter").press("1", "Enter", "Enter")
    assert "已收讫，已保存" in clerk.words
    assert clerk.drafts.kept("demo") == []


def test_a_wrong_number_stands_at_its_question() -> None:
    clerk = at_payer().fill("阿芳鲜果店").press("1", "Enter").fill("92420102MA4K000154")
    assert "发生了什么" in clerk.words


def test_what_was_typed_survives_a_crash() -> None:
    clerk = at_payer().fill("阿芳鲜果店").press("1", "Enter").type("9242")
    again = Clerk(clerk.office, clerk.drafts).unlocked().press("2")
    assert "9242" in again.words


def test_a_household_who_paid_is_found() -> None:
    clerk = quota(at_payer()).press("1", "Enter", "Enter").press("Escape", "F2").type("阿芳")
    assert "增值税" in clerk.words
    clerk.press("Enter")
    assert "缴款书" in clerk.words


@pytest.mark.parametrize("first", ["2026-05", "13", "abc", "2026-4-1-1"])
def test_a_month_that_begins_no_quarter_is_refused_at_its_question(first: str) -> None:
    clerk = quota(at_payer(), first)
    assert "发生了什么" in clerk.words
    assert clerk.office.sales == {}


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-9-8", "2026-09-08"), ("２０２６．９．８", "2026-09-08"), ("20260908", "2026-09-08"), ("9月8日", "2026-09-08"), ("908", "908")],
)  # fmt: skip
def test_days_are_read_as_people_type_them(text: str, day: str) -> None:
    assert typed.day(text, "2026-09-18") == day


def test_dues_of_a_natural_person_need_a_number_that_holds() -> None:
    with pytest.raises(BadInput):
        dues_asking.require_payer({"payer_kind": "natural_person", "payer_id": "420106198807193325"})
