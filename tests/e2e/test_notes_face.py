"""What is written together, in real Chromium: a line of one window appears in another while that one types."""

from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.browser import CHROMIUM, Station, Window

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


def test_a_line_appears_in_the_other_window_while_that_one_types(station: Station, context: Any) -> None:
    one = Window(context.new_page(), station).unlock().press("6").sees("door.notes").press("9").sees("notes.1")
    one.press("Enter").at("note")
    other = Window(context.new_page(), station).unlock().press("6").sees("door.notes").press("9").sees("notes.0")
    other.press("Enter").at("note")
    one.type("hao").holds("note", "hao")
    other.paste("打印机换了色带").press("Enter").sees("note.text", "打印机换了色带")
    one.sees("note.text", "李慧芳：打印机换了色带").holds("note", "hao").press("Enter").sees("note.text", "：hao")
    other.sees("note.text", "：hao").press("F4").loses("note.text").at("note").press("Escape").at("note", "写一行")
