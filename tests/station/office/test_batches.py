"""Many buyers from a sheet, one working; and one amount on several sheets."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Failure
from schemas.identifiers.credit_code import check_character
from schemas.sheets import MOST_ROWS, read_sheet, write_csv, write_xlsx
from station.counter.commands import IssueInvoice
from station.counter.questions import ImportBatch, SplitSheets
from station.office import Office
from tests.builders import Bureau, a_station, an_application

HEAD = ["序号", "受票方名称", "税号", "价税合计", "品名"]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = a_station(Path(tmp_path_factory.mktemp("batch")) / "post", Bureau(numbers=700))
    yield made
    made.close()


def code(number: int) -> str:
    body = f"91420106MA{number:07d}"
    return body + check_character(body)


def rows(count: int) -> list[list[Any]]:
    return [HEAD] + [
        [str(n), f"武汉第{n}贸易公司", code(n), f"{1_000 + n}.50", "设计服务"] for n in range(1, count + 1)
    ]


def template(number: int = 1, **changes: Any) -> dict[str, Any]:
    given = an_application(number, **changes)
    del given["invoices"]
    return given | {"line": {"item": "services", "name": "咨询服务"}}


def refused(code: str, act: Any) -> None:
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code


def text(table: list[list[Any]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(table)
    return out.getvalue().encode(encoding)


def test_the_same_rows_come_from_every_kind_of_sheet() -> None:
    table = rows(3)
    for data in (
        write_xlsx([("受票方", table)]),
        write_csv(table),
        text(table, encoding="gb18030"),
        text(table, "\t"),
        text(table, ";"),
    ):
        assert read_sheet(data) == table


def test_five_hundred_buyers_are_one_working_one_payment_and_one_voucher(office: Office) -> None:
    begun = time.perf_counter()
    told = office.ask(ImportBatch(template(), write_xlsx([("一", rows(500))])))
    assert time.perf_counter() - begun < 20
    assert (told["good"], told["bad"], told["refused"]) == (500, 0, None)
    answer = office.do(IssueInvoice(clerk="li", application=told["application"]))
    assert len(answer["invoices"]) == 500 and len(answer["payments"]) == 1
    assert answer["total_fen"] == told["quote"]["total_fen"] == answer["voucher"]["total_fen"]
    assert answer["net_fen"] + answer["vat_fen"] == sum((1_000 + n) * 100 + 50 for n in range(1, 501))


def test_a_row_that_does_not_hold_keeps_no_other_back(office: Office) -> None:
    table = rows(4)
    table[2][2] = "91420106MA0000002X"
    table[3][3] = "壹佰"
    table.append(list(table[1]))
    told = office.ask(ImportBatch(template(2), text(table)))
    assert (told["good"], told["bad"]) == (3, 2)
    bad = {row["line"]: row["problems"][0] for row in told["rows"] if not row["ok"]}
    assert {line: (one["column"], one["heading"]) for line, one in bad.items()} == {3: (3, "税号"), 4: (4, "价税合计")}
    assert bad[4]["error"]["code"] == "batch.amount" and bad[3]["error"]["code"].startswith("identifiers.")
    assert told["rows"][-1]["repeats"] == 2


def test_pasted_cells_need_no_headings_and_a_short_name_is_a_person(office: Office) -> None:
    told = office.ask(ImportBatch(template(3), f"陈喆\t\t3,860.00\t翻译\n武汉第一贸易公司\t{code(1)}\t¥20\n".encode()))
    assert [row["invoice"]["buyer"]["kind"] for row in told["rows"]] == ["natural_person", "unit"]
    assert [row["invoice"]["lines"][0]["name"] for row in told["rows"]] == ["翻译", "咨询服务"]


def test_a_unit_without_its_code_is_told_at_its_cell(office: Office) -> None:
    told = office.ask(ImportBatch(template(4), text([HEAD, ["1", "武汉第一贸易公司", "", "20", "设计"]])))
    assert told["rows"][0]["problems"][0]["error"]["code"] == "rules.buyer_code_missing"
    assert told["application"] is None and told["quote"] is None


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "sheets.empty"),
        (b"PK\x03\x04broken", "sheets.unreadable"),
        (b"\xff\xfe\x00\x00", "sheets.unreadable"),
        (b"a,b\nc,d\n", "batch.no_columns"),
        (("x\n" * (MOST_ROWS + 1)).encode(), "sheets.too_many"),
        (b"x" * (9 << 20), "sheets.too_large"),
        (text(rows(501)), "batch.too_many"),
    ],
)
def test_a_sheet_that_is_none_is_refused(office: Office, data: bytes, reason: str) -> None:
    before = office.digest()
    refused(reason, lambda: office.ask(ImportBatch(template(5), data)))
    assert office.digest() == before


def test_what_a_spreadsheet_would_work_out_stays_text() -> None:
    nasty = [["=1+1", "+1", "@x", "-5", "-1,234.50", "名"]]
    assert read_sheet(write_xlsx([("一", nasty)])) == nasty
    assert b"'=1+1,'+1,'@x,-5" in write_csv(nasty)


def test_an_amount_over_the_cap_becomes_sheets_with_the_tax_of_the_whole(office: Office) -> None:
    whole = an_application(6)
    whole["invoices"][0]["lines"][0]["gross_fen"] = 5_050_001
    told = office.ask(SplitSheets(whole, "wan"))
    nets = [invoice["net_fen"] for invoice in told["quote"]["invoices"]]
    assert told["sheets"] == len(nets) == 6 and max(nets) < 1_000_000
    assert sum(i["lines"][0]["gross_fen"] for i in told["application"]["invoices"]) == 5_050_001
    assert told["quote"]["net_fen"] == sum(nets)
    small = office.ask(SplitSheets(an_application(7), "wan"))
    assert small["sheets"] == 1 and small["application"]["invoices"] == an_application(7)["invoices"]
    refused("sheets.edition", lambda: office.ask(SplitSheets(whole, "gold")))
