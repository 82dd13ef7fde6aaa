"""The places of the rail in real Chromium, keyboard only: dues, and how the site stands."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.browser import CHROMIUM, Station, Window

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]

SHOP = "92420102MA4K000153"


def test_dues_of_a_quota_are_collected_with_their_surcharge(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    window.press("2").fill("payer", "阿芳鲜果店").sees("choice.household").press("1").press("Enter")
    window.fill("payer_id", SHOP).sees("choice.quota").press("1", "Enter").sees("choice.goods").press("1", "Enter")
    window.sees("choice.quarter").press("1", "Enter").fill("quota_first", "2026-04").fill("quota_fen", "12万")
    window.fill("declared_fen", "").sees("choice.cash").sees("due.vat", "滞纳金").press("1", "Enter")
    window.sees("main", "收妥").press("Enter").sees("result", "已收讫，已保存")
    window.press("F2").at("find").type("阿芳").sees("hit.0", "增值税").press("Enter").sees("title", "缴款书")


def test_the_sixth_place_opens_what_tells_how_the_site_stands(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock().press("6").sees("door.allowance")
    window.press("1").sees("meter.count", "已用").press("Escape").sees("door.offline")
    window.press("2").sees("place", "业务照常办理").press("Escape").sees("door.findings")
    window.press("3").sees("title", "要看一看的").press("Escape").sees("door.rules")
    window.press("4").sees("rules.until", "政策最晚到").press("Escape").sees("door.parcel")
    window.press("5").sees("title", "离线包").press("Escape").sees("door.proof")
    window.press("6").sees("proof.0").press("Escape").sees("door.print")
    window.press("7").sees("print_queue.0").press("Escape").sees("door.settings")
    window.press("8").sees("size.150").press("3").sees("title", "设置").press("Alt+k").sees("help", "这一屏")
