"""Putting right by keyboard: what will happen is said first, a refusal stands at its place, the second person signs by PIN."""

from __future__ import annotations

import json

import pytest

from schemas.words import LANGUAGES
from station.ui.speech import Speech
from tests.station.ui.hands import Clerk
from tests.station.ui.test_screens import sold
from yard.fakes.office import PIN

LATER = "2026-10-12"


def menu(amount: str = "3860", on: str = "") -> Clerk:
    """A sale, found again, with what may still be done with it; looked at on another day if one is given."""
    clerk = sold(Clerk().unlocked(), amount, "1" if amount != "500" else "").press("Escape")
    if on:
        clerk.office.on = on
        clerk._read()
    return clerk.press("F2").type("陈喆").press("Enter", "F8")


def dues() -> Clerk:
    """A collection for cash, found again, with what may still be done with it."""
    clerk = Clerk().unlocked().press("2").fill("阿芳鲜果店").press("1", "Enter").fill("92420102MA4K000153")
    clerk.press("1", "Enter", "1", "Enter", "1", "Enter").fill("2026-04").fill("12万").fill("").press(
        "1", "Enter", "Enter"
    )
    return clerk.press("F2").type("阿芳").press("Enter", "F8")


def test_the_menu_says_of_each_act_what_it_is_for_or_why_not() -> None:
    today, later = menu().words, menu(on=LATER).words
    assert "全部联次在手" in today and "当日收的税款可以当场冲正" in today
    assert "跨月不能作废" in later and "或只冲一部分" in later


def test_a_void_before_hand_over_is_the_clerks_alone_and_cash_goes_back() -> None:
    clerk = menu().press("1", "3", "Enter", "1", "Enter")
    assert "交付前" in clerk.words and "从尾箱退现金 40.51 元" in clerk.words
    clerk.press("Enter")
    assert "发票已作废，已保存" in clerk.words
    assert "作废" in clerk.press("Enter").words and next(iter(clerk.office.sales.values()))["state"] == "voided"


def test_copies_that_had_been_given_ask_for_the_second_person() -> None:
    clerk = menu().press("1", "1", "Enter", "2", "Enter")
    assert "授权人" in clerk.words and "王建国" in clerk.words
    clerk.press("1", "Enter", "Enter").fill("000000")
    assert "发生了什么" in clerk.words and "000000" not in clerk.words
    clerk.fill(PIN)
    assert "发票已作废，已保存" in clerk.words


def test_a_missing_copy_keeps_the_invoice_from_being_void() -> None:
    clerk = menu().press("1", "1", "Enter", "3", "Enter")
    assert "改开红字发票" in clerk.words
    assert next(iter(clerk.office.sales.values()))["state"] == "issued"


def test_a_red_letter_of_a_later_month_asks_the_tax_back_and_says_what_is_taken_home() -> None:
    clerk = menu(on=LATER).press("2", "1", "Enter", "1", "Enter")
    assert "缴存后" in clerk.words and "窗口不退钱：申请退 40.51 元" in clerk.words
    clerk.fill("").fill("工行").fill("6222").press("1", "Enter")
    assert "退（抵）税申请单一份" in clerk.words
    clerk.press("Enter").fill(PIN)
    assert "红字发票 00500001 已开具" in clerk.words and "退（抵）税申请单" in clerk.words
    clerk.press("Enter")
    assert "已冲红 -3,860.00" in clerk.words and "已申请退税 40.51" in clerk.words
    clerk.press("F8")
    assert "已经全部冲红" in clerk.words


def test_a_part_above_what_is_left_stands_at_its_amount() -> None:
    clerk = menu(on=LATER).press("2", "4", "Enter", "2", "Enter").fill("4000")
    assert "最多 3860.00 元" in clerk.words
    clerk.fill("1000")
    assert "共 1,000.00 元" in clerk.words


def test_a_red_letter_today_pays_back_by_the_way_it_came() -> None:
    clerk = menu().press("2", "1", "Enter", "1", "Enter", "2", "Enter")
    assert "当日" in clerk.words and "从尾箱退现金 40.51 元" in clerk.words
    clerk.press("1", "Enter", "Enter").fill(PIN)
    assert "缴款书" in clerk.words and "已开具" in clerk.words
    assert "税款已冲正" in clerk.press("Enter").words


def test_a_wrong_method_is_put_right_and_the_sale_says_it() -> None:
    clerk = menu().press("3", "1", "Enter").fill("420000280").press("1", "Enter", "1", "Enter")
    assert "从“现金”改记为“微信”" in clerk.words and "尾箱账面少 40.51 元" in clerk.words
    clerk.press("Enter").fill(PIN)
    assert "支付方式已更正" in clerk.words and "不用打印" in clerk.words
    assert "微信" in clerk.press("Enter").words


def test_another_reason_is_written_in_words() -> None:
    clerk = (
        menu()
        .press("3", "2", "Enter")
        .fill("")
        .press("4", "Enter")
        .fill("网点停电")
        .press("1", "Enter", "Enter")
        .fill(PIN)
    )
    assert list(clerk.office.rights.acts.values())[-1]["reason"] == "网点停电"


def test_dues_of_today_are_undone_by_the_table() -> None:
    clerk = dues().press("1", "1", "Enter", "2", "Enter")
    assert "交付前" in clerk.words and "从尾箱退现金" in clerk.words
    clerk.press("Enter")
    assert "已冲正，已保存" in clerk.words


def test_tax_of_an_earlier_day_is_asked_back_of_the_bureau() -> None:
    clerk = menu(on=LATER).press("4", "2", "Enter").fill("2026-09-25")
    assert "已经入库" in clerk.words
    clerk.press("1", "Enter", "2", "Enter").fill("99")
    assert "最多可申请退还" in clerk.words
    clerk.fill("5").fill("").fill("").fill("")
    clerk.press("Enter")
    assert "退（抵）税申请已受理" in clerk.words
    assert "已申请退税 5.00" in clerk.press("Enter").words


def test_tax_of_today_with_its_invoice_is_refused_where_it_stands() -> None:
    assert "请办理作废、红字或冲正" in menu().press("4").words


def test_without_a_second_person_nothing_is_signed() -> None:
    clerk = menu()
    ask = clerk.office.ask
    clerk.office.ask = lambda query: (
        {"people": ask(query)["people"][:1]} if type(query).__name__ == "People" else ask(query)
    )
    clerk._read()
    clerk.press("3", "2", "Enter").fill("").press("1", "Enter", "Enter")
    assert "没有第二个人可以授权" in clerk.words


def test_what_was_begun_is_kept_and_a_pin_never_is() -> None:
    clerk = menu().press("1", "2", "Enter", "2", "Enter", "1", "Enter", "Enter").type(PIN)
    kept = dict(clerk.drafts.kept("demo"))
    assert any(json.loads(text)["said"].get("void_reason") == "wrong_item" for text in kept.values())
    assert PIN not in json.dumps(kept, ensure_ascii=False)
    clerk.press("Escape")
    assert "王建国" in clerk.words
    again = Clerk(clerk.office, clerk.drafts).unlocked().press("F2").type("陈喆").press("Enter", "F8", "1")
    assert "项目有误" in again.words


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("digit", ["1", "2", "3", "4"])
def test_every_act_is_drawn_in_both_languages(language: str, digit: str) -> None:
    clerk = menu("3860", LATER)
    clerk.speech = Speech(language)
    clerk.press(digit)
    assert clerk.words


def test_a_sale_without_tax_moves_no_money() -> None:
    clerk = menu("500").press("1", "1", "Enter", "1", "Enter")
    assert "没有收过税款，不动钱" in clerk.words
