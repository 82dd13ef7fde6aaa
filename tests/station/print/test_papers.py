"""Papers say what the entry says: which are called for, what stands on them, what is never on them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from schemas.entry import claim
from schemas.entry.envelope import Entry
from schemas.facts import DayClosed
from schemas.failures import BadInput, Refusal
from schemas.money import yuan
from schemas.paper.placed import Code, Placed, Run, Stamp
from station.print import closing
from station.print.papers import EntryPapers
from station.print.slip import Badge
from tests.station.print.acts import (
    CERTIFICATE,
    DEVICE,
    ISSUER,
    PROFILE,
    Made,
    a_collection,
    a_line,
    a_sale,
    a_tax,
    an_application,
    entry_of,
    longer,
    papers,
)
from tests.station.print.days import a_report

PAPERS = ["ordinary-invoice", "tax-voucher", "application-form", "slip-58", "slip-80"]


def place(made: Made, paper: str, part: int = 0, **more: Any) -> Placed:
    return papers().place(made.entry, made.said, paper, part, **more)


def words(placed: Placed) -> list[str]:
    return [item.text for page in placed.pages for item in page.items if isinstance(item, Run)]


def sold(**changes: Any) -> Made:
    return a_sale(an_application(**changes))


def test_a_sale_calls_for_its_papers_in_the_order_in_which_they_are_printed() -> None:
    made = a_sale()
    assert papers().needed(made.entry, made.said) == (
        ("tax-voucher", 0),
        ("ordinary-invoice", 0),
        ("application-form", 0),
        ("slip", 0),
    )


def test_a_sale_without_tax_has_no_voucher() -> None:
    made = a_sale(taxes=[])
    assert [paper for paper, _ in papers().needed(made.entry, made.said)] == [
        "ordinary-invoice",
        "application-form",
        "slip",
    ]
    with pytest.raises(Refusal, match=r"paper\.not_for_this"):
        place(made, "tax-voucher")


def test_more_than_eight_lines_stand_on_a_list_and_the_sums_stay_on_the_form() -> None:
    made = a_sale(lines=9)
    assert ("invoice-list", 0) in papers().needed(made.entry, made.said)
    form = words(place(made, "ordinary-invoice"))
    assert form.count("（详见销货清单）") == 2, "once for each copy"
    assert "¥3,821.78" in form
    listed = words(place(made, "invoice-list"))
    assert listed.count("*设计服务*门店形象平面设计") == 18
    with pytest.raises(Refusal, match=r"paper\.not_for_this"):
        place(a_sale(lines=8), "invoice-list")


def test_words_too_long_for_the_form_move_to_the_list_whole() -> None:
    address = "武汉市武昌区中南路街道办事处旁边的一条很长很长的巷子" * 9
    made = a_sale(longer(an_application(), address=address))
    assert "（详见销货清单）" in words(place(made, "ordinary-invoice"))
    assert address in "".join(words(place(made, "invoice-list")))


def test_a_name_of_a_hundred_characters_stands_on_every_paper() -> None:
    name = "武汉东湖新技术开发区光谷智能制造产业技术研究院" * 5
    application = longer(an_application(), name=name[:100])
    application["taxpayer"] = {**application["taxpayer"], "name": name[:100], "address": (name * 3)[:300]}
    made = a_sale(application)
    for paper, part in papers().needed(made.entry, made.said):
        assert name[:100] in "".join(words(place(made, paper, part)))


def test_the_seller_on_a_paper_invoice_is_the_authority_and_the_payer_stands_in_the_remarks() -> None:
    said = words(place(a_sale(), "ordinary-invoice"))
    assert "国家税务总局武汉市武昌区税务局（代开机关）" in said
    assert "代开申请人：陈喆 420106********1238" in said
    assert "完税凭证：鄂缴 0361128" in said


@pytest.mark.parametrize(
    ("changes", "remark"),
    [
        ({"property": {"address": "武汉市洪山区珞喻路1号"}}, "不动产地址：武汉市洪山区珞喻路1号"),
        ({"lease": {"months": 12, "from": "2026-09-01", "to": "2027-08-31"}}, "租赁期：2026-09-01至2027-08-31"),
        ({"construction": {"county": "江夏区", "project": "围墙修缮"}}, "建筑服务发生地：江夏区；项目名称：围墙修缮"),
        (
            {"freight": {"from": "武汉", "to": "黄冈", "vehicle": "轻型货车 鄂A00000", "goods": "家具"}},
            "起运地：武汉；到达地：黄冈；车种车号：轻型货车 鄂A00000；运输货物：家具",
        ),
    ],
)
def test_the_remarks_name_what_the_item_wants(changes: dict[str, Any], remark: str) -> None:
    assert remark.replace(" ", "") in "".join(words(place(sold(**changes), "ordinary-invoice"))).replace(" ", "")


def test_labour_says_that_the_payer_withholds_income_tax() -> None:
    withheld = a_tax("pit", "10106", 382178, "0.2", 0, relief=0, collector="buyer_withholds")
    made = a_sale(taxes=[a_tax("vat", "10101", 382178, "0.01", 3822), withheld])
    assert "个人所得税由支付方依法预扣（代扣）代缴" in words(place(made, "ordinary-invoice"))


def test_an_exempt_sale_shows_no_rate_and_no_tax() -> None:
    said = words(place(a_sale(taxes=[]), "ordinary-invoice"))
    assert "免税" in said
    assert said.count("***") == 4, "line and sum, on two copies"
    assert "0.00" not in said
    assert "⊗ 叁仟捌佰陆拾圆整" in said


@pytest.mark.parametrize("paper", PAPERS)
def test_without_a_real_number_every_page_says_that_it_is_void(paper: str) -> None:
    for page in place(a_sale(), paper).pages:
        assert any("样票" in item.text for item in page.items if isinstance(item, (Stamp, Run)))


@pytest.mark.parametrize("paper", ["ordinary-invoice", "tax-voucher"])
def test_official_papers_carry_no_code_of_ours(paper: str) -> None:
    assert not any(isinstance(item, Code) for page in place(a_sale(), paper).pages for item in page.items)


def test_the_cipher_area_stays_empty() -> None:
    stamps = [item for item in place(a_sale(), "ordinary-invoice").pages[0].items if isinstance(item, Stamp)]
    inside = [
        item
        for item in place(a_sale(), "ordinary-invoice").pages[0].items
        if isinstance(item, Run) and item.x > 145 and 31 < item.y < 53
    ]
    assert inside == []
    assert stamps[0].x > 145


@pytest.mark.parametrize("paper", ["slip-58", "slip-80"])
def test_the_slip_s_code_is_read_back_and_verified(paper: str, tmp_path: Path) -> None:
    picture = tmp_path / "slip.png"
    picture.write_bytes(a_sale().render(paper, "png"))
    read = (
        subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, check=True)
        .stdout.decode()
        .rstrip("\n")
    )
    verified = claim.verify(read, ISSUER.public)
    said = words(place(a_sale(), paper))
    salt = next(text.rsplit(" ", 1)[1] for text in said if "校验字" in text)
    assert isinstance(verified.claim, claim.InvoiceClaim)
    assert (verified.claim.number, verified.claim.total_fen) == ("00421873", 386000)
    assert verified.claim.buyer == claim.buyer_hash(salt, "湖北江汉工程咨询有限公司")


def test_a_slip_again_is_the_same_slip_marked_as_a_copy() -> None:
    first, again = place(a_sale(), "slip-80"), place(a_sale(), "slip-80", reprint="补打 第 1 次")
    code, copied = (
        next(item.text for page in placed.pages for item in page.items if isinstance(item, Code))
        for placed in (first, again)
    )
    assert code == copied
    assert "补打 第 1 次" in words(again)


def test_the_slip_hides_the_middle_of_a_person_s_number() -> None:
    assert "420106199001011238" not in " ".join(words(place(a_sale(), "slip-80")))


def test_a_household_s_dues_stand_on_the_voucher_with_their_surcharge() -> None:
    said = words(place(a_collection(), "tax-voucher"))
    assert "增值税滞纳金" in said
    assert "2026-04-01至2026-06-30" in said
    assert "¥" + yuan(96000 + 3120 + 3360 + 109) in said


def test_a_street_station_s_voucher_names_no_entrusted_collector() -> None:
    made, street = a_sale(), {**PROFILE, "kind": "street", "name": "武昌区水果湖街税务服务站"}
    said = words(EntryPapers(street).place(made.entry, made.said, "tax-voucher"))
    assert "本缴款书由税务机关填开" in said
    assert PROFILE["collecting_unit"] not in said


def test_many_dues_stand_on_a_list() -> None:
    made = a_collection(12)
    assert papers().needed(made.entry, made.said) == (("tax-voucher", 0), ("tax-list", 0), ("slip", 0))
    assert "（详见税费清单，共 24 项）" in words(place(made, "tax-voucher"))
    assert "6,155.34" in words(place(made, "tax-list"))


def test_a_sale_of_many_buyers_has_an_invoice_for_each() -> None:
    application = an_application()
    application["invoices"] = [
        {**application["invoices"][0], "buyer": {**application["invoices"][0]["buyer"], "name": name}}
        for name in ("甲公司", "乙公司", "丙公司")
    ]
    made = a_sale(application)
    for part, name in enumerate(("甲公司", "乙公司", "丙公司")):
        assert name in words(place(made, "ordinary-invoice", part))
    with pytest.raises(Refusal, match=r"paper\.not_for_this"):
        place(made, "ordinary-invoice", 3)


def test_a_rare_name_is_printed_and_a_strange_one_refused_by_its_character() -> None:
    application = an_application()
    application["taxpayer"] = {**application["taxpayer"], "name": "陈䶮𬱟"}
    assert "陈䶮𬱟" in words(place(a_sale(application), "application-form"))
    application["taxpayer"] = {**application["taxpayer"], "name": "陈😀"}
    for paper in PAPERS:
        with pytest.raises(Refusal, match=r"paper\.no_glyph"):
            place(a_sale(application), paper)


def test_an_entry_whose_personal_block_is_gone_has_no_papers() -> None:
    with pytest.raises(Refusal, match=r"print\.erased"):
        papers().place(a_sale().entry, None, "slip")


def test_an_unknown_paper_is_bad_input() -> None:
    with pytest.raises(BadInput, match=r"paper\.unknown"):
        place(a_sale(), "love-letter")


def test_the_largest_amount_stands_on_the_slip() -> None:
    made = a_sale(taxes=[a_tax("vat", "10101", 10**13, "0.01", 10**13)])
    assert "￥100,000,000,000.00" in words(place(made, "slip-58"))


def test_the_day_sheet_names_a_shortage_as_nobody_s_debt() -> None:
    placed = papers().day(a_report(), "html", made_at="2026-09-18 17:42", made_by="李慧芳").decode()
    assert "短款 5.00 元，列短款待查，由代征单位垫付，待核实，不是个人欠款。" in placed
    assert placed.count("＝") == 2
    unequal = papers().day(a_report(taxes_fen=1), "html", made_at="", made_by="").decode()
    assert "≠" in unequal


def closed(**changes: Any) -> Entry:
    totals = {"wechat": 71_226, "alipay": 18_864, "cash": 26_530, "pos": 4_051}
    said = {"on": "2026-09-18", "totals": totals, "vouchers_fen": 120_671, "taxes_fen": 120_671, "cash_fen": 46_530}
    return entry_of("day.close/1", [DayClosed(**{**said, **changes})])


@pytest.mark.parametrize("paper", ["closing-slip-58", "closing-slip-80"])
def test_the_closing_slip_s_code_proves_the_day(paper: str, tmp_path: Path) -> None:
    entry = closed(difference_fen=-500, note="尾箱少五元，待查")
    picture = tmp_path / "closing.png"
    picture.write_bytes(papers().closing(entry, paper, "png", count=61))
    read = subprocess.run(["zbarimg", "-q", "--raw", picture], capture_output=True, check=True).stdout.decode()
    said = claim.verify(read.rstrip("\n"), ISSUER.public).claim
    assert isinstance(said, claim.ClosingClaim)
    assert (said.feed, said.seq, said.head, said.count) == (entry.author, entry.seq, entry.id, 61)
    assert sum(said.takings.values()) == 120_671
    assert papers().closing(entry, paper, "escpos", count=61)


def test_a_day_with_every_method_still_has_a_code_whose_sum_is_whole() -> None:
    methods = ("cash", "pos", "wechat", "alipay", "transfer", "unionpay_app", "ecny", "agreement")
    entry = closed(totals={method: 10**9 + place for place, method in enumerate(methods)})
    text = closing.closing_values(entry, PROFILE, "", count=200, badge=Badge(DEVICE, CERTIFICATE))["codes"][0]["qr"]
    said = claim.verify(text, ISSUER.public).claim
    assert isinstance(said, claim.ClosingClaim)
    assert "other" in said.takings
    assert sum(said.takings.values()) == sum(10**9 + place for place in range(8))


def test_only_a_close_has_a_closing_slip() -> None:
    with pytest.raises(Refusal, match=r"print\.no_papers"):
        papers().closing(a_sale().entry, "closing-slip", "png", count=1)


def test_a_busy_day_goes_on_to_further_pages() -> None:
    code = {"first": "00421855", "last": "00421874", "issued": 19, "voided": 1, "fen": 1}
    many = [{**code, "code": f"0420026{number:05d}"} for number in range(40)]
    sheet = papers().day(a_report(invoices=many), "html", made_at="", made_by="").decode()
    assert "第 2 页 共" in sheet


def test_lines_that_do_not_fit_a_row_move_together() -> None:
    made = a_sale(
        an_application(invoices=[{**an_application()["invoices"][0], "lines": [a_line(name="很长的名称" * 20)]}])
    )
    assert "（详见销货清单）" in words(place(made, "ordinary-invoice"))
    assert "很长的名称" * 20 in "".join(words(place(made, "invoice-list")))
