"""Pictures of the customer's screen, beside a counter that sells."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Playwright

from tests.e2e.album import Album
from tests.e2e.browser import Station, Window, chromium
from tests.e2e.test_counter_face import new_customer
from tests.e2e.test_customer_screen import Second

PAINTED_MS = 4000
"""How long is waited for a paper's own picture."""


def customer(play: Playwright, home: Path, folder: Path, life_s: float) -> None:
    """What the customer sees of one sale, and what the clerk sees in the settings."""
    with tempfile.TemporaryDirectory() as made:
        copied = Path(shutil.copytree(home, Path(made) / home.name))
        with Station(copied) as station, chromium(play, life_s=life_s) as context:
            window = Window(context.new_page(), station).unlock()
            second = Window(context.new_page(), Second(station), first="site")
            _sale(window, Album(second, folder), Album(second, folder, "-en"))
            window.press("Escape").sees("title", "您好")
            _settings(window, Album(window, folder), Album(window, folder, "-150"))
            _practice(window, Album(window, folder))


def _settings(window: Window, album: Album, large: Album) -> None:
    window.press("6").sees("door.settings").press("8").sees("second").press("6", "7").sees("opened", "launch?token=")
    album.take("customer-settings")
    window.press("3").sees("size.150")
    large.take("customer-settings")
    window.press("1").sees("size.100")


def _practice(window: Window, album: Album) -> None:
    window.press("8").sees("title", "练习员，您好")
    album.take("practice-home")
    new_customer(window)
    album.take("practice-issue")
    window.press("1", "Enter").sees("result", "已开具").page.wait_for_timeout(PAINTED_MS)
    album.take("practice-done")


def _sale(window: Window, album: Album, english: Album) -> None:
    album.take("customer-welcome")
    new_customer(window)
    album.window.sees("amount", "40.51")
    album.take("customer-due")
    window.press("Alt+l").sees("main", "Take")
    window.press("1").sees("choice.cash")
    album.window.sees("state", "Please pay")
    english.take("customer-due")
    window.press("Alt+l").sees("main", "收妥").press("Enter").sees("result", "已开具")
    album.window.sees("state", "已收")
    album.take("customer-paid")
