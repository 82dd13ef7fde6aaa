"""The pages in a real browser: what stands on them, keys that open and go back, and that no request leaves the machine."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from central.api.door import bound, link, make_server
from central.api.exchange import respond
from central.compose import make_door
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.store.store import Store
from central.work.cases import refresh_cases
from tests.central.doubles import DAY, WUCHANG, Station, open_store, taken_in
from tests.central.statements import bills

CHROMIUM = shutil.which("chromium")
pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]
STEPS = 150
STEP_MS = 100


@contextmanager
def serving(store: Store) -> Iterator[int]:
    """The whole door on a free port."""
    listening = bound("127.0.0.1", 0)
    server = make_server(make_door(store))
    thread = threading.Thread(target=lambda: server.run(sockets=[listening]), daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        server.should_exit = server.force_exit = True
        thread.join(20)
        listening.close()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("centre")
    made = open_store(folder)
    station = Station(folder)
    with made.desk() as desk:
        code = new_code(desk, desk, made.clock, made.identity, site=WUCHANG.site, issuer=made.issuer)
    with made.desk() as desk:
        station.enrolled(enrol(station.request(code), desk, desk, desk, made.clock))
    station.sale(1, 8640)
    station.sale(2, 4000)
    station.close()
    station.conclude(respond(made, station.ask()))
    data = bills.bill(bills.paid(station.order(1), 8640), order_fen=8640)
    taken_in(made, data)
    refresh_cases(made, [DAY])
    yield made
    made.close()


@pytest.fixture(scope="module")
def visit(store: Store) -> Iterator[tuple[Page, list[str]]]:
    """A page that has opened, and every address that it asked for."""
    with serving(store) as port, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1366, "height": 768})
        asked: list[str] = []
        page.on("response", lambda answer: asked.append(answer.url))
        page.goto(link(store, port))
        page.wait_for_selector("flt-semantics-placeholder", state="attached", timeout=STEPS * STEP_MS)
        page.evaluate("document.querySelector('flt-semantics-placeholder').click()")
        shown(page, "tile.1")
        yield page, asked
        browser.close()


def part(identifier: str) -> str:
    return f"[flt-semantics-identifier='{identifier}']"


def shown(page: Page, identifier: str) -> Any:
    """The part with this identifier, once it stands."""
    return until(page, lambda: page.locator(part(identifier)).count() > 0, identifier)


def gone(page: Page, identifier: str) -> Any:
    return until(page, lambda: page.locator(part(identifier)).count() == 0, identifier)


def until(page: Page, holds: Any, what: str) -> None:
    """Wait without a script in the page: its policy forbids evaluated ones."""
    for _ in range(STEPS):
        if holds():
            return
        page.wait_for_timeout(STEP_MS)
    raise AssertionError(what)


def test_the_wall_shows_trouble_first_and_a_key_opens_it(visit: tuple[Page, list[str]]) -> None:
    page, _ = visit
    assert "武昌中南路邮政代征网点" in page.locator(part("tile.1")).inner_text() + (
        page.locator(part("tile.1")).get_attribute("aria-label") or ""
    )
    page.keyboard.press("1")
    shown(page, "sums")
    shown(page, "line.2")
    page.keyboard.press("Escape")
    gone(page, "sums")
    shown(page, "tile.1")


def test_every_case_is_reached_by_keys_alone(store: Store, visit: tuple[Page, list[str]]) -> None:
    page, _ = visit
    page.keyboard.press("F6")
    shown(page, "inbox")
    shown(page, "case.1")
    page.keyboard.press("Escape")
    gone(page, "inbox")
    page.keyboard.press("F6")
    shown(page, "case.1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    shown(page, "sums")
    page.keyboard.press("Escape")
    shown(page, "tile.1")
    with store.database.reading() as cursor:
        cursor.execute("SELECT act FROM book_access ORDER BY seq")
        assert ("pages: cases",) in cursor.fetchall()


def test_a_click_opens_a_site_and_the_button_goes_back(visit: tuple[Page, list[str]]) -> None:
    page, _ = visit
    page.locator(part("tile.1")).click()
    shown(page, "line.1")
    page.locator(part("back")).click()
    shown(page, "tile.1")


def test_the_other_language_is_one_key_away(visit: tuple[Page, list[str]]) -> None:
    page, _ = visit
    page.keyboard.press("F8")
    until(page, lambda: "Matched" in said(page) or "matched" in said(page), "English")
    page.keyboard.press("F8")
    until(page, lambda: "对平" in said(page), "Chinese")


def said(page: Page) -> str:
    labels = page.locator("flt-semantics").evaluate_all("all => all.map(e => e.ariaLabel || e.innerText || '')")
    return " ".join(labels)


def test_an_export_is_handed_over_as_a_file(visit: tuple[Page, list[str]]) -> None:
    page, _ = visit
    with page.expect_download() as handed:
        page.keyboard.press("F4")
    assert handed.value.suggested_filename == "2026-09-18.csv"


def test_no_answer_came_from_outside_the_machine(visit: tuple[Page, list[str]]) -> None:
    _, asked = visit
    assert asked
    assert [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))] == []
