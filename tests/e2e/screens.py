"""`python -m tests.e2e.screens [FOLDER [SUFFIX …]]`: pictures of every screen of the counter, from the demonstration, into docs/screens.

With a folder, suffixes may follow: only those walks are taken (`first street customer "" -en -150 -1920`).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.e2e.album import VALUES, Album
from tests.e2e.browser import Station, Window, chromium
from tests.e2e.day_scenes import day_after, day_doors, reports
from tests.e2e.scenes_first import first_run
from tests.e2e.scenes_many import many
from tests.e2e.scenes_refuse import refused
from tests.e2e.scenes_sale import agent, more, told
from tests.e2e.scenes_second import customer
from tests.e2e.scenes_street import street
from tests.e2e.second import appoint
from tests.house.reading import HOUSE
from yard.demo.build import build
from yard.demo.settings import SEED

PERSON, UNIT = "420106198807193324", "91420106682355174F"
DOORS = (
    ("1", "allowance", "meter.count"),
    ("2", "offline", "place"),
    ("3", "findings", "title"),
    ("4", "rules", "rules.until"),
    ("5", "parcel", "again"),
    ("6", "proof", "proof.0"),
    ("7", "print", "print_queue.0"),
    ("8", "settings", "size.150"),
)
"""Digit, picture, and what is seen once the door is open."""
FIRST = "first"
"""The walk through the first run, which has a home of its own."""
STREET = "street"
"""The walk at a street station, which has a home of its own."""
CUSTOMER = "customer"
"""The walk beside the customer's screen, on a copy of the home."""
LIFE_S = 600.0
"""How long the browser of one walk may live."""
PAINTED_MS, PRINTED_MS = 2500, 4000
"""How long is waited for a paper's own picture, and for the papers of a sale in their printer."""


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
    window.press("F8").sees("act.void").press("1").sees("choice.wrong_amount").press("3").sees("point.money")
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
    window.press("Escape").sees("title", "您好").press("5").sees("equality").press("Enter").at("pieces")
    for value, pieces in zip(VALUES, ("2", "", "1", "", "1", "", "", "", "", "", ""), strict=True):
        if value == "5":
            album.take("day-count")
        window.fill("pieces", pieces, f"{value} 元")
    window.sees("difference", "待核实")
    album.take("day-close")
    window.press("Enter").sees("day.state", "已日结")
    album.take("day-closed")


def dues(album: Album) -> None:
    """A household pays a quarter that is late."""
    window = album.window
    window.press("2").fill("payer", "阿芳鲜果店").sees("choice.household").press("1", "Enter")
    window.fill("payer_id", "92420102MA4K000153").sees("choice.quota").press("1", "Enter").sees("choice.goods")
    window.press("1", "Enter").sees("choice.quarter").press("1", "Enter").fill("quota_first", "2026-04")
    window.at("quota_fen").type("12万")
    album.take("dues")
    window.press("Enter").fill("declared_fen", "").sees("choice.cash").sees("due.vat").press("1", "Enter").sees("main")
    album.take("dues-pay")
    window.press("Enter").sees("result").page.wait_for_timeout(PRINTED_MS)
    album.take("dues-done")
    window.press("Escape").sees("title", "您好")


def doors(album: Album) -> None:
    """What the sixth place opens."""
    window = album.window
    window.press("6").sees("door.settings")
    album.take("status")
    for digit, name, part in DOORS:
        window.press(digit).sees(part)
        album.take(name)
        window.press("Escape").sees("door.settings")
    window.press("Alt+k").sees("help")
    album.take("help")
    window.press("Escape").sees("door.settings").press("Escape").loses("door.settings")


def large(album: Album) -> None:
    """The main way with type of 150 %."""
    window = album.window.unlock()
    window.press("6").sees("door.settings").press("8").sees("size.150").press("3").sees("size.150")
    album.take("settings")
    window.press("Escape").sees("door.settings").press("Escape").sees("title", "您好")
    album.take("home")
    form(album)
    window.press("F9").sees("step.2")
    album.take("why")
    window.press("Escape").at("amount").press("F8").at("applicant").press("Escape").sees("title", "您好")
    window.press("5").sees("equality").press("Enter").at("pieces")
    album.take("day-count")
    window.press("Escape").sees("door.close").press("Escape").sees("title", "您好")
    doors(album)
    window.press("6").sees("door.settings").press("8").sees("size.150").press("1").sees("size.100")


def form(album: Album) -> None:
    """The form with an amount being typed."""
    window = album.window
    window.press("1").at("applicant").fill("applicant", "陈喆").fill("id", PERSON).fill("phone", "")
    window.fill("buyer", "王小明").fill("buyer_id", "").fill("item", "sj").at("amount").type("12345.6").sees("total")
    album.take("issue-amount")


def english(album: Album) -> None:
    """The same in English."""
    window = album.window
    window.press("Alt+l").sees("title", "Unlock")
    window.press("1").at("pin").type("135790").press("Enter").sees("title", "Good day")
    album.take("home")
    form(album)
    window.press("F9").sees("step.2")
    album.take("why")
    window.press("Escape").at("amount").press("F8").at("applicant").press("Escape").sees("title", "Good day")
    window.press("2").at("payer")
    album.take("dues")
    window.press("Escape").sees("title", "Good day").press("5").sees("equality").press("Enter").at("pieces")
    album.take("day-count")
    window.press("Escape").sees("equality").press("Escape").sees("title", "Good day")
    doors(album)
    window.press("Alt+l").sees("title", "您好")


def whole(album: Album) -> None:
    """Every screen in Chinese, in the order of a day."""
    window = album.window
    album.take("unlock")
    window.press("1").at("pin")
    album.take("pin")
    window.press("Escape").sees("clerk.demo")
    window.unlock()
    for part in (
        sale,
        again,
        more,
        agent,
        told,
        refused,
        many,
        dues,
        records,
        doors,
        day_doors,
        reports,
        day,
        day_after,
    ):
        part(album)


def wide(album: Album) -> None:
    """The form and the day on a large screen."""
    window = album.window.unlock()
    form(album)
    window.press("F8").at("applicant").press("Escape").sees("title", "您好").press("5").sees("equality").press(
        "Enter"
    ).at("pieces")
    album.take("day-count")
    window.press("Escape").sees("door.close").press("Escape").sees("title", "您好").press("6").sees("door.settings")
    album.take("status")


WALKS: tuple[tuple[str, Callable[[Album], None], tuple[int, int]], ...] = (
    ("-1920", wide, (1920, 1080)),
    ("-150", large, (1366, 768)),
    ("-en", english, (1366, 768)),
    ("", whole, (1366, 768)),
)
"""The walks by the suffix of their pictures; the one that closes the day is the last."""


def main(folder: Path, wanted: Sequence[str]) -> None:
    """Build the demonstration, serve it, take the pictures of the walks that are wanted."""
    folder.mkdir(parents=True, exist_ok=True)
    if FIRST in wanted:
        with sync_playwright() as play:
            first_run(play, folder, LIFE_S)
    if STREET in wanted:
        with sync_playwright() as play:
            street(play, folder, LIFE_S)
    with tempfile.TemporaryDirectory() as made:
        build(Path(made), SEED)
        if CUSTOMER in wanted:
            with sync_playwright() as play:
                customer(play, Path(made) / "post", folder, LIFE_S)
        with Station(appoint(Path(made) / "post")) as station, sync_playwright() as play:
            for suffix, walk, size in WALKS:
                if suffix in wanted:
                    _visit(play, station, folder, suffix, walk, size)


def _visit(
    play: Playwright,
    station: Station,
    folder: Path,
    suffix: str,
    walk: Callable[[Album], None],
    size: tuple[int, int],
) -> None:
    with chromium(play, *size, life_s=LIFE_S) as context:
        walk(Album(Window(context.new_page(), station), folder, suffix))


if __name__ == "__main__":
    every = [FIRST, STREET, CUSTOMER, *(suffix for suffix, _, _ in WALKS)]
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HOUSE / "docs/screens", sys.argv[2:] or every)
