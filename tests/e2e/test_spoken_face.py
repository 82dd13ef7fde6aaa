"""What a screen reader gets of the counter: in the real page's own tree every button and every box has a name, and one is focused."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.browser import CHROMIUM, Station, Window

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]

NAMELESS = """() => [...document.querySelectorAll('flt-semantics[role=button], flt-semantics[flt-tappable], input, textarea')]
    .filter(one => !(one.ariaLabel || one.innerText?.trim() || one.closest('[aria-label]') || one.querySelector('[aria-label]')))
    .map(one => one.outerHTML.slice(0, 160))"""
FOCUSED = (
    "() => document.activeElement && document.activeElement !== document.body ? document.activeElement.tagName : ''"
)


def test_no_button_and_no_box_of_any_place_is_nameless(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station)
    assert window.page.evaluate(NAMELESS) == []
    window.unlock()
    for digit in "123456":
        window.press(digit).loses("draft.none").sees("next")
        window.page.wait_for_function("() => document.querySelectorAll('flt-semantics').length > 20")
        assert window.page.evaluate(NAMELESS) == [], f"place {digit}"
        assert window.page.evaluate(FOCUSED), f"place {digit}"
        window.press("Escape").sees("title", "您好")


def test_the_page_says_its_language_and_a_box_its_label(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock()
    assert window.page.evaluate("document.documentElement.lang") == "zh-CN"
    window.press("1").at("applicant", "申请人").press("Alt+l").at("applicant", "Applicant")
    assert window.page.evaluate("document.documentElement.lang") == "en"
