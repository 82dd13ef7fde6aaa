"""A home of the demonstration, served to one test, and a browser for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from tests.e2e.browser import Station, chromium
from yard.demo.build import build
from yard.demo.settings import SEED


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The post office of the demonstration, never served itself."""
    folder = tmp_path_factory.mktemp("demo")
    build(folder, SEED)
    return folder / "post"


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A copy for one test."""
    return Path(shutil.copytree(built, tmp_path / "post"))


@pytest.fixture
def station(home: Path) -> Iterator[Station]:
    with Station(home) as served:
        yield served


@pytest.fixture
def context() -> Iterator[Any]:
    with sync_playwright() as play, chromium(play) as opened:
        yield opened
