"""Sheets say what they were given, leave the rest to the pen, and refuse what they have no place for."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.facts import RedLetterIssued
from schemas.failures import BadInput
from schemas.paper.draw import draw
from schemas.paper.placed import Placed, Run, Stamp
from station.counter.acts import HandOver
from station.counter.asking import Paper
from station.print import red, reports, sheets
from station.print.act import read_act
from tests.station.office.forms_desk import ON, a_desk
from tests.station.print.acts import PROFILE, a_line, a_sale, an_application, papers
from tests.station.print.report_samples import REPORTS
from tests.station.print.sheet_samples import SAMPLES


def words(placed: Placed) -> str:
    return "\n".join(item.text for page in placed.pages for item in page.items if isinstance(item, Run))


@pytest.mark.parametrize("name", sheets.SHEETS)
def test_every_sheet_is_a_specimen_unless_it_is_told_otherwise(name: str) -> None:
    placed = sheets.place(name, SAMPLES[name])
    assert all(any(isinstance(item, Stamp) for item in page.items) for page in placed.pages)
    real = sheets.place(name, {**SAMPLES[name], "specimen": ""})
    assert not any(isinstance(item, Stamp) for page in real.pages for item in page.items)


@pytest.mark.parametrize("name", sheets.SHEETS)
def test_an_empty_sheet_is_filled_in_by_pen(name: str) -> None:
    assert sheets.place(name, {}).pages


def test_what_has_no_place_or_the_wrong_kind_is_refused() -> None:
    for given in (
        {"strange": "x"},
        {"rows": [{"strange": 1}]},
        {"rows": {"tax": "x"}},
        {"rows": ["x"]},
        {"number": 1.5},
        {"number": True},
    ):
        with pytest.raises(BadInput, match=r"paper\.values"):
            sheets.place("tax-notice", given)
    with pytest.raises(BadInput, match=r"paper\.unknown"):
        sheets.place("nothing", {})


def test_sums_are_of_amounts_and_of_no_base() -> None:
    said = words(sheets.place("quota-notice", SAMPLES["quota-notice"]))
    assert "304.00" in said and "76,000.00" not in said


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_all_its_columns_on_paper(name: str) -> None:
    placed = reports.place(REPORTS[name], specimen=True)
    said = words(placed).replace("\n", "")
    assert "合计" in said
    assert placed.width in (297, 420)
    assert draw(placed, "pdf").startswith(b"%PDF-")


def a_red(**changes: object) -> dict[str, object]:
    sale = a_sale(an_application(invoices=[{**an_application()["invoices"][0], "lines": [a_line()]}]))
    fact = RedLetterIssued(
        **{
            "on": ON,
            "source": "specimen",
            "code": "042002600104",
            "number": "00421900",
            "block": "B1",
            "entry": sale.entry.id,
            "of_code": "042002600104",
            "of_number": "00421873",
            "net_fen": 382_178,
            "vat_fen": 3_822,
            "reason": "wrong",
            "money": "reversed",
            **changes,
        }
    )
    return red.red_values(read_act(sale.entry, sale.said, PROFILE, "李慧芳"), 0, fact)


def test_a_red_letter_is_negative_and_names_what_it_takes_back() -> None:
    values = a_red()
    assert (values["net"], values["vat"], values["total"]) == ("-¥3,821.78", "-¥38.22", "-¥3,860.00")
    assert values["capitals"] == "⊗（负数）叁仟捌佰陆拾圆整"
    assert "对应正数发票代码：042002600104 号码：00421873" in str(values["remarks"])
    part = a_red(net_fen=100_000, vat_fen=1_000)
    assert [(line["name"], line["net"]) for line in part["lines"]] == [("（部分冲红）", "-1,000.00")]  # type: ignore[attr-defined] -- rows of text


def test_a_certificate_is_not_called_a_payment_slip() -> None:
    sale = a_sale(voucher="completion_certificate")
    said = words(papers().place(sale.entry, sale.said, "tax-voucher"))
    assert "税收完税证明" in said and "税收缴款书" not in said


def test_a_hand_over_and_a_loss_call_for_their_sheets(tmp_path: Path) -> None:
    from station.compose import papers_of

    desk = a_desk(tmp_path / "post")
    desk.office._papers = papers_of(desk.office.ledger)
    handed = desk.office.do(HandOver(**desk.common(), receiver="wang", counted={100: 2}, seals=("代开发票专用章",)))
    lost = desk.aside("invoice", 1, 3, "lost")
    desk.office.queue_papers()
    assert [job["paper"] for job in desk.jobs()] == ["handover-sheet", "loss-report"]
    for entry, paper, word in ((handed, "handover-sheet", "代开发票专用章"), (lost, "loss-report", "00000003")):
        page = desk.office.ask(Paper(entry["entry"], paper, "html"))["data"].decode()
        assert word in page
    desk.close()
