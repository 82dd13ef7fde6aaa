"""The street station in a real browser, by keys only: invoices are handed over with both signatures."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.browser import Station, Window, chromium
from tests.e2e.scenes_street import IDENTITY, PERSON, street_home

pytestmark = pytest.mark.e2e


def test_invoices_are_handed_over_by_keys_alone(tmp_path: Path) -> None:
    home = street_home(tmp_path)
    with Station(home) as station, sync_playwright() as play, chromium(play) as context:
        window = Window(context.new_page(), station).unlock()
        window.press("3").at("people").press("F4").sees("door.hand_over").press("2")
        window.fill("identity", IDENTITY).sees("may.sheet").press("1", "Enter").fill("count", "25")
        window.at("code").press("Enter").at("first_number").press("Enter").at("last_number").press("Enter")
        window.fill("receiver", "陈阿芳").fill("receiver_id", PERSON).fill("slip_no", "签7")
        window.sees("main", "交付").press("Enter").sees("done", "00000001 至 00000025")
