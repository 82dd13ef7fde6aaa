"""The ten reports on the screen: each is made, filtered as one types, saved whole into a folder that is named."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from schemas.books.reports import REPORTS
from station.ui.screens.report_table import ReportSave, ReportTable
from station.ui.screens.reports import Reports
from tests.station.ui.hands import Clerk
from tests.station.ui.test_day_doors import at_door


def at_report(name: str) -> Clerk:
    return at_door("reports").press(*["Arrow Down"] * list(REPORTS).index(name), "Enter")


@pytest.mark.parametrize("name", list(REPORTS))
def test_every_report_is_drawn_and_leads_back(name: str) -> None:
    clerk = at_report(name)
    assert isinstance(clerk.screen, ReportTable) and "筛选" in str(clerk.screen.own("filter"))
    assert isinstance(clerk.press("Escape").screen, Reports)


def test_a_long_table_shows_what_is_in_sight_and_filters_as_one_types() -> None:
    clerk = at_report("levies")
    assert "共 40 行" in clerk.words and "820.00" not in clerk.words.split("合计")[0].split()[:5]
    assert clerk.words.count("增值税") == 9
    clerk.type("阿芳")
    assert "阿芳鲜果店" in clerk.words and "陈喆" not in clerk.words and "筛选出 5 行，共 40 行" in clerk.words


def test_other_days_are_typed_and_wrong_ones_told() -> None:
    clerk = at_door("reports").press("Arrow Down", "F4").fill("9-10").fill("9-1").press("Enter")
    assert "发生了什么" in clerk.words
    clerk = at_door("reports").press("Arrow Down", "F4").fill("9-1").press("Enter", "Enter")
    assert "2026-09-01 至 2026-09-18" in clerk.words


@pytest.mark.parametrize(("digit", "form"), [("1", "xlsx"), ("2", "csv"), ("3", "pdf")])
def test_a_report_is_saved_into_a_folder_that_is_named(digit: str, form: str, tmp_path: Path) -> None:
    clerk = at_report("levies")
    table = clerk.screen
    assert isinstance(table, ReportTable)
    folder = tmp_path / "youshui-reports"
    asyncio.run(clerk.show(ReportSave(clerk, table, folder)))
    clerk.press(digit, "Enter", "Enter")
    assert (folder / f"levies-2026-09-18.{form}").read_bytes() == b"levies"
    assert "已存" in clerk.words and str(folder) in clerk.words
