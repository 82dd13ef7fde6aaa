"""Pictures of the street station's own screens, from a station that has forms for households."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Playwright

from central.registry.grants import Numbers, grant_numbers
from station.counter.street import StreetAct
from tests.e2e.album import Album
from tests.e2e.browser import Station, Window, chromium
from yard.demo.day import CLERK
from yard.demo.settings import STREET
from yard.town import Town

IDENTITY, OTHER, CODE = "92420111MA4K00599X", "92420111MA4K00701P", "042002600104"
PERSON = "420106198807193324"


def street_home(folder: Path) -> Path:
    """A street station with a pile of forms, and one household that may take some."""
    town = Town(folder)
    office = town.settle(STREET, "street")
    with town.centre.desk() as desk:
        numbers = Numbers(stock="supply", source="specimen", code=CODE, count=1_000, width=8)
        grant_numbers(desk, desk, STREET.site, numbers)
    office.sync()

    def act(room: str, step: str, record: str | None = None, **said: object) -> str:
        given = StreetAct(
            command=office.fresh_command(),
            clerk=CLERK,
            on="2026-09-18",
            room=room,
            step=step,
            record=record,
            said=dict(said),
        )
        return office.do(given)["record"]

    household = act("household", "register", identity=IDENTITY, fields={"name": "阿芳鲜果店"})
    allowed = {"month_count": 50, "hold_count": 30, "sheet_fen": 999_999, "paper_no": "票〔2026〕1号"}
    for kind in ("sheet", "roll"):
        act("supply", "allow", "supply/" + household.partition("/")[2], kind=kind, **allowed)
    office.close()
    town.centre.close()
    return folder / "street"


def walk(album: Album) -> None:
    """The doors, a household put on record, invoices handed over, a matter taken in."""
    window = album.window
    window.press("3").at("people").press("F4").sees("door.household")
    album.take("street")
    window.press("1").fill("identity", OTHER).fill("name", "小荷文具店").fill("operator", "李小荷")
    window.fill("phone", "13871526127").fill("address", "武汉市样例路7号").fill("street", "关山街道").fill(
        "industry", ""
    )
    window.sees("choice.quarter").press("1", "Enter").at("agreement").type("三方1号")
    album.take("street-household")
    window.press("Enter").sees("main", "建档").press("Enter").sees("done", "已建档")
    window.press("2").fill("identity", IDENTITY).sees("may.sheet").press("1", "Enter").fill("count", "25")
    window.at("code").press("Enter").at("first_number").press("Enter").at("last_number")
    album.take("street-supply")
    window.press("Enter").fill("receiver", "陈阿芳").fill("receiver_id", PERSON).fill("slip_no", "签7")
    window.sees("main", "交付").press("Enter").sees("done", "00000025")
    window.press("3").fill("applicant", "陈阿芳").fill("applicant_id", PERSON).at("matter").type("停业").sees(
        "materials"
    )
    album.take("street-matter")
    window.press("Enter").sees("choice.all").press("1", "Enter").sees("main", "办理").press("Enter").sees(
        "done", "已受理"
    )
    album.take("street-done")


def street(play: Playwright, folder: Path, life_s: float) -> None:
    """Serve the station, take the pictures."""
    with tempfile.TemporaryDirectory() as made:
        home = street_home(Path(made))
        with Station(home) as station, chromium(play, life_s=life_s) as context:
            walk(Album(Window(context.new_page(), station).unlock(), folder))
