"""One payer with many buyers in real Chromium, keyboard only: a file with a row at fault, and pasted rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.e2e.browser import CHROMIUM, Station, Window

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")]

PERSON, UNIT = "420106198807193324", "91420106682355174F"
ROWS = f"受票方名称\t税号\t金额\n湖北样例甲有限公司\t{UNIT}\t3860\n样例乙\t\t500\n样例丙有限公司\t{UNIT[:-1]}X\t100\n"


def test_rows_of_a_file_and_pasted_rows_are_checked_and_issued_at_once(
    station: Station, context: Any, tmp_path: Path
) -> None:
    sheet = tmp_path / "rows.csv"
    sheet.write_text(ROWS, "utf-8")
    window = Window(context.new_page(), station).unlock()
    window.press("1").at("applicant").press("F4").sees("title", "批量代开")
    window.fill("applicant", "陈喆").fill("id", PERSON).fill("phone", "13871526127").fill("item", "sj")
    window.sees("choice.paste").press("2", "Enter").at("rows").paste(ROWS).press("Enter")
    window.sees("batch_rows.2", "不能开").sees("next", "有 1 行不能开").sees("main", "开 2 张")
    window.press("F4").sees("wrong", "税号").press("Escape").sees("main", "核对各行").press("Escape").at("rows")
    window.press("Escape").sees("choice.file").press("1", "Enter").at("file").type(str(sheet)).press("Enter")
    window.sees("main", "开 2 张").press("1").sees("choice.cash").press("Enter").sees("result", "已保存：2 张发票")
    window.press("F4").sees("sheet").press("Escape").sees("result")
