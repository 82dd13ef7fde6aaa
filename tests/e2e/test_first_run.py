"""The first run in real Chromium, keyboard only: a clean computer to its first unlock, across a kill."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import CHROMIUM, PIN, Station, Window
from tests.e2e.centre import serving

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


def test_a_clean_computer_comes_to_its_first_unlock_across_a_power_cut(tmp_path: Path, context: Any) -> None:
    home = tmp_path / "post"
    with serving(tmp_path / "central") as centre:
        with Station(home) as first:
            window = Window(context.new_page(), first).sees("title", "登记网点").press("1").sees("choice.network")
            window.press("Enter").fill("central", centre.url).fill("code", "1234")
            window.sees("notice", "登记码应为 24 个字母或数字").press("Control+a").fill("code", centre.code)
            window.sees("main", "登记").press("Enter").sees("title", "网点负责人")
            first.kill()
        window.page.close()
        with Station(home) as second:
            window = Window(context.new_page(), second).sees("title", "网点负责人")
            window.fill("name", "李慧芳").fill("clerk", "demo").fill("pin", PIN).fill("pin_again", PIN)
            window.sees("main", "登记负责人").press("Enter").sees("title", "打印机").press("1").sees("choice.none")
            window.press("Enter").sees("main", "打开柜台").press("Enter").sees("title", "解锁").sees(
                "clerk.demo", "李慧芳"
            )
            window.unlock().sees("strip.network")
