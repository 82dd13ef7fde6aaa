"""More than a plain sale, by keyboard: lines, prices without tax, discounts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from station.ui import parked
from tests.station.ui.hands import Clerk

PERSON = "420106198807193324"


def priced(clerk: Clerk, amount: str = "3860") -> Clerk:
    """A person who was never here, up to the choice of payment."""
    clerk.press("1").fill("陈喆").fill(PERSON).fill("").fill("王小明").fill("").fill("sj")
    return clerk.fill(amount)


def issued(clerk: Clerk) -> dict[str, Any]:
    """The application of the only sale."""
    assert "已开具，已保存" in clerk.words
    return next(iter(clerk.office.sales.values()))["said"]["application"]


def test_one_key_adds_a_line_and_all_are_on_one_invoice() -> None:
    clerk = priced(Clerk().unlocked()).press("5")
    assert "第 1 项" in clerk.words
    clerk.fill("zx").fill("1000")
    assert "4,860.00" in clerk.words
    clerk.press("1", "Enter")
    lines = issued(clerk)["invoices"][0]["lines"]
    assert [(line["name"], line["gross_fen"]) for line in lines] == [("设计服务", 386_000), ("咨询服务", 100_000)]


def test_a_line_added_by_mistake_is_left_by_one_key() -> None:
    clerk = priced(Clerk().unlocked()).press("5", "Escape")
    assert "收妥 40.51，开票" in clerk.words
    clerk.press("1", "Enter")
    assert len(issued(clerk)["invoices"][0]["lines"]) == 1


def test_lines_are_listed_mended_and_taken_out() -> None:
    clerk = priced(Clerk().unlocked()).press("5").fill("zx").fill("1000").press("5").fill("cy").fill("500").press("8")
    assert "这张发票的各项" in clerk.words
    clerk.press("Arrow Up", "Arrow Up", "F8").press("Enter").type("1200").press("Enter", "1", "Enter")
    lines = issued(clerk)["invoices"][0]["lines"]
    assert [(line["name"], line["gross_fen"]) for line in lines] == [("咨询服务", 120_000), ("茶叶", 50_000)]


def test_the_arrow_down_makes_a_price_one_without_tax() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").fill(PERSON).fill("").fill("王小明").fill("").fill("sj")
    clerk.type("3860").press("Arrow Down")
    assert "不含税价" in clerk.words
    assert "3,898.60" in clerk.words
    clerk.press("Enter", "1", "Enter")
    assert issued(clerk)["invoices"][0]["lines"][0]["net_fen"] == 386_000


def test_a_discount_lowers_what_is_worked_out_as_it_is_typed() -> None:
    clerk = priced(Clerk().unlocked()).press("6").type("60")
    assert "3,800.00" in clerk.words
    clerk.press("Enter")
    assert "折扣 60.00" in clerk.words
    clerk.press("1", "Enter")
    assert issued(clerk)["invoices"][0]["lines"][0]["discount_fen"] == 6_000


def test_a_discount_of_all_stands_at_its_box() -> None:
    clerk = priced(Clerk().unlocked()).press("6").fill("3860")
    assert "折扣要比这一项的价" in clerk.words


def test_a_price_lowered_under_its_discount_is_asked_for_again() -> None:
    clerk = priced(Clerk().unlocked()).press("6").fill("60").press("Escape", "Escape").fill("50")
    assert "发生了什么" in clerk.words
    assert "60.00" in clerk.words


def test_a_free_sale_that_grows_asks_how_it_is_paid() -> None:
    clerk = priced(Clerk().unlocked(), "500")
    assert "不收税，开票" in clerk.words
    clerk.press("5").fill("zx").fill("3000")
    assert "收妥" in clerk.words
    clerk.press("1", "Enter")
    assert issued(clerk)["payments"][0]["method"] == "cash"


def test_lines_survive_a_crash() -> None:
    clerk = priced(Clerk().unlocked()).press("5").fill("zx").type("10")
    again = Clerk(clerk.office, clerk.drafts).unlocked()
    assert len(parked.open_drafts(again.drafts, "demo")[0].before) == 1


@pytest.mark.parametrize("digit", ["8"])
def test_a_digit_that_asks_for_nothing_changes_nothing(digit: str) -> None:
    clerk = priced(Clerk().unlocked())
    before = clerk.words
    assert clerk.press(digit).words == before


def test_an_agent_is_asked_for_by_one_key_and_issued_with() -> None:
    clerk = priced(Clerk().unlocked()).press("7")
    clerk.fill("刘洋").fill("420106196903057913").fill("13871526127").fill("WT-1").fill("12-31")
    assert "刘洋" in clerk.words
    clerk.press("1", "Enter")
    assert issued(clerk)["agent"]["authority_no"] == "WT-1"


def test_an_item_that_must_say_more_is_asked_for_it_and_offered_it_the_next_time() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").fill(PERSON).fill("").fill("王小明").fill("")
    clerk.fill("zsfw").fill("洪山区").fill("样例小区二期").fill("3860").press("1", "Enter")
    assert issued(clerk)["construction"] == {"county": "洪山区", "project": "样例小区二期"}
    clerk.press("Enter").type("3324").press("Enter", "Enter", "Enter", "Enter", "Enter")
    assert "洪山区" in clerk.words


def test_an_agent_is_left_by_the_way_back() -> None:
    clerk = priced(Clerk().unlocked()).press("7", "Escape")
    assert "收妥 40.51，开票" in clerk.words
    assert "agent" not in issued(clerk.press("1", "Enter"))


def test_a_unit_without_a_code_is_taken_with_its_reason() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").fill(PERSON).fill("").fill("样例（香港）有限公司")
    clerk.press("Arrow Down", "1", "Enter").fill("sj").fill("3860")
    assert "没有代码：境外" in clerk.words
    assert issued(clerk.press("1", "Enter"))["invoices"][0]["buyer"]["no_id_reason"] == "境外"


def test_every_buyer_of_a_sale_with_many_is_offered_to_the_next() -> None:
    clerk = priced(Clerk().unlocked()).press("1", "Enter")
    given = issued(clerk)
    given["invoices"] += [{"buyer": {"kind": "unit", "name": "武汉样例商贸有限公司", "id": "91420106682355174F"},
                           "lines": given["invoices"][0]["lines"]}]  # fmt: skip
    clerk.press("Enter").fill("周敏").fill("420106196903057913").fill("").type("商贸")
    assert "武汉样例商贸有限公司" in clerk.words
    clerk.press("Arrow Down", "Enter")
    assert "9142 0106 6823 5517 4F" in clerk.words


def test_what_was_issued_like_it_is_said_once_and_keeps_nobody_back() -> None:
    clerk = priced(Clerk().unlocked()).press("1", "Enter", "Enter")
    clerk.type("3324").press("Enter", "Enter", "Enter", "Enter", "Enter").type("3860").press("Enter")
    assert "三十天内给同一受票方开过同样的金额" in clerk.words
    assert "三十天内" in clerk.press("1").words
    assert "三十天内" not in clerk.press("5", "Escape").words
    clerk.press("1", "Enter")
    assert len(clerk.office.sales) == 2


def test_what_the_window_refuses_is_said_before_any_money_is_asked_for() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").fill(PERSON).fill("").fill("王小明").fill("")
    clerk.fill("gndl").fill("武汉").fill("宜昌").fill("货车").fill("瓷砖").fill("3860")
    assert "发生了什么" in clerk.words
    clerk.press("2", "Enter")
    assert "发生了什么" in clerk.words
    assert clerk.press("Enter").office.intents == {}
    assert clerk.office.sales == {}


def test_bounds_are_shown_while_copies_may_be_missing() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").fill(PERSON).fill("").fill("王小明").fill("").fill("sj")
    clerk.type("500")
    assert "至少 0.00，至多" in clerk.words
    clerk.standing = replace(clerk.standing, heard_ms=int(clerk.now().timestamp() * 1000))
    assert "至少" not in clerk.type("0").words
