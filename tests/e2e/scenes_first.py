"""Pictures of the first run: a clean computer in front of a centre, in both languages."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Playwright

from tests.e2e.album import Album
from tests.e2e.browser import PIN, Station, Window, chromium
from tests.e2e.centre import Centre, serving


def first_run(play: Playwright, folder: Path, life_s: float) -> None:
    """A home is set up while its pictures are taken."""
    with (
        tempfile.TemporaryDirectory() as made,
        serving(Path(made) / "central") as centre,
        Station(Path(made) / "post") as station,
        chromium(play, life_s=life_s) as context,
    ):
        window = Window(context.new_page(), station).sees("title", "登记网点")
        _site(Album(window, folder), Album(window, folder, "-en"), centre)
        _rest(Album(window, folder))


def _site(album: Album, english: Album, centre: Centre) -> None:
    window = album.window
    album.take("welcome")
    window.press("2").sees("choice.stick").press("Enter").at("central_later").press("Enter")
    window.fill("code", centre.code).sees("main", "写到移动存储").press("Enter").sees("title", "用移动存储登记")
    album.take("welcome-stick")
    window.press("Escape").sees("main", "写到移动存储").press("ArrowUp").at("code")
    window.press("ArrowUp").at("central_later").press("ArrowUp").sees("choice.network")
    window.press("1").sees("choice.network").press("Enter").fill("central", "http://127.0.0.1:9")
    window.sees("main", "登记").press("Enter").sees("notice", "连不上市局")
    album.take("welcome-unreachable")
    window.press("Alt+l").sees("title", "Enrol this site")
    english.take("welcome-unreachable")
    window.press("Alt+l").sees("title", "登记网点").press("ArrowUp").at("code").press("ArrowUp").at("central")
    window.press("Control+a").fill("central", centre.url).sees("main", "登记").press("Enter").sees(
        "title", "网点负责人"
    )


def _rest(album: Album) -> None:
    window = album.window
    window.fill("name", "李慧芳").fill("clerk", "demo").at("pin").type(PIN[:4])
    album.take("welcome-head")
    window.type(PIN[4:]).press("Enter").fill("pin_again", PIN).sees("main", "登记负责人").press("Enter")
    window.sees("choice.none").press("2").sees("choice.network").press("Enter").at("address").type("192.0.2.7:9100")
    album.take("welcome-printer")
