"""The end of a day in real Chromium, keyboard only: a shift changes hands, a report is shown and filtered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.album import VALUES
from tests.e2e.browser import CHROMIUM, PIN, Station, Window
from tests.e2e.second import SECOND_NAME, appoint

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]


def count(window: Window, hundreds: str) -> None:
    for value in VALUES:
        window.fill("pieces", hundreds if value == "100" else "", f"{value} 元")


def test_a_shift_is_given_and_received_with_both_signatures(home: Path, context: Any) -> None:
    with Station(appoint(home)) as station:
        window = Window(context.new_page(), station).unlock().press("5").sees("door.handover").press("2")
        count(window, "2")
        window.sees("drawer.difference", "账实相符").sees("choice.wang", SECOND_NAME).press("1", "Enter")
        window.sees("choice.whole").press("1", "Enter").fill("seals", "代开发票专用章").fill("keys", "").fill(
            "note", ""
        )
        window.sees("main", "签名移交").press("Enter").at("pin").type(PIN).press("Enter")
        window.sees("title", f"{SECOND_NAME}").press("5").sees("door.handover").loses("notice")


def test_the_book_of_taxes_is_shown_and_filtered(station: Station, context: Any) -> None:
    window = Window(context.new_page(), station).unlock().press("5").sees("door.reports").press("6").sees("reports.9")
    window.press("ArrowDown", "Enter").at("filter").sees("report.0", "增值税").type("个人所得税").sees(
        "found", "筛选出"
    )
    window.sees("report.0", "个人所得税").press("Enter").sees("choice.xlsx").press("Escape").at("filter")
