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
