"""`python -m tests.e2e.screens [FOLDER]`: pictures of every screen of the counter, from the demonstration, into docs/screens."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.e2e.browser import Station, Window, chromium
from tests.house.reading import HOUSE
from yard.demo.build import build
from yard.demo.settings import SEED

PERSON, UNIT = "420106198807193324", "91420106682355174F"
VALUES = ("100", "50", "20", "10", "5", "1", "0.5", "0.1", "0.05", "0.02", "0.01")
SETTLED_MS, PAINTED_MS, PRINTED_MS = 900, 2500, 4000
"""How long a picture is waited for: what was just drawn, a paper's own picture, the papers of a sale in their printer."""


class Album:
    """Pictures of one window, each under its name."""

    def __init__(self, window: Window, folder: Path, suffix: str = "") -> None:
        self.window, self.folder, self.suffix = window, folder, suffix

    def take(self, name: str) -> None:
        """One picture."""
        self.window.page.wait_for_timeout(SETTLED_MS)
        self.window.page.screenshot(path=self.folder / f"counter-{name}{self.suffix}.png")


def sale(album: Album) -> None:
    """A new customer, from the empty form to the paper."""
    window = album.window
    window.press("1").at("applicant")
    album.take("issue-empty")
    window.fill("applicant", "陈喆").fill("id", "420106198807193342").sees("notice")
    album.take("error-field")
    window.press("Control+a").fill("id", PERSON).fill("phone", "13871526127")
    window.fill("buyer", "湖北江汉工程咨询有限公司").fill("buyer_id", UNIT).at("item").type("s").sees("offer.0")
    album.take("issue-item")
    window.type("j").press("Enter").at("amount").type("3860").sees("total", "40.51")
    album.take("issue-amount")
    window.press("F9").sees("step.2")
    album.take("why")
    window.press("0").sees("title", "整笔")
    album.take("why-whole")
    window.press("Escape").at("amount").press("Enter").sees("main", "收妥").press("1").sees("choice.cash")
    album.take("issue-payment")
    window.press("Enter").sees("result").page.wait_for_timeout(PRINTED_MS)
    album.take("done")
    window.press("F4").sees("sheet").page.wait_for_timeout(PAINTED_MS)
    album.take("paper")
    window.press("Escape").sees("result")


def again(album: Album) -> None:
    """The same person comes back, and pays by telephone."""
    window = album.window
    window.press("Enter").at("applicant").type("6127").sees("offer.0", "陈喆")
    album.take("issue-returning")
    window.press("Enter").at("buyer").press("Enter").at("item").press("Enter").fill("amount", "2600")
    window.sees("main", "收妥").press("2").sees("choice.wechat").press("Enter").sees("end.unknown").press("1")
    window.at("reference").type("4200002")
    album.take("payment")
    window.press("Escape").lacks_field().press("3").sees("main", "放进待确认").press("Enter").at("applicant")
    window.press("Escape").sees("title", "您好")


def records(album: Album) -> None:
    """Search, one record, a void, people, stock."""
    window = album.window
    window.press("F2").at("find").type("有限").sees("hit.3")
    album.take("find")
    window.press("Enter").sees("row.buyer").page.wait_for_timeout(PAINTED_MS)
    album.take("record")
    window.press("F8").sees("reason.wrong_amount").press("3").sees("main", "作废")
    album.take("void")
    window.press("Escape").sees("row.buyer").press("Escape").at("find").press("Escape").sees("title", "您好")
    window.press("3").at("people").type("420").sees("person.3")
    album.take("people")
    window.press("Escape").sees("title", "您好").press("4").sees("title", "发票与票证")
    album.take("stock")
    window.press("Escape").sees("title", "您好")


def day(album: Album) -> None:
    """Payments that wait, sync, keys, and the day to its close."""
    window = album.window
    album.take("home")
    window.press("F8").sees("pending.0")
    album.take("pending")
    window.press("Escape").sees("title", "您好").press("6").sees("held").press("Enter").sees("notice")
    album.take("sync")
    window.press("Escape").sees("title", "您好").press("Alt+k").sees("title", "按键")
    album.take("keys")
    window.press("Escape").sees("title", "您好").press("5").sees("equality")
    for value, pieces in zip(VALUES, ("2", "", "1", "", "1", "", "", "", "", "", ""), strict=True):
        if value == "5":
            album.take("day-count")
        window.fill("pieces", pieces, f"{value} 元")
    window.sees("difference", "待核实")
    album.take("day-close")
    window.press("Enter").sees("day.state", "已日结")
    album.take("day-closed")


def english(album: Album) -> None:
    """The same in English."""
    window = album.window
    window.press("Alt+l").sees("title", "Unlock")
    window.press("1").at("pin").type("135790").press("Enter").sees("title", "Good day")
    album.take("home")
    window.press("1").at("applicant").fill("applicant", "陈喆").fill("id", "420106198807193342").sees("notice")
    album.take("error-field")
    window.press("Control+a").fill("id", PERSON).fill("phone", "").fill("buyer", "王小明").fill("buyer_id", "")
    window.fill("item", "sj").at("amount").type("12345.6").sees("total")
    album.take("issue-amount")
    window.press("F9").sees("step.2")
    album.take("why")
    window.press("Escape").at("amount").press("F8").at("applicant").press("Escape")
    window.sees("title", "Good day").press("5").sees("equality")
    album.take("day-count")


def whole(album: Album) -> None:
    """Every screen in Chinese, in the order of a day."""
    window = album.window
    album.take("unlock")
    window.press("1").at("pin")
    album.take("pin")
    window.press("Escape").sees("clerk.demo")
    window.unlock()
    for part in (sale, again, records, day):
        part(album)


def wide(album: Album) -> None:
    """The form on a large screen."""
    window = album.window.unlock()
    window.press("1").at("applicant").fill("applicant", "陈喆").fill("id", PERSON).fill("phone", "").fill(
        "buyer", "王小明"
    )
    window.fill("buyer_id", "").fill("item", "sj").at("amount").type("1.2万").sees("total")
    album.take("issue-amount")
    window.press("F8").at("applicant")


def main(folder: Path) -> None:
    """Build the demonstration, serve it, take all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        build(Path(made), SEED)
        with Station(Path(made) / "post") as station, sync_playwright() as play:
            _visit(play, station, folder, "-1920", wide, (1920, 1080))
            _visit(play, station, folder, "-en", english)
            _visit(play, station, folder, "", whole)


def _visit(
    play: Playwright,
    station: Station,
    folder: Path,
    suffix: str,
    walk: Callable[[Album], None],
    size: tuple[int, int] = (1366, 768),
) -> None:
    with chromium(play, *size) as context:
        walk(Album(Window(context.new_page(), station), folder, suffix))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "docs/screens")
