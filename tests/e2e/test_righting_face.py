"""Putting right in real Chromium, keyboard only: what will happen is read first, the second person signs with the PIN."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import CHROMIUM, PIN, Station, Window
from tests.e2e.second import appoint
from tests.e2e.test_counter_face import new_customer

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


def test_a_method_is_put_right_and_a_red_letter_pays_back_by_it(home: Path, context: Any) -> None:
    with Station(appoint(home)) as station:
        window = Window(context.new_page(), station).unlock()
        new_customer(window).press("1", "Enter").sees("result", "已开具").press("F2").at("find").type("陈喆")
        window.sees("hit.0", "陈喆").press("Enter").sees("title", "发票").press("F8").sees("act.method", "方式记错了")
        window.press("3").sees("choice.pos").press("3", "Enter").fill("reference", "091814120501").sees(
            "choice.terminal"
        )
        window.press("1", "Enter").sees("choice.wang").press("1", "Enter").sees("point.money", "改记为“银行卡”")
        window.sees("main", "更正").press("Enter").fill("pin", PIN).sees("result", "支付方式已更正").press("Enter")
        window.sees("row.amount", "3,860.00").press("F8").sees("act.red", "红字").press("2").sees("choice.wrong")
        window.press("1", "Enter").sees("choice.all").press("1", "Enter").sees("choice.given").press("2", "Enter")
        window.sees("choice.wang").press("1", "Enter").sees("way.why", "票交出去过").sees("main", "开红字发票")
        window.press("Enter").fill("pin", PIN).sees("result", "已开具，已保存").sees(
            "point.money", "在刷卡终端上撤销 40.51"
        )
        window.sees("sheet").press("Enter").sees("row.amount", "3,860.00")
