"""The served page refuses whoever is not the counter's own window, over real HTTP."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.e2e.browser import Station

pytestmark = pytest.mark.e2e


@pytest.fixture(scope="module")
def station(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Station]:
    home = Path(shutil.copytree(built, tmp_path_factory.mktemp("guarded") / "post"))
    with Station(home) as served:
        yield served


def test_a_link_opens_once_and_a_new_one_opens_again(station: Station) -> None:
    link = station.link()
    with httpx.Client() as window:
        assert window.get(link, follow_redirects=True).status_code == 200
    assert httpx.get(link).status_code == 403
    assert httpx.get(station.link()).status_code == 303


def test_nobody_without_the_cookie_sees_a_page(station: Station) -> None:
    for path in ("/", "/main.dart.wasm", "/assets/FontManifest.json", "/ws", "/upload", "/docs", "/openapi.json"):
        assert httpx.get(f"http://127.0.0.1:{station.port}{path}").status_code == 403


def test_a_foreign_host_is_misdirected(station: Station) -> None:
    answer = httpx.get(f"http://127.0.0.1:{station.port}/", headers={"host": "evil.example"})
    assert answer.status_code == 421


def test_the_page_asks_for_nothing_outside_and_has_no_inline_script(station: Station) -> None:
    with httpx.Client() as window:
        page = window.get(station.link(), follow_redirects=True)
    assert "http://" not in page.text
    assert "https://" not in page.text
    assert "<script>" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]
