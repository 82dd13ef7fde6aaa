"""An agent with authority, and what rents, works and freight must say: asked when they are due and never else."""

from __future__ import annotations

from datetime import date

import pytest

from schemas.application import parse_application
from schemas.failures import BadInput
from schemas.rules.intake import refusals
from schemas.rules.shelf import shipped_packs
from schemas.rules.vocabulary import ITEMS
from station.ui import drafts, sale_lines
from station.ui.answers import answer, take_buyer
from station.ui.applying import Place, application, field_at
from station.ui.draft_json import from_json, to_json
from station.ui.drafts import Draft, begin
from station.ui.items import kinds, short_list
from station.ui.more_answers import months_of
from station.ui.sale_fields import AGENT, OF_ITEMS, Field

PERSON, OTHER = "420106198807193324", "420106196903057913"
COMMAND = "e994a33e-f6b2-5f60-8807-26e653542f78"


def said(*answers: str) -> Draft:
    draft = begin(COMMAND, "2026-09-18")
    for text in ("陈喆", PERSON, "", "王小明", "", *answers):
        draft = answer(draft, text)
    return draft


def by_agent(*answers: str) -> Draft:
    draft = drafts.call_for(said("苹果", "100"), Field.AGENT_NAME)
    for text in answers:
        draft = answer(draft, text)
    return draft


def test_every_kind_of_item_that_the_law_names_has_a_digit() -> None:
    assert set(kinds()) == set(ITEMS)


PARTS = {
    "apple": ("苹果",),
    "works": ("装饰服务", "洪山区", "样例小区二期"),
    "freight": ("国内道路货物运输服务", "武汉", "宜昌", "货车 鄂A12345", "瓷砖"),
    "house": ("住房租赁", "武汉市洪山区样例路 1 号", "鄂（2020）不动产权第 1 号", "1-1", "12-31", ""),
    "shop": ("店铺租赁", "武汉市洪山区样例路 2 号", "", "", "", "3"),
}


@pytest.mark.parametrize("answers", PARTS.values(), ids=PARTS)
def test_what_an_item_must_say_is_asked_before_its_price_and_the_desk_misses_nothing(answers: tuple[str, ...]) -> None:
    draft = said(*answers)
    assert draft.at is Field.AMOUNT
    read = parse_application(application(answer(draft, "5000"), Place("420106")))
    pack = next(pack for pack in shipped_packs() if pack.covers(read.on))
    assert [refusal.code for refusal in refusals(read, pack, "street")] == []


def test_a_plain_item_asks_nothing_more() -> None:
    plain = {item.name for item in short_list() if item.kind in ("goods", "services", "labour")}
    for name in plain:
        assert not set(said(name).asked) & OF_ITEMS


def test_the_months_of_a_lease_are_offered_from_its_days() -> None:
    draft = said(*PARTS["house"][:5])
    assert (draft.at, drafts.box(draft)) == (Field.LEASE_MONTHS, "12")
    assert application(answer(answer(draft, "12"), "36000"), Place("420106"))["lease"] == {
        "from": "2026-01-01", "to": "2026-12-31", "months": 12
    }  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [("2026-01-01", "2026-01-31", 1), ("2026-01-15", "2026-02-14", 1), ("2026-01-15", "2026-02-15", 2)],
)
def test_a_month_that_is_begun_counts(start: str, end: str, months: int) -> None:
    assert months_of(date.fromisoformat(start), date.fromisoformat(end)) == months


@pytest.mark.parametrize(
    ("answers", "text", "code"),
    [
        (("住房租赁",), "", "drafts.empty"),
        (("住房租赁", "路 1 号", ""), "13-13", "periods.unreal"),
        (("住房租赁", "路 1 号", "", "2026-06-01"), "2026-05-31", "sale.lease_backwards"),
        (("住房租赁", "路 1 号", "", "", ""), "0", "sale.months"),
        (("住房租赁", "路 1 号", "", "", ""), "1.5", "sale.months"),
        (("住房租赁", "路 1 号", "", "", ""), "9" * 40, "sale.months"),
        (("装饰服务",), "", "drafts.empty"),
        (("国内道路货物运输服务", "武汉"), " ", "drafts.empty"),
    ],
)
def test_what_an_item_cannot_mean_stands_at_its_field(answers: tuple[str, ...], text: str, code: str) -> None:
    draft = said(*answers)
    with pytest.raises(BadInput) as refused:
        answer(draft, text)
    assert (refused.value.code.split(".")[0], field_at(refused.value.field)) == (code.split(".")[0], draft.at)
    assert code.startswith("periods") or refused.value.code == code


def test_an_agent_stands_in_the_application_with_the_authority() -> None:
    draft = by_agent("刘洋", OTHER, "138 7152 6127", "WT-1", "12-31")
    assert draft.at is Field.METHOD
    agent = parse_application(application(draft, Place("420106"))).agent
    assert agent is not None
    assert (agent.name, agent.id_type, agent.phone, str(agent.valid_to)) == (
        "刘洋",
        "idno",
        "13871526127",
        "2026-12-31",
    )
    assert from_json(to_json(draft)) == draft


@pytest.mark.parametrize(
    ("answers", "text", "code"),
    [
        (("刘洋",), PERSON, "sale.agent_self"),
        (("刘洋",), "", "drafts.empty"),
        (("刘洋", OTHER), "", "drafts.empty"),
        (("刘洋", OTHER), "12", "drafts.phone"),
        (("刘洋", OTHER, "13871526127"), "", "drafts.empty"),
        (("刘洋", OTHER, "13871526127", "1"), "2026-09-17", "sale.authority_over"),
    ],
)
def test_an_agent_without_authority_is_refused_at_the_field(answers: tuple[str, ...], text: str, code: str) -> None:
    draft = by_agent(*answers)
    with pytest.raises(BadInput) as refused:
        answer(draft, text)
    assert (refused.value.code, field_at(refused.value.field)) == (code, draft.at)


def test_an_agent_who_is_none_leaves_the_plain_sale() -> None:
    whole = by_agent("刘洋", OTHER, "13871526127", "1", "12-31")
    for left in (by_agent(""), drafts.back(by_agent()), answer(drafts.call_for(whole, Field.AGENT_NAME), "")):
        assert left is not None
        assert not set(left.asked) & set(AGENT)
        assert application(left, Place("420106")) == application(said("苹果", "100"), Place("420106"))


def test_an_agent_called_for_again_is_asked_again() -> None:
    none = answer(drafts.call_for(by_agent("刘洋", OTHER), Field.AGENT_NAME), "")
    again = answer(drafts.call_for(none, Field.AGENT_NAME), "赵敏")
    assert again.at is Field.AGENT_ID


def test_a_step_back_within_the_agent_loses_nobody() -> None:
    draft = drafts.back(by_agent("刘洋"))
    assert draft is not None
    assert (draft.at, drafts.box(draft)) == (Field.AGENT_NAME, "刘洋")


def test_what_one_line_must_say_is_asked_though_another_is_open() -> None:
    draft = sale_lines.add(answer(said(*PARTS["works"]), "100"))
    assert Field.WORKS_COUNTY in answer(answer(draft, "苹果"), "100").asked


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("property", Field.PROPERTY_ADDRESS),
        ("construction", Field.WORKS_COUNTY),
        ("freight", Field.FREIGHT_FROM),
        ("agent.valid_to", Field.AUTHORITY_TO),
        ("lease.to", Field.LEASE_TO),
    ],
)
def test_a_refused_part_finds_its_field(path: str, field: Field) -> None:
    assert field_at(path) is field


def test_a_unit_without_a_code_says_why_and_one_with_a_code_needs_not() -> None:
    draft = begin(COMMAND, "2026-09-18")
    for text in ("陈喆", PERSON, "", "样例（香港）有限公司"):
        draft = answer(draft, text)
    draft = drafts.call_for(draft, Field.NO_ID_REASON)
    with pytest.raises(BadInput) as refused:
        answer(draft, "")
    assert (refused.value.code, refused.value.field) == ("drafts.choose", "no_id_reason")
    why = answer(answer(answer(drafts.choose(draft, 1), ""), "苹果"), "500")
    buyer = parse_application(application(why, Place("420106"))).invoices[0].buyer
    assert (buyer.kind, buyer.id, buyer.no_id_reason) == ("unit", None, "境外")
    coded = answer(drafts.visit(why, Field.BUYER_ID), "91420106682355174F")
    assert application(coded, Place("420106"))["invoices"][0]["buyer"].keys() == {"kind", "name", "id"}


def test_back_from_the_reason_asks_for_the_code_again() -> None:
    draft = begin(COMMAND, "2026-09-18")
    for text in ("陈喆", PERSON, "", "样例（香港）有限公司"):
        draft = answer(draft, text)
    left = drafts.back(drafts.call_for(draft, Field.NO_ID_REASON))
    assert left is not None
    assert (left.at, left.asked) == (Field.BUYER_ID, draft.asked)


def test_a_known_unit_without_a_code_is_asked_for_it_again() -> None:
    draft = begin(COMMAND, "2026-09-18")
    for text in ("陈喆", PERSON, ""):
        draft = answer(draft, text)
    assert take_buyer(draft, "样例（香港）有限公司", "").at is Field.BUYER_ID
    assert take_buyer(draft, "王小明", "").at is Field.ITEM
