"""The screens by keyboard, without a browser: every way drawn, every refusal at its place, nothing lost."""

from __future__ import annotations

import pytest

from schemas.words import LANGUAGES
from station.ui import parked
from station.ui.drafts import Field
from station.ui.speech import Speech
from tests.station.ui.hands import Clerk

PERSON, UNIT = "420106198807193324", "91420106682355174F"


def sold(clerk: Clerk, amount: str = "3860", method: str = "1") -> Clerk:
    """A new customer, served to the result screen."""
    clerk.press("1").fill("陈喆").fill(PERSON).fill("13871526127").fill("湖北江汉工程咨询有限公司").fill(UNIT)
    clerk.fill("sj").fill(amount)
    return clerk.press(method, "Enter") if method else clerk.press("Enter")


def test_a_wrong_pin_stands_at_the_box_and_a_right_one_opens() -> None:
    clerk = Clerk()
    clerk._read()
    clerk.redraw()
    clerk.press("1").fill("000000")
    assert "没有" in clerk.words
    clerk.fill("135790")
    assert "李慧芳，您好" in clerk.words


def test_a_sale_for_cash_ends_in_the_saved_entry() -> None:
    clerk = sold(Clerk().unlocked())
    assert "已开具，已保存" in clerk.words
    assert "40.51" in clerk.words
    assert [sale["total_fen"] for sale in clerk.office.sales.values()] == [4051]
    assert clerk.drafts.kept("demo") == []


def test_a_sale_below_the_threshold_asks_for_no_payment() -> None:
    clerk = sold(Clerk().unlocked(), "500", "")
    assert "已开具，已保存" in clerk.words
    assert next(iter(clerk.office.sales.values()))["said"]["application"]["payments"] == [
        {"method": "none", "amount_fen": 0}
    ]


def test_a_returning_customer_takes_few_keys() -> None:
    clerk = sold(Clerk().unlocked()).press("Escape")
    clerk.presses = 0
    clerk.press("1").type("6127").press("Enter", "Enter", "Enter").type("2600").press("Enter", "1", "Enter")
    assert "已开具，已保存" in clerk.words
    assert clerk.presses <= 25
    again = list(clerk.office.sales.values())[1]["said"]["application"]
    assert again["taxpayer"]["name"] == "陈喆"
    assert again["invoices"][0]["buyer"]["id"] == UNIT


def test_a_wrong_id_stands_at_its_field_and_the_rest_stays() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").fill("420106198807193325")
    assert "发生了什么" in clerk.words
    assert "电话报码 ID-" in clerk.words
    clerk.press("Escape")
    assert "陈喆" in clerk.words


def test_the_working_follows_the_amount_as_it_is_typed() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").fill(PERSON).fill("").fill("王小明").fill("").fill("sj")
    clerk.type("3860")
    assert "40.51" in clerk.words
    assert "叁仟捌佰陆拾元整" in clerk.words


def test_a_choice_that_is_marked_leaves_the_keys_behind_it_good() -> None:
    clerk = sold(Clerk().unlocked()).press("F2").type("陈喆").press("Enter", "F8", "1")
    asked = clerk.questions
    assert clerk.press("3", "Arrow Down").questions == asked
    clerk = (
        Clerk().unlocked().press("1").fill("陈喆").fill(PERSON).fill("").fill("王小明").fill("").fill("sj").fill("3860")
    )
    asked = clerk.questions
    assert clerk.press("3", "2", "1").questions == asked


def test_money_that_may_fail_is_written_down_before_it_is_asked_for() -> None:
    clerk = sold(Clerk().unlocked(), method="2")
    assert "支付结果待确认" in clerk.words
    assert [intent["state"] for intent in clerk.office.intents.values()] == ["pending"]
    clerk.press("1").fill("")
    assert "已开具，已保存" in clerk.words
    assert [intent["state"] for intent in clerk.office.intents.values()] == ["taken"]


def test_money_that_did_not_come_may_be_paid_in_another_way() -> None:
    clerk = sold(Clerk().unlocked(), method="2").press("2", "Enter")
    assert "收妥 40.51，开票" in clerk.words
    clerk.press("1", "Enter")
    assert "已开具，已保存" in clerk.words


def test_an_unknown_payment_waits_in_its_list_and_ends_in_one_sale() -> None:
    clerk = sold(Clerk().unlocked(), method="2").press("3", "Enter")
    assert "今日第 1 笔" in clerk.words
    assert clerk.standing.pending[0].amount_fen == 4051
    clerk.press("Escape", "F8", "Enter", "1").fill("420000280")
    assert "已开具，已保存" in clerk.words
    assert len(clerk.office.sales) == 1


def test_another_window_finds_the_same_intent_and_asks_for_no_second_one() -> None:
    clerk = sold(Clerk().unlocked(), method="2")
    again = Clerk(clerk.office, clerk.drafts).unlocked().press("F8", "Enter", "1").fill("")
    assert "已开具，已保存" in again.words
    assert len(clerk.office.intents) == 1


def test_a_crash_loses_not_one_character() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").type("420106")
    again = Clerk(clerk.office, clerk.drafts).unlocked()
    assert "陈喆" in again.words
    again.press("Enter")
    assert "420106" in again.words


def test_the_next_customer_may_come_first_and_the_first_is_taken_up_again() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").press("F4").fill("王小明")
    kept = parked.open_drafts(clerk.drafts, "demo")
    assert [draft.said(Field.APPLICANT) for draft in kept] == ["王小明", "陈喆"]
    clerk.press("Escape", "Escape", "Arrow Down", "Enter")
    assert "陈喆" in clerk.words


def test_a_dropped_draft_is_gone() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").press("F8")
    assert clerk.drafts.kept("demo") == []


def test_why_tells_each_line_and_the_whole() -> None:
    clerk = (
        Clerk().unlocked().press("1").fill("陈喆").fill(PERSON).fill("").fill("王小明").fill("").fill("sj").type("3860")
    )
    clerk.press("F9")
    assert "3,860.00 ÷ 1.01" in clerk.words
    clerk.press("2")
    assert "城市维护建设税 1.34" in clerk.words
    clerk.press("0", "Escape")
    assert "代开发票" in clerk.words


def test_a_sale_is_found_looked_at_and_voided() -> None:
    clerk = sold(Clerk().unlocked()).press("F2").type("陈喆").press("Enter")
    assert "发票 004218" in clerk.words
    clerk.press("F8", "1", "3", "Enter", "1", "Enter")
    assert "从尾箱退现金" in clerk.words
    clerk.press("Enter", "Enter")
    assert "作废" in clerk.words
    assert next(iter(clerk.office.sales.values()))["state"] == "voided"


def test_a_difference_is_named_nobodys_debt_and_the_day_closes() -> None:
    clerk = sold(Clerk().unlocked()).press("Escape", "5", "Enter").fill("2")
    for _ in range(10):
        clerk.press("Enter")
    assert "短款 40.51 · 待核实" in clerk.words
    assert "这不是您的欠款" in clerk.words
    clerk.press("Enter")
    assert "已日结" in clerk.words


def test_a_wrong_count_stands_at_its_box() -> None:
    assert "张数应为整数" in Clerk().unlocked().press("5", "Enter").fill("x").words


def test_a_closed_day_refuses_a_sale_and_keeps_the_draft() -> None:
    clerk = Clerk().unlocked()
    clerk.office.closed = {"difference_fen": 0}
    sold(clerk)
    assert "发生了什么" in clerk.words
    assert len(clerk.drafts.kept("demo")) == 1


def test_sync_says_what_it_did_or_why_it_could_not() -> None:
    clerk = Clerk().unlocked().press("6", "Enter")
    assert "两边校验码一致" in clerk.words
    clerk.office.reachable = False
    clerk.press("Enter")
    assert "发生了什么" in clerk.words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("place", ["1", "3", "4", "5", "6", "F2"])
def test_every_place_is_drawn_in_both_languages(place: str, language: str) -> None:
    clerk = sold(Clerk().unlocked()).press("Escape")
    clerk.speech = Speech(language)
    clerk.press(place)
    assert clerk.words


def test_people_are_found_and_served_again() -> None:
    clerk = sold(Clerk().unlocked()).press("Escape", "3").type("6127")
    assert "3,860.00" in clerk.words
    clerk.press("Enter")
    assert "湖北江汉工程咨询有限公司" in clerk.words


NASTY = [
    "长" * 300,
    "😀🏳️‍🌈",
    "\u202eabc",
    "\x00\x07",
    "0" * 40,
    "１２３",
    "<script>",
    "{x}",
    "%s",
    "' OR 1=1",
    "\\",
    "NULL",
    "ａ\u3000ｂ",
]


@pytest.mark.parametrize("text", NASTY)
@pytest.mark.parametrize("before", range(8))
def test_nasty_input_gets_words_or_is_taken_and_never_breaks(text: str, before: int) -> None:
    clerk = Clerk().unlocked().press("1")
    for answer in ("陈喆", PERSON, "", "王小明", "", "手工皂", None, "500")[:before]:
        clerk.fill(answer) if answer is not None else clerk.press("1", "Enter")
    if clerk.screen.field:
        clerk.fill(text)
    assert clerk.words


def test_money_without_its_sale_is_used_for_the_sale_written_again() -> None:
    clerk = sold(Clerk().unlocked(), method="2")
    for key, _ in clerk.drafts.kept("demo"):
        clerk.drafts.drop("demo", key)
    again = Clerk(clerk.office, clerk.drafts).unlocked().press("F8", "Enter")
    again.fill("陈喆").fill(PERSON).fill("").fill("湖北江汉工程咨询有限公司").fill(UNIT).fill("sj").fill("3860")
    again.press("1").fill("")
    assert "已开具，已保存" in again.words
    assert [intent["state"] for intent in again.office.intents.values()] == ["taken"]


def test_no_money_came_ends_the_wait_and_the_sale_is_paid_in_another_way() -> None:
    clerk = sold(Clerk().unlocked(), method="2").press("Escape", "F8", "F8")
    assert "没有等结果的付款" in clerk.words
    clerk.press("Escape", "Enter", "1", "Enter")
    assert "已开具，已保存" in clerk.words


def test_a_paper_is_enlarged_and_turned() -> None:
    clerk = sold(Clerk().unlocked()).press("F4", "Arrow Down")
    assert "税收缴款书" in clerk.words
    assert "已开具，已保存" in clerk.press("Escape").words


def test_the_day_is_opened_with_its_float() -> None:
    clerk = Clerk().unlocked()
    clerk.office.untouched = True
    clerk.press("5", "F4").fill("abc")
    assert "看不懂" in clerk.words
    clerk.fill("200")
    assert "营业中" in clerk.words
