"""The ten reports: every column has words, totals are sums, and what they say agrees with the books."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.books.reports import REPORTS, Source
from schemas.failures import Failure
from schemas.sheets import read_sheet
from schemas.words import LANGUAGES, catalogue
from station.cli import Openers, Streams, run
from station.counter import acts
from station.counter.asking import DayReport
from station.counter.commands import AppointClerk, CloseDay, IssueInvoice, OpenDay, VoidInvoice
from station.counter.questions import Report
from station.counter.street import StreetAct
from station.office import Office
from station.office.setting_up import Ways
from tests.builders import PIN, Bureau, SeededIdentity, a_station, an_application

ON = "2026-09-18"
IDS = SeededIdentity(19)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """A day of three sales (one void, one exempt), a deposit, a red letter, a household's record; closed one yuan short."""
    made = a_station(Path(tmp_path_factory.mktemp("reports")) / "post", Bureau())
    made.do(AppointClerk(command=IDS.command(), clerk="wang", name="王五", role="clerk", pin=PIN, by="li"))
    made.unlock("wang", PIN)
    made.do(OpenDay(command=IDS.command(), clerk="li", on=ON, float_fen=10_000))
    other = {"kind": "natural_person", "name": "李想", "id": "11010519491231002X"}
    made.do(IssueInvoice(clerk="li", application=an_application(1)))
    made.do(IssueInvoice(clerk="wang", application=an_application(2, taxpayer=other)))
    small = [{**an_application()["invoices"][0], "lines": [{"item": "services", "name": "翻译", "gross_fen": 60_000}]}]
    third = {"kind": "natural_person", "name": "赵敏", "id": "420106198502280026"}
    from schemas.identifiers.resident_id import check_character

    third["id"] = third["id"][:17] + check_character(third["id"][:17])
    made.do(IssueInvoice(clerk="li", application=an_application(3, taxpayer=third, invoices=small)))
    made.do(VoidInvoice(command=IDS.command(), clerk="li", code="042002600104", number="00000002", reason="错", on=ON))
    a_quota_household(made)
    made.do(
        acts.DepositCash(
            command=IDS.command(), clerk="li", on=ON, slip_no="1", bag_no="B", seal_no="S", counted={1_000: 4}, reviewer="wang"
        )
    )  # fmt: skip
    made.do(
        CloseDay(command=IDS.command(), clerk="li", on=ON, counted={5_000: 1, 1_000: 4, 500: 1, 100: 4, 50: 1, 1: 1})
    )
    yield made
    made.close()


def a_quota_household(office: Office) -> None:
    """A household with a quota since April that has paid nothing, and a demand that was sent to it."""

    def act(room: str, step: str, record: str | None = None, **said: Any) -> Any:
        command = IDS.command()
        return office.do(
            StreetAct(command=command, clerk="li", on=ON, room=room, step=step, record=record, said=dict(said))
        )

    fields = {"name": "阿芳鲜果店", "operator": "陈阿芳", "agreement": "三方 1 号", "manager": "王专管"}
    told = act("household", "register", identity="92420106MA4K00599X", fields=fields)
    quota = "quota/" + told["record"].partition("/")[2]
    assessed = {
        "notice_no": "核1",
        "first": "2026-04-01",
        "last": "2026-12-31",
        "quota_fen": 12_000_000,
        "item": "goods",
    }
    act("quota", "assess", quota, **assessed, district="420106", location="city", filing="quarter", pit_rate="0.01")
    act("quota", "serve", quota, paper="demand", number="限1", way="post", pay_by="2026-09-30", receipt="挂号")


def made(office: Office, name: str, **days: Any) -> dict[str, Any]:
    told = office.ask(Report(report=name, **(days or {"on": ON})))
    return {section["section"]: section for section in told["sections"]}


def refused(code: str, act: Any) -> None:
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code


def test_the_day_sheet_agrees_with_the_books(office: Office) -> None:
    sheet, day = made(office, "day-sheet"), office.ask(DayReport(ON))
    balance = sheet["balance"]["lines"][0]
    assert balance["agrees"] == "yes" and balance["received_fen"] == day["received_fen"] == balance["taxes_fen"]
    assert sheet["receipts"]["totals"]["reversed_count"] == 1
    assert sheet["invoices"]["lines"][0]["blue_count"] == 2 and sheet["invoices"]["lines"][0]["voided_count"] == 1
    drawer = sheet["drawer"]["lines"][0]
    assert (drawer["books_fen"], drawer["counted_fen"], drawer["difference_fen"]) == (10_051, 9_951, -100)
    assert drawer["slips"] == "1" and sheet["pieces"]["totals"]["amount_fen"] == 9_951


def test_the_ledger_of_taxes_has_a_line_for_each_and_names_who_paid(office: Office) -> None:
    lines = made(office, "levies")["levies"]["lines"]
    stood = [line for line in lines if line["state"] == "collected"]
    assert sum(line["paid_fen"] for line in stood) == office.ask(DayReport(ON))["taxes_fen"]
    assert {line["taxpayer"] for line in lines} == {"陈喆", "李想", "赵敏"}
    assert {line["state"] for line in lines} >= {"collected", "reversed"}
    assert all(line["levy_item"] and line["voucher_number"] for line in stood if line["paid_fen"])


def test_stubs_stock_and_money_add_up_in_the_settlement(office: Office) -> None:
    told = made(office, "settlement")
    settled = told["settled"]["lines"][0]
    assert settled["due_fen"] == told["stubs"]["totals"]["paid_fen"] == 4_051
    assert (
        settled["owed_fen"] == 51
        and settled["stock_before_count"] - settled["stubs_count"] == settled["stock_after_count"]
    )


def test_the_stock_of_the_month_holds_its_equation(office: Office) -> None:
    for line in [line for section in made(office, "invoice-stock").values() for line in section["lines"]]:
        gone = ("returned_count", "blue_count", "voided_count", "red_count", "spoiled_count", "lost_count")
        assert (
            line["opening_count"] + line["received_count"] - sum(line[name] for name in gone) == line["closing_count"]
        )
        assert int(line["closing_last"]) - int(line["closing_first"]) + 1 == line["closing_count"]


def test_the_fee_is_on_what_was_collected_and_never_netted(office: Office) -> None:
    line = made(office, "fee")["fee"]["lines"][0]
    assert line["share"] == "3%" and line["base_fen"] == line["remitted_fen"] > line["fee_fen"] > 0


def test_figures_for_accounting_place_every_fen(office: Office) -> None:
    totals = made(office, "tax-accounts")["accounts"]["totals"]
    assert totals["collected_fen"] == totals["in_transit_fen"] + totals["deposited_fen"] == 4_051


def test_work_is_counted_by_clerk(office: Office) -> None:
    lines = made(office, "volume")["volume"]["lines"]
    assert [(line["clerk"], line["invoices_count"], line["voided_count"]) for line in lines] == [
        ("李慧芳", 2, 0),
        ("王五", 1, 1),
    ]


def test_a_shortage_is_an_open_difference_and_registers_show_records(office: Office) -> None:
    assert [line["class"] for line in made(office, "differences")["differences"]["lines"]] == ["shortage"]
    household = made(office, "households")["households"]["lines"][0]
    assert (household["name"], household["month_quota_fen"], household["phone"]) == ("阿芳鲜果店", 12_000_000, None)
    assert (household["has_agreement"], household["vat_month_fen"], household["over_share"]) == ("has", 120_000, "0%")
    line = made(office, "arrears")["arrears"]["lines"][0]
    assert (line["dues_fen"], line["principal_fen"], line["arrear_class"]) == (360_000, 360_000, "this_year")
    assert line["sum_fen"] == line["principal_fen"] + line["late_fee_to_date_fen"] > 360_000


QUOTA_ROLL = (
    "序号|名称|统一社会信用代码|经营者|电话|经营地址|街道/社区|行业代码|征收方式|核定期起|核定期止|月核定经营额|月开票额(本期)|超定额%|增值税月税额"
    "|个税征收率|个税月税额|附加|纳税期限|三方协议(有/无)|停业起|停业止|通知书号|送达日期|状态|管理员"
)
ARREARS_ROLL = (
    "序号|名称|识别号|经营者|电话|征收项目|品目|所属期起|所属期止|缴款期限|应缴|已缴|欠缴本金|滞纳天数|滞纳金(截至日)|合计"
    "|欠税类别(本年新欠/往年陈欠/缓缴/停业)|催缴次数|末次催缴方式+日期|限缴通知书号|送达回证|主管税务机关"
)


@pytest.mark.parametrize(
    ("name", "heading", "words"),
    [
        ("households", QUOTA_ROLL, ("定期定额", "季", "有")),
        ("arrears", ARREARS_ROLL, ("本年新欠", "邮寄送达", "增值税")),
    ],
)
def test_the_two_rolls_have_the_columns_of_the_bureaus_form(
    office: Office, name: str, heading: str, words: tuple[str, ...]
) -> None:
    text = office.ask(Report(report=name, on=ON, form="csv"))["data"].decode("utf-8-sig")
    assert heading.replace("|", ",") in text
    assert all(word in text for word in words)


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_written_in_every_form_with_words(office: Office, name: str) -> None:
    told = office.ask(Report(report=name, on=ON, form="xlsx", made_by="wang"))
    assert read_sheet(told["data"])[0] and told["about"]["made_by"] == "王五"
    assert office.ask(Report(report=name, on=ON, form="csv"))["data"].startswith(b"\xef\xbb\xbf")
    assert json.loads(office.ask(Report(report=name, on=ON, form="json"))["data"])["report"] == name
    for language in LANGUAGES:
        words = catalogue(language)
        for section in told["sections"]:
            assert f"reports.section.{section['section']}" in words
            assert [c for c in section["columns"] if f"reports.column.{c}" not in words] == []
    empty = REPORTS[name](Source(profile=office.ledger.profile, first=ON, last=ON))
    assert all(total in (None, 0) for section in empty for total in section.totals)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ({"report": "gossip"}, "reports.unknown"),
        ({"report": "levies", "first": "2026-09-19", "last": ON}, "reports.days"),
        ({"report": "levies", "first": "2024-01-01", "last": ON}, "reports.days"),
        ({"report": "levies", "on": "yesterday"}, "periods.day"),
        ({"report": "levies", "on": ON, "form": "doc"}, "reports.form"),
    ],
)
def test_a_report_that_is_none_is_refused(office: Office, query: Any, code: str) -> None:
    refused(code, lambda: office.ask(Report(**query)))


def test_a_report_goes_into_a_file_from_the_command_line(tmp_path: Path) -> None:
    home, out, err = tmp_path / "post", io.StringIO(), io.StringIO()
    office = a_station(home, Bureau())
    office.do(IssueInvoice(clerk="li", application=an_application()))
    office.close()
    from station.compose import MachineClock, MachineIdentity
    from station.ledger.ledger import Ledger
    from tests.builders import office_of

    def opened(home: Path) -> Office:
        return office_of(Ledger(home, MachineClock(), MachineIdentity()), Bureau(), SeededIdentity())

    streams = Streams(out, err, lambda: b"", pin=lambda _: PIN)
    words = ["report", "levies", "--home", str(home), "--on", ON, "--to", str(tmp_path / "levies.xlsx"), "--json"]
    ways = Ways(
        home=opened, enrol=lambda path, *_: opened(path), ask=lambda *_: b"", accept=lambda path, _: opened(path)
    )
    assert run(words, streams, Openers(ways=ways, serve=lambda *_: 0, practice=lambda _: None)) == 0, err.getvalue()
    assert json.loads(out.getvalue())["lines"] > 0
    assert "代征税款台账" in str(read_sheet((tmp_path / "levies.xlsx").read_bytes()))
