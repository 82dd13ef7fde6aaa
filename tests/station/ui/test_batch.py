"""One payer with many buyers: the form, the table of checks, one payment, and every refusal at its place."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from schemas.failures import BadInput, Fault
from schemas.sheets import write_xlsx
from station.counter.questions import ImportBatch, SplitSheets
from station.ui import batch_asking, sheet_files
from station.ui.applying import Place
from station.ui.screens.batch import Batch
from station.ui.screens.batch_done import BatchDone
from station.ui.screens.batch_rows import BatchRows
from station.ui.screens.paper import PaperView
from station.ui.screens.payment import Payment
from station.ui.screens.pending import Waiting
from station.ui.screens.why import Why
from tests.station.ui.hands import Clerk

PERSON, UNIT, OTHER = "420106198807193324", "91420106682355174F", "92420102MA4K000153"
HEAD = "受票方名称\t税号\t金额\t品名"
GOOD = f"湖北样例甲有限公司\t{UNIT}\t3860\t"
ALSO = f"样例乙商行\t{OTHER}\t1,200.50\t翻译服务"
BAD = "样例丙有限公司\t91420106682355174X\t500\t"
ROWS = f"{HEAD}\n{GOOD}\n{BAD}\n{ALSO}\n{GOOD}\n"


def opened(clerk: Clerk | None = None, folder: Path | None = None) -> Clerk:
    clerk = (clerk or Clerk()).unlocked()
    if folder is None:
        return clerk.press("1", "F4")
    asyncio.run(clerk.show(Batch(clerk, folders=lambda: (folder,))))
    return clerk


def payer(clerk: Clerk) -> Clerk:
    return clerk.fill("陈喆").fill(PERSON).fill("13871526127").fill("sj")


def pasted(rows: str = ROWS, clerk: Clerk | None = None) -> Clerk:
    clerk = payer(opened(clerk)).press("2", "Enter")
    clerk._typed = rows
    return clerk.press("Enter")


def test_an_empty_sale_opens_a_batch_and_leads_back() -> None:
    clerk = opened()
    assert isinstance(clerk.screen, Batch) and "批量代开" in clerk.words
    clerk.press("Escape")
    assert "一人多票" in clerk.words


def test_a_sale_that_was_begun_is_parked_by_the_same_key_as_ever() -> None:
    clerk = Clerk().unlocked().press("1").fill("陈喆").press("F4")
    assert "一人多票" in clerk.words and not isinstance(clerk.screen, Batch)


def test_pasted_rows_are_checked_one_by_one() -> None:
    clerk = pasted()
    assert isinstance(clerk.screen, BatchRows)
    assert "有 1 行不能开" in clerk.words and "湖北样例甲有限公司" in clerk.words and "同第 2 行" in clerk.words
    clerk.press("F4")
    assert "第 3 行" in clerk.words and "“税号”（第 2 列）" in clerk.words and "91420106682355174X" in clerk.words


def test_rows_that_hold_are_issued_at_once_and_the_others_left_out() -> None:
    clerk = pasted().press("1", "Enter")
    assert isinstance(clerk.screen, BatchDone)
    sale = next(iter(clerk.office.sales.values()))
    buyers = [one["buyer"]["name"] for one in sale["said"]["application"]["invoices"]]
    assert buyers == ["湖北样例甲有限公司", "样例乙商行", "湖北样例甲有限公司"] and len(sale["payments"]) == 1
    assert "已保存：3 张发票" in clerk.words and "样例乙商行" in clerk.words
    clerk.press("F4")
    assert isinstance(clerk.screen, PaperView)
    clerk.press("Escape", "Enter")
    assert "一人多票" in clerk.words


def test_nothing_due_needs_no_payment() -> None:
    clerk = pasted(f"{HEAD}\n样例丁\t\t300\t\n")
    assert "免税，开 1 张" in clerk.words and "支付方式" not in clerk.words
    assert "没有应收税款" in clerk.words
    clerk.press("Enter")
    assert isinstance(clerk.screen, BatchDone)


def test_the_one_working_of_all_is_shown() -> None:
    clerk = pasted().press("F9")
    assert isinstance(clerk.screen, Why)
    clerk.press("Escape")
    assert isinstance(clerk.screen, BatchRows)


def test_money_that_may_not_come_waits_with_its_rows() -> None:
    clerk = pasted().press("2", "Enter")
    assert isinstance(clerk.screen, Payment)
    clerk.press("Escape", "F8")
    assert isinstance(clerk.screen, Waiting)
    clerk.press("Enter", "Enter")
    assert isinstance(clerk.screen, BatchRows)
    clerk.press("4", "Enter", "1").fill("4200001")
    assert isinstance(clerk.screen, BatchDone)
    assert next(iter(clerk.office.sales.values()))["payments"][0]["method"] == "wechat"


def test_money_that_did_not_come_leaves_the_rows_to_be_paid_otherwise() -> None:
    clerk = pasted().press("2", "Enter", "2", "Enter")
    assert isinstance(clerk.screen, BatchRows)
    clerk.press("1", "Enter")
    assert isinstance(clerk.screen, BatchDone)


def test_a_payment_without_money_in_the_list_opens_the_rows_again() -> None:
    clerk = pasted().press("2", "Enter", "Escape", "F8", "F8")
    assert isinstance(clerk.screen, BatchRows)


def test_a_file_is_chosen_by_arrows_or_by_part_of_its_name(tmp_path: Path) -> None:
    (tmp_path / "九月受票方.xlsx").write_bytes(write_xlsx([("表", [line.split("\t") for line in ROWS.splitlines()])]))
    (tmp_path / "别的.csv").write_text("没有列名\n")
    clerk = payer(opened(folder=tmp_path)).press("1", "Enter")
    assert "九月受票方.xlsx" in clerk.words
    clerk.press("Arrow Down", "Arrow Up")
    clerk.fill("九月")
    assert isinstance(clerk.screen, BatchRows) and "湖北样例甲有限公司" in clerk.words
    (tmp_path / "九月受票方.xlsx").write_bytes(write_xlsx([("表", [line.split("\t") for line in (HEAD, GOOD)])]))
    clerk.press("F8")
    assert "样例乙商行" not in clerk.words and "开 1 张" in clerk.words


@pytest.mark.parametrize(
    ("name", "said"),
    [("无此", "找不到文件"), ("月", "有 2 个文件"), ("破", "打不开"), ("空", "表是空的"), ("列", "找不到受票方名称")],
)
def test_a_sheet_that_cannot_be_taken_is_told_at_its_box(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "八月.csv").write_text(ROWS)
    (tmp_path / "九月.csv").write_text(ROWS)
    (tmp_path / "破.xlsx").write_bytes(b"PK\x03\x04nothing")
    (tmp_path / "空.csv").write_text("")
    (tmp_path / "列.csv").write_text("甲,乙\n1,2\n")
    clerk = payer(opened(folder=tmp_path)).press("1", "Enter").fill(name)
    assert said in clerk.words and not clerk.office.sales
    assert isinstance(clerk.screen, Batch) or "文件" in clerk.words


def test_rows_without_the_two_columns_are_refused_at_their_box() -> None:
    clerk = pasted("甲\t乙\n")
    assert isinstance(clerk.screen, Batch) and "找不到受票方名称和金额" in clerk.words


def test_one_amount_over_the_cap_becomes_sheets() -> None:
    clerk = payer(opened()).press("3", "Enter").fill("湖北样例甲有限公司").fill(UNIT).fill("2.5万").press("1", "Enter")
    assert isinstance(clerk.screen, BatchRows) and "开 3 张" in clerk.words
    clerk.press("Enter")
    sums = [
        one["lines"][0]["gross_fen"]
        for one in next(iter(clerk.office.sales.values()))["said"]["application"]["invoices"]
    ]
    assert sum(sums) == 2_500_000 and len(sums) == 3


def test_a_known_payer_brings_his_number() -> None:
    clerk = pasted().press("1", "Enter", "Enter", "F4")
    clerk.fill("6127")
    assert "品名" in clerk.words and "4201 0619 8807 1933 24" in clerk.words


def test_what_was_typed_is_kept() -> None:
    clerk = opened().fill("陈喆").type("4201")
    again = opened(Clerk(clerk.office, clerk.drafts))
    assert "陈喆" in again.words and "4201" in again.words


def test_the_table_speaks_english_without_chinese_advice() -> None:
    clerk = Clerk()
    clerk.speech = clerk.speech.other()
    words = pasted(clerk=clerk).press("F4").words
    assert "left out" in words and "Row 3" in words


def test_a_path_is_taken_and_a_file_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    sheet = tmp_path / "表.csv"
    sheet.write_text(ROWS)
    assert sheet_files.resolved(str(sheet), ()) == sheet
    assert sheet_files.resolved("表.csv", (tmp_path,)) == sheet
    with pytest.raises(BadInput, match="no_file"):
        sheet_files.resolved(str(tmp_path / "无.csv"), (tmp_path,))
    with pytest.raises(Fault, match="silent"):
        sheet_files.read(tmp_path / "无.csv")
    assert sheet_files.found((tmp_path / "无",)) == ()


def test_too_much_pasted_is_refused() -> None:
    question = next(one for one in batch_asking.questions(lambda _said: "") if one.name == "rows")
    with pytest.raises(BadInput, match="pasted_long"):
        question.read("a" * (batch_asking.MOST_PASTED + 1), "rows")


def test_the_office_is_asked_for_rows_or_for_sheets() -> None:
    said = {"command": "c", "applicant": "陈喆", "id": PERSON, "item": "设计服务", "source": "paste", "rows": ROWS}
    rows = batch_asking.query(said, "2026-09-18", Place("420106"))
    assert isinstance(rows, ImportBatch) and rows.application["line"] == {
        "item": "services",
        "quantity": "1",
        "name": "设计服务",
    }
    one = {**said, "source": "one", "buyer": "王小明", "buyer_id": "", "amount": "100", "edition": "wan"}
    sheets = batch_asking.query(one, "2026-09-18", Place("420106"))
    assert isinstance(sheets, SplitSheets) and sheets.application["invoices"][0]["buyer"]["kind"] == "natural_person"


def test_a_sheet_in_which_no_row_holds_has_nothing_to_issue() -> None:
    clerk = pasted(f"{HEAD}\n{BAD}\n")
    assert "现在不能开" in clerk.words and "收妥" not in clerk.words
    clerk.press("Enter")
    assert not clerk.office.sales and isinstance(clerk.screen, BatchRows)
    clerk.press("Escape")
    assert isinstance(clerk.screen, Batch)
