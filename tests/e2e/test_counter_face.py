"""The counter in real Chromium, keyboard only, through the page's semantics: sales, an error at its field, the day, crashes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import CHROMIUM, Station, Window
from tests.house.reading import HOUSE

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]

PERSON, UNIT = "420106198807193324", "91420106682355174F"
MOST_KEYS = 25


def new_customer(window: Window, amount: str = "3860") -> Window:
    """A person who was never here, up to the choice of payment."""
    window.press("1").fill("applicant", "陈喆").fill("id", PERSON).fill("phone", "13871526127")
    window.fill("buyer", "湖北江汉工程咨询有限公司").fill("buyer_id", UNIT)
    return window.fill("item", "sj").fill("amount", amount).sees("main", "收妥")


def of_station(home: Path, *words: str) -> dict[str, Any]:
    """What a command says of a home that nobody serves any more."""
    command = [sys.executable, "-m", "station", *words, "--home", str(home), "--json"]
    return json.loads(subprocess.run(command, cwd=HOUSE, check=True, capture_output=True, text=True).stdout)


def test_a_new_and_a_returning_customer_are_served_by_keyboard_only(
    station: Station, context: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    window = Window(context.new_page(), station).unlock()
    window.presses = 0
    new_customer(window).press("1", "Enter").sees("result", "已开具，已保存")
    new = window.presses
    assert window.text("total").replace(" ", "") == "¥40.51"
    window.press("Escape").sees("title", "您好")
    window.presses = 0
    window.press("1").at("applicant").type("6127").sees("offer.0", "陈喆").press("Enter")
    window.at("buyer").press("Enter").at("item").press("Enter").fill("amount", "2600")
    window.sees("main", "收妥").press("1", "Enter").sees("result", "已开具，已保存")
    assert window.presses <= MOST_KEYS
    with capsys.disabled():
        print(f"\nkeys: new customer {new}, returning customer {window.presses}")
    window.page.close()
    station.__exit__(None, None, None)
    found = of_station(station.home, "find", "陈喆")["found"]
    assert [one["total_fen"] for one in found] == [2727, 4051]


def test_a_wrong_id_stands_at_its_field_and_nothing_is_lost(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    window.press("1").fill("applicant", "陈喆").fill("id", "420106198807193342")
    window.sees("notice", "发生了什么").sees("notice", "有没有丢").sees("notice", "电话报码")
    assert not window.lacks("field.id")
    assert window.page.input_value("[flt-semantics-identifier='field.id'] input") == "420106198807193342"
    window.press("Control+a").fill("id", PERSON).at("phone").sees("row.applicant", "陈喆")


def test_money_that_may_fail_waits_in_its_list_and_becomes_one_sale(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    new_customer(window).press("2", "Enter").sees("title", "支付结果待确认").press("3").sees("main", "放进待确认")
    window.press("Enter").at("applicant").press("Escape").sees("title", "您好")
    window.sees("strip.pending", "待确认 2").press("F8").sees("title", "支付结果待确认").press("ArrowDown")
    window.sees("pending.1", "陈喆").press("Enter").sees("end.succeeded").press("1")
    window.fill("reference", "420000280").sees("result", "已开具，已保存")
    window.sees("strip.pending", "待确认 1")


def test_every_figure_answers_why(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    new_customer(window).press("F9").sees("title", "增值税 38.22").sees("step.2", "3,860.00 ÷ 1.01")
    window.press("2").sees("title", "城市维护建设税 1.34").press("Escape").sees("title", "代开发票")


def test_a_sale_is_found_and_voided_and_the_paper_shown(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    new_customer(window).press("1", "Enter").sees("result", "已开具").press("F2").at("find").type("陈喆")
    window.sees("hit.0", "陈喆").press("Enter").sees("title", "发票").sees("sheet")
    window.press("F8").sees("act.void", "作废发票").press("1").sees("choice.wrong_amount").press("3", "Enter")
    window.sees("choice.kept").press("1").sees("point.money", "从尾箱退现金").press("Enter").sees("main", "作废")
    window.press("Enter").sees("result", "发票已作废").press("Enter").sees("row.amount")
    assert window.lacks("righting")


def test_the_drawer_is_counted_the_difference_named_and_the_day_closed(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    window.press("5").sees("equality", "三数相等").press("Enter").at("pieces")
    for value, pieces in zip(
        ("100", "50", "20", "10", "5", "1", "0.5", "0.1", "0.05", "0.02", "0.01"), "10000000000", strict=True
    ):
        window.fill("pieces", pieces, f"{value} 元")
    window.sees("difference", "短款 100.00 · 待核实").sees("difference", "这不是您的欠款")
    window.press("Enter").sees("day.state", "已日结")
    window.press("Enter").sees("title", "您好")


def test_a_crashed_tab_and_a_killed_process_lose_nothing(home: Path, context: Any) -> None:
    with Station(home) as first:
        window = Window(context.new_page(), first).unlock()
        window.press("1").fill("applicant", "陈喆").at("id").type("42010619")
        window.page.close()
        again = Window(context.new_page(), first).unlock()
        again.sees("draft.0", "陈喆")
        first.kill()
    with Station(home) as second:
        window = Window(context.new_page(), second).unlock()
        window.press("Enter").at("id").type("8807193324").press("Enter").at("phone")
        assert "3324" in window.text("row.applicant") or not window.lacks("field.phone")


def test_no_request_leaves_the_machine_and_no_glyph_is_missing(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    new_customer(window).press("1", "Enter").sees("result", "已开具")
    foreign = [
        url for url in window.asked if not url.startswith((f"http://127.0.0.1:{station.port}/", "blob:", "data:"))
    ]
    assert foreign == []
    assert [url for url in window.asked if "fonts/notosans" in url] == []
    assert all("cdn" in url for url in window.blocked)


def test_both_languages_at_once_without_a_restart(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    window.press("Alt+l").sees("title", "Good day").press("Alt+l").sees("title", "您好")
    window.press("Alt+k").sees("title", "按键").press("Escape").sees("title", "您好")


def test_the_lock_hides_everything_and_asks_again(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    window.press("Alt+s").sees("title", "解锁")
    assert window.lacks("strip.outbox")
    window.unlock()
