"""What the desk takes from a pack: who may be served, which papers, remarks, sheets, vouchers, numbers, budget, fee."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from schemas.failures import Refusal
from schemas.rules import Pack, pack_for, shipped_packs
from schemas.rules.counter import (
    budget_of,
    collected,
    fee_on,
    number_sources,
    remarks,
    sheet_caps,
    sheets_needed,
    voucher_for,
)
from schemas.rules.intake import papers, refusals
from schemas.words import explain
from tests.schemas.rules.builders import changed, line, sale, tax

ON = "2026-09-18"
DAY = date(2026, 9, 18)
PACKS = shipped_packs()
PACK = pack_for(PACKS, DAY)
ALL = [pytest.param(pack, id=pack.id) for pack in PACKS]
PROPERTY = {"address": "武汉市测试路1号"}
WORKS = {"county": "武昌区", "project": "测试修缮"}
FREIGHT = {"from": "武汉", "to": "宜昌", "vehicle": "鄂A00001", "goods": "水果"}
AGENT = {
    "name": "代理人",
    "id_type": "idno",
    "id": "420106195712241078",
    "phone": "13000000000",
    "authority_no": "授1",
    "valid_to": "2026-09-18",
}


def codes(
    *parts: Any, site: str = "post", pack: Pack = PACK, year: int = 0, on: str = ON, **more: Any
) -> list[tuple[str, str | None]]:
    found = refusals(sale(on, *parts, **more), pack, site, year)
    assert all(explain(one) for one in found)
    return [(one.code, one.field) for one in found]


# ---------------------------------------------------------------- scope


@pytest.mark.parametrize("pack", ALL)
@pytest.mark.parametrize("payer", ["natural_person", "household"])
@pytest.mark.parametrize(
    "item, post",
    [
        ("goods", True),
        ("services", True),
        ("labour", True),
        ("construction", True),
        ("transport", False),
        ("housing_rent", False),
        ("nonhousing_rent", False),
    ],
)
def test_what_a_post_office_and_a_street_station_may_issue_for(pack: Pack, payer: str, item: str, post: bool) -> None:
    given = {"property": PROPERTY, "construction": WORKS, "freight": FREIGHT, "payer": payer, "item": item}
    on = str(pack.last)
    assert (codes(100_00, pack=pack, on=on, **given) == []) is post
    assert codes(100_00, pack=pack, on=on, site="street", **given) == []
    if not post:
        assert codes(100_00, pack=pack, on=on, **given) == [("rules.out_of_scope", "invoices")]


def test_each_item_out_of_scope_is_told() -> None:
    found = refusals(
        sale(ON, line(1, "transport"), line(1, "housing_rent"), freight=FREIGHT, property=PROPERTY), PACK, "post"
    )
    assert len(found) == 2
    assert all(one.params["reason"] for one in found)


# ---------------------------------------------------------------- what the paper needs


@pytest.mark.parametrize(
    "item, part, given, code",
    [
        ("housing_rent", "property", PROPERTY, "rules.property_missing"),
        ("nonhousing_rent", "property", PROPERTY, "rules.property_missing"),
        ("construction", "construction", WORKS, "rules.works_missing"),
        ("transport", "freight", FREIGHT, "rules.freight_missing"),
    ],
)
def test_what_the_remarks_must_say_is_asked_for(item: str, part: str, given: dict[str, str], code: str) -> None:
    assert codes(100_00, item=item, site="street") == [(code, part)]
    more: dict[str, Any] = {part: given}
    assert codes(100_00, item=item, site="street", **more) == []


def test_a_buyer_unit_needs_its_code_or_a_reason_since_july_2017() -> None:
    unit = {"kind": "unit", "name": "某单位"}

    def asked(on: str, buyer: dict[str, str]) -> list[tuple[str, str | None]]:
        invoices = [{"buyer": buyer, "lines": [line(100_00)]}]
        return codes(1, on=on, pack=pack_for(PACKS, date.fromisoformat(on)), invoices=invoices)

    assert asked("2017-06-30", unit) == []
    assert asked("2017-07-01", unit) == [("rules.buyer_code_missing", "invoices.0.buyer.id")]
    assert asked("2026-09-18", unit) == [("rules.buyer_code_missing", "invoices.0.buyer.id")]
    assert asked("2026-09-18", unit | {"no_id_reason": "政府机关"}) == []
    assert asked("2026-09-18", {"kind": "natural_person", "name": "某人"}) == []


def test_an_expired_document_or_authority_is_refused_from_the_next_day() -> None:
    person = {"kind": "natural_person", "name": "某人", "id": "420102195102020010", "id_expires_on": ON}
    assert codes(100_00, taxpayer=person, agent=AGENT) == []
    assert codes(100_00, on="2026-09-19", taxpayer=person, agent=AGENT) == [
        ("rules.id_expired", "taxpayer.id_expires_on"),
        ("rules.authority_expired", "agent.valid_to"),
    ]


@pytest.mark.parametrize("pack", ALL)
def test_a_payers_year_has_a_cap(pack: Pack) -> None:
    on = str(pack.last)
    assert codes(100_00, pack=pack, on=on, year=1_199_899_99) == []
    assert codes(100_00, pack=pack, on=on, year=1_199_900_00) == [("rules.year_cap", "invoices")]
    assert refusals(sale(on, 1_199_999_99), pack, "post") == ()


# ---------------------------------------------------------------- papers


def kinds(*parts: Any, site: str = "post", **more: Any) -> set[str]:
    return {kind for paper in papers(sale(ON, *parts, **more), PACK, site) for kind in paper.kinds}


@pytest.mark.parametrize("pack", ALL)
def test_a_large_sale_needs_proof_of_the_business(pack: Pack) -> None:
    small, large = (papers(sale(str(pack.last), fen), pack, "post") for fen in (500_000, 500_001))
    assert [paper.kinds for paper in small] == [("application_form",), ("id_original",)]
    assert [paper.kinds for paper in large] == [("application_form",), ("id_original",), ("business_proof",)]


@pytest.mark.parametrize("pack", ALL)
def test_large_works_need_their_contract(pack: Pack) -> None:
    small, large = (papers(sale(str(pack.last), fen, item="construction"), pack, "post") for fen in (500_000, 500_001))
    assert [paper.kinds for paper in large if paper not in small] == [("business_proof",), ("construction_contract",)]


def test_papers_follow_who_comes_and_what_was_sold() -> None:
    assert kinds(100_00, payer="small_scale") == {"application_form"}
    assert kinds(100_00, agent=AGENT) == {"application_form", "id_original", "agent_authority", "agent_id_original"}
    assert kinds(100_00, item="housing_rent") == {
        "application_form",
        "id_original",
        "property_certificate",
        "lease_contract",
    }
    assert kinds(500_000, item="construction") == {"application_form", "id_original"}
    assert kinds(500_001, item="construction") >= {"construction_contract", "business_proof"}


# ---------------------------------------------------------------- remarks


def test_the_remarks_on_the_form() -> None:
    who = "代开企业（个人）：测试纳税人 420102195102020010"
    paid = "完税凭证号码：42TEST1"
    assert remarks(sale(ON, 1), PACK, None) == (who,)
    assert remarks(sale(ON, 1), PACK, "42TEST1") == (who, paid)
    assert remarks(sale(ON, 1, item="housing_rent", property=PROPERTY), PACK, None) == (
        who,
        "不动产地址：武汉市测试路1号",
    )
    assert remarks(sale(ON, 1, item="construction", construction=WORKS), PACK, None) == (
        who,
        "建筑服务发生地：武昌区；项目名称：测试修缮",
    )
    assert remarks(sale(ON, 1, item="transport", freight=FREIGHT), PACK, None) == (
        who,
        "起运地：武汉；到达地：宜昌；车种车号：鄂A00001；运输货物：水果",
    )
    assert remarks(sale(ON, 1, item="labour"), PACK, None) == (who, "个人所得税由支付方依法预扣（代扣）代缴")
    assert remarks(sale(ON, 1, item="labour", payer="household"), PACK, None)[1:] == ()


def test_labour_pay_had_no_such_remark_before_2019() -> None:
    assert len(remarks(sale("2018-09-18", 1, item="labour"), pack_for(PACKS, date(2018, 9, 18)), None)) == 1


# ---------------------------------------------------------------- sheets, numbers, vouchers


@pytest.mark.parametrize("pack", ALL)
@pytest.mark.parametrize(
    "edition, net, sheets",
    [
        ("wan", 0, 1),
        ("wan", 9_999_99, 1),
        ("wan", 10_000_00, 2),
        ("wan", 19_999_98, 2),
        ("wan", 19_999_99, 3),
        ("shiwan", 99_999_99, 1),
        ("shiwan", 100_000_00, 2),
    ],
)
def test_a_sheet_stays_below_its_cap(pack: Pack, edition: str, net: int, sheets: int) -> None:
    assert sheets_needed(net, sheet_caps(pack, pack.last)[edition]) == sheets


@pytest.mark.parametrize(
    "on, sources",
    [
        ("2017-01-01", {"specimen": "none", "paper_local": "stock"}),
        ("2022-01-01", {"specimen": "none", "paper_local": "stock"}),
        ("2024-11-30", {"specimen": "none", "paper_local": "stock"}),
        ("2024-12-01", {"specimen": "none", "paper_local": "stock", "platform_request": "awaited"}),
        ("2026-09-18", {"specimen": "none", "paper_local": "stock", "platform_request": "awaited"}),
    ],
)
def test_a_platforms_number_is_waited_for_and_a_specimen_has_none(on: str, sources: dict[str, str]) -> None:
    day = date.fromisoformat(on)
    assert {name: source.number for name, source in number_sources(pack_for(PACKS, day), day).items()} == sources


@pytest.mark.parametrize("pack", ALL)
@pytest.mark.parametrize(
    "site, method, voucher",
    [
        *(("post", method, "cash_receipt") for method in ("cash", "pos", "wechat", "alipay", "transfer", "unionpay_app", "ecny")),
        *(("street", method, "cash_receipt") for method in ("cash", "pos")),
        *(("street", method, "completion_certificate") for method in ("wechat", "alipay", "transfer", "unionpay_app", "ecny")),
        *((site, "agreement", "completion_certificate") for site in ("post", "street")),
        *((site, "none", "none") for site in ("post", "street")),
    ],
)  # fmt: skip
def test_the_voucher_follows_the_site_and_the_channel(pack: Pack, site: str, method: str, voucher: str) -> None:
    assert voucher_for(pack, pack.last, site, method) == voucher


def test_a_channel_without_a_voucher_is_refused() -> None:
    pack = changed("2026-01-01", lambda data: data["vouchers"].pop(0))
    with pytest.raises(Refusal) as caught:
        voucher_for(pack, DAY, "post", "cash")
    assert caught.value.code == "rules.no_voucher"
    assert explain(caught.value)


@pytest.mark.parametrize("pack", ALL)
def test_a_row_stands_on_its_first_and_last_day_and_no_other(pack: Pack) -> None:
    row = pack.sheet_caps[0].row
    assert [row.stands_on(day) for day in (pack.first, pack.last)] == [True, True]
    assert [row.stands_on(day) for day in (pack.first - timedelta(days=1), pack.last + timedelta(days=1))] == [
        False
    ] * 2
    assert sheet_caps(pack, pack.last + timedelta(days=1)) == {}


# ---------------------------------------------------------------- budget and fee


@pytest.mark.parametrize("pack", ALL)
def test_levy_item_subject_and_level_of_each_tax(pack: Pack) -> None:
    found = {
        tax: (row.levy_item, row.title, row.subject, row.central.text)
        for tax, row in budget_of(pack, pack.last).items()
    }
    assert found == {
        "vat": ("10101", "增值税", "10101", "0.5"),
        "urban": ("10109", "城市维护建设税", "10109", "0"),
        "edu": ("30203", "教育费附加", "1030203", "0"),
        "local_edu": ("30216", "地方教育附加", "1030216", "0"),
        "pit": ("10106", "个人所得税", "10106", "0.6"),
        "stamp": ("10111", "印花税", "10111", "0"),
        "property": ("10110", "房产税", "10110", "0"),
        "land_use": ("10112", "城镇土地使用税", "10112", "0"),
    }


def test_every_line_of_a_quote_has_its_levy_item() -> None:
    found = tax("2025-06-01", 210_000_00, item="nonhousing_rent", assessed={"pit_rate": "0.01"})
    assert {one.tax: one.levy_item for one in found.taxes} == {
        "vat": "10101",
        "urban": "10109",
        "edu": "30203",
        "local_edu": "30216",
        "property": "10110",
        "stamp": "10111",
        "pit": "10106",
    }


@pytest.mark.parametrize("pack", ALL)
def test_the_fee_is_on_what_was_remitted_without_the_education_charges(pack: Pack) -> None:
    taxes = {
        "vat": 100_00,
        "urban": 3_50,
        "edu": 1_50,
        "local_edu": 1_00,
        "pit": 10_00,
        "stamp": 1_00,
        "property": 5_33,
    }
    assert fee_on(pack, pack.last, "post", taxes) == 3_59
    assert fee_on(pack, pack.last, "street", taxes) == 0
    assert fee_on(pack, pack.last, "post", {}) == 0
    assert fee_on(pack, pack.last, "post", {"vat": 48}) == 1


def test_what_is_collected_leaves_out_what_others_withhold() -> None:
    found = tax(ON, 2020_00, item="labour")
    assert collected(found.taxes) == {"vat": 20_00, "urban": 70, "edu": 30, "local_edu": 20}
    assert collected(tax(ON, 100_00).taxes) == {}


# ---------------------------------------------------------------- lines of the answer


@pytest.mark.parametrize(
    "more, first, last",
    [
        ({}, "2026-09-18", "2026-09-18"),
        ({"payer": "household"}, "2026-09-01", "2026-09-30"),
        ({"payer": "small_scale", "period": "quarter"}, "2026-07-01", "2026-09-30"),
        ({"item": "nonhousing_rent"}, "2026-09-01", "2026-09-30"),
    ],
)
def test_the_period_of_a_tax_is_that_of_its_limit(more: dict[str, Any], first: str, last: str) -> None:
    found = tax(ON, 500_000_00, **more)
    for one in found.taxes:
        if one.tax != "stamp":
            assert (str(one.period_from), str(one.period_to)) == (first, last)


def test_stamp_duty_is_due_by_the_day() -> None:
    stamp = next(one for one in tax(ON, 500_00, item="nonhousing_rent").taxes if one.tax == "stamp")
    assert (str(stamp.period_from), str(stamp.period_to)) == (ON, ON)


def test_an_exempt_sale_shows_what_was_let_off_and_by_which_relief() -> None:
    vat = tax(ON, 505_00).taxes[0]
    assert (vat.tax, vat.base_fen, vat.due_before_relief_fen, vat.relief_fen, vat.due_fen) == (
        "vat",
        505_00,
        5_00,
        5_00,
        0,
    )
    assert (vat.relief_code, vat.rate) == ("threshold.day", None)
    housing = tax("2024-06-01", 10_500_00, item="housing_rent").taxes[0]
    assert (housing.relief_fen, housing.relief_code) == (150_00, "threshold.rent")
    by_law = tax("2020-06-01", 1030_00).taxes[0]
    assert (by_law.relief_fen, by_law.relief_code) == (30_00, "hubei.2020")
    in_2022 = tax("2022-06-01", 1030_00).taxes[0]
    assert (in_2022.relief_fen, in_2022.relief_code) == (30_00, "small.2022")
    assert tax(ON, 505_00, payer="household").taxes[0].relief_code == "threshold.period"


def test_exempt_education_charges_show_their_own_relief() -> None:
    found = {one.tax: one for one in tax(ON, 101_000_00, payer="household").taxes}
    assert (found["edu"].due_before_relief_fen, found["edu"].relief_fen, found["edu"].due_fen) == (30_00, 30_00, 0)
    assert (found["local_edu"].relief_fen, found["local_edu"].relief_code) == (20_00, "edu.100k")


def test_the_base_of_housing_is_the_rent_without_tax() -> None:
    vat = tax("2025-12-31", 120_000_00, item="housing_rent").taxes[0]
    assert (vat.base_fen, vat.rate) == (114_285_71, "0.015")


def test_each_line_names_its_rule() -> None:
    rules = {one.tax: one.rule for one in tax("2021-09-15", 210_000_00, item="nonhousing_rent").taxes}
    assert rules == {
        "vat": "vat.nonhousing",
        "urban": "urban.law",
        "edu": "edu",
        "local_edu": "local-edu.2021",
        "property": "property.nonhousing",
        "stamp": "stamp.lease",
    }


def test_the_answer_names_its_pack() -> None:
    answer = tax(ON, 505_00).to_json()
    assert answer["pack"] == {"id": "hubei-2026-01-01", "version": "1", "hash": PACK.digest.hex()}
