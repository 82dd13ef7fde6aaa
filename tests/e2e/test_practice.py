"""Practice in real Chromium: entered by one digit, framed on each screen, left by the lock; the counter stands as before."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.browser import CHROMIUM, Station, Window
from tests.e2e.test_counter_face import new_customer, of_station

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


def test_a_sale_is_practised_and_the_counter_stands_as_before(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    before = window.text("strip.stock")
    window.press("6").sees("door.settings").press("8").sees("practice.start").press("8")
    window.sees("title", "练习员，您好").sees("practice", "练习·无效").sees("strip.stock", "发票 500")
    new_customer(window).press("1", "Enter").sees("result", "已开具").sees("practice", "不进账本")
    window.press("Alt+s").sees("title", "解锁").loses("practice").sees("clerk.demo", "李慧芳")
    window.unlock()
    assert window.text("strip.stock") == before
    window.page.close()
    station.__exit__(None, None, None)
    assert of_station(station.home, "find", "陈喆")["found"] == []
