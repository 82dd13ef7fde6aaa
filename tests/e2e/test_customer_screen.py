"""The customer's screen in real Chromium: beside the counter, in a session of its own that opens nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from station.settings import SOCKET
from station.socket import knock
from tests.e2e.browser import CHROMIUM, Station, Window
from tests.e2e.test_counter_face import new_customer

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


class Second:
    """The second page as a station that gives out its own links, so that `Window` can open it."""

    def __init__(self, station: Station) -> None:
        self.station = station

    def link(self) -> str:
        """A fresh link to the customer's screen."""
        return str(knock(self.station.home / SOCKET, {"ask": "customer", "session": {}})["link"])

    def said(self) -> str:
        """What the process has said."""
        return self.station.said()


def test_the_customer_sees_the_sum_then_received_then_nothing_and_can_open_nothing(
    station: Station, context: Any
) -> None:
    others = context.browser.new_context(viewport={"width": 1024, "height": 600})
    second = Window(others.new_page(), Second(station), first="site").sees("state", "欢迎光临")
    window = Window(context.new_page(), station).unlock()
    new_customer(window)
    second.sees("state", "请付款").sees("amount", "40.51").sees("what", "设计服务").sees("payee", "邮政")
    window.press("1", "Enter").sees("result", "已开具")
    second.sees("state", "已收").sees("amount", "40.51").sees("method", "现金")
    assert "陈喆" not in second.page.inner_text("body")
    window.press("Enter").at("applicant")
    second.sees("state", "欢迎光临").loses("amount")
    address = f"http://127.0.0.1:{station.port}"
    answers = [
        others.request.get(f"{address}{path}").status for path in ("/", "/customer/", "/launch", "/main.dart.wasm")
    ]
    assert answers == [403, 200, 403, 403]
    others.close()
