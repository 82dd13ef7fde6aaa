"""The page that checks a slip, in a real browser with its network off, against the Python that makes the slips."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from schemas.entry import base45, claim
from schemas.entry.seal import Signer
from tests.schemas.entry.test_claim import CERTIFICATE, DEVICE, ISSUER, a_claim, a_closing

FOLDER = Path(__file__).parents[3] / "docs" / "verify"
MOST_BYTES = 300_000
SALT, BUYER = "K7Q2M9XA", "湖北江汉工程咨询有限公司"


def inlined(name: str) -> str:
    page = (FOLDER / "index.html").read_text("utf-8")
    return page.split(f'<script id="{name}">\n', 1)[1].split("</script>", 1)[0]


def test_the_page_is_one_small_file_that_may_connect_to_nothing() -> None:
    page = (FOLDER / "index.html").read_text("utf-8")
    assert len(page.encode("utf-8")) <= MOST_BYTES
    assert "default-src 'none'; script-src 'unsafe-inline'" in page
    assert not re.search(r"""(?:src|href)=["'](?!data:)""", page)


@pytest.mark.parametrize(("name", "file"), [("vendored-tweetnacl", "nacl.min.js"), ("vendored-jsqr", "jsQR.js")])
def test_the_libraries_are_those_that_the_readme_pins(name: str, file: str) -> None:
    pinned = re.search(
        rf"^\| `{re.escape(file)}` .* `([0-9a-f]{{64}})`", (FOLDER / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert pinned
    script = inlined(name)
    sums = {hashlib.sha256(text.encode("utf-8")).hexdigest() for text in (script, script.removesuffix("\n"))}
    assert pinned[1] in sums


def test_the_page_is_made_of_the_page_that_is_ours() -> None:
    page = (FOLDER / "index.html").read_text("utf-8")
    for name in ("vendored-tweetnacl", "vendored-jsqr"):
        page = page.replace(f'<script id="{name}">\n{inlined(name)}</script>', f'<script id="{name}"></script>')
    assert page == (FOLDER / "page.html").read_text("utf-8")


@pytest.fixture(scope="module")
def browser_page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        switches = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=switches)
        context = browser.new_context(locale="zh-CN", viewport={"width": 420, "height": 900})
        context.set_offline(True)
        yield context.new_page()
        browser.close()


@pytest.fixture
def page(browser_page: Page) -> Page:
    browser_page.goto((FOLDER / "index.html").as_uri())
    browser_page.locator("summary").click()
    browser_page.fill("#key", ISSUER.public.hex())
    return browser_page


def verdict(page: Page, text: str) -> str | None:
    page.fill("#text", text)
    page.click("#check")
    return page.locator("#verdict").get_attribute("data-verdict")


@pytest.mark.e2e
def test_a_slip_is_genuine_with_its_figures_and_its_buyer(page: Page) -> None:
    assert verdict(page, claim.make(a_claim(), DEVICE, CERTIFICATE)) == "genuine"
    said = page.locator("#verdict").inner_text()
    assert all(
        words in said for words in ("出具时为真", "420106-P0103", "2026-09-18", "00421873", "￥3,860.00", "38.22")
    )
    page.fill("#salt", SALT)
    page.fill("#name", BUYER)
    page.click("#compare")
    assert page.locator("#compared").inner_text() == "购买方一致"
    page.fill("#name", "另一家公司")
    page.click("#compare")
    assert "不一致" in page.locator("#compared").inner_text()


@pytest.mark.e2e
def test_a_closing_slip_says_its_feed_and_its_takings(page: Page) -> None:
    assert verdict(page, claim.make(a_closing(), DEVICE, CERTIFICATE)) == "genuine"
    said = page.locator("#verdict").inner_text()
    assert all(words in said for words in (DEVICE.id.hex(), "36000", "微信支付", "678.90"))


@pytest.mark.e2e
def test_any_changed_byte_turns_it_red(page: Page) -> None:
    data = base45.decode(claim.make(a_claim(), DEVICE, CERTIFICATE)[4:])
    changed = [data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :] for place in range(len(data))]
    texts = [claim.INVOICE + base45.encode(bytes_) for bytes_ in changed]
    verdicts: list[str] = page.evaluate("texts => texts.map((text) => judge(text, issuers()).verdict)", texts)
    assert "genuine" not in verdicts
    assert set(verdicts[: len(data) - len(CERTIFICATE)]) == {"altered", "foreign"}


@pytest.mark.e2e
@pytest.mark.parametrize("text", ["hello", "YS1:", "YS1:BB8", "https://example.invalid", "YS9:AAA"])
def test_other_codes_are_not_ours(page: Page, text: str) -> None:
    assert verdict(page, text) == "foreign"


@pytest.mark.e2e
def test_another_authority_s_slip_is_not_ours_and_no_key_is_no_verdict(page: Page) -> None:
    text = claim.make(a_claim(), DEVICE, CERTIFICATE)
    page.fill("#key", Signer(bytes([9]) * 32).public.hex())
    assert verdict(page, text) == "foreign"
    page.fill("#key", "")
    assert verdict(page, text) == "nokey"


@pytest.mark.e2e
def test_a_claim_under_a_borrowed_certificate_is_altered(page: Page) -> None:
    assert verdict(page, claim.make(a_claim(), Signer(bytes([3]) * 32), CERTIFICATE)) == "altered"


@pytest.mark.e2e
def test_a_picture_of_the_slip_is_read(page: Page, tmp_path: Path) -> None:
    picture = tmp_path / "slip.png"
    picture.write_bytes(_slip_png(claim.make(a_claim(), DEVICE, CERTIFICATE)))
    page.set_input_files("#picture", picture)
    page.wait_for_selector("#verdict[data-verdict=genuine]")


@pytest.mark.e2e
def test_it_speaks_english_and_warns_of_copies_and_voids(page: Page) -> None:
    verdict(page, claim.make(a_claim(), DEVICE, CERTIFICATE))
    assert "复印件" in page.locator("ul").inner_text()
    page.click("#language")
    assert "Genuine when issued" in page.locator("#verdict").inner_text()
    assert "photocopy" in page.locator("ul").inner_text()
    page.click("#language")


def _slip_png(text: str) -> bytes:
    from schemas.paper.draw import draw
    from schemas.paper.fill import fill
    from schemas.paper.shipped import parse

    layout: dict[str, Any] = {
        "name": "slip",
        "title": "凭条",
        "width": 58,
        "left": 5,
        "columns": 32,
        "styles": {"value": {}},
    }
    layout["flow"] = {"top": 4, "bottom": 4, "blocks": [{"kind": "code", "field": "qr", "x": 0.75, "size": 46.5}]}
    return draw(fill(parse(layout), {"qr": text}), "png")
