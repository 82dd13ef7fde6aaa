"""A draft walks through its fields in the order of speech; a refusal leaves it as it was; nothing typed is lost."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.application import parse_application
from schemas.failures import BadInput
from station.ui import drafts
from station.ui.answers import Customer, answer, take_customer
from station.ui.applying import Place, application, field_at
from station.ui.draft_json import from_json, to_json
from station.ui.drafts import Draft, Field, begin

QUICK = settings(max_examples=60, derandomize=True)
COMMAND = "e994a33e-f6b2-5f60-8807-26e653542f78"
PERSON, UNIT = "420106198807193324", "91420106682355174F"
CHEN = Customer(
    "陈喆",
    PERSON,
    "idno",
    "13871526127",
    {"buyer": "湖北江汉工程咨询有限公司", "buyer_id": UNIT, "item": "设计服务", "kind": "services"},
)


def empty() -> Draft:
    return begin(COMMAND, "2026-09-18")


def said(*answers: str) -> Draft:
    draft = empty()
    for text in answers:
        draft = answer(draft, text)
    return draft


def whole() -> Draft:
    return said("陈喆", PERSON, "138 7152 6127", "湖北江汉工程咨询有限公司", UNIT, "设计服务", "3,860", "cash")


def test_the_fields_are_asked_in_the_order_of_speech() -> None:
    draft, asked = empty(), []
    for text in ("陈喆", PERSON, "", "王小明", "", "手工皂", "goods", "12.50", "cash"):
        asked.append(draft.at)
        draft = answer(draft, text)
    assert asked == list(draft.asked)
    assert draft.complete


def test_an_item_of_the_short_list_needs_no_kind() -> None:
    assert said("陈喆", PERSON, "", "王小明", "", "苹果").at is Field.AMOUNT


def test_the_application_of_a_whole_draft_is_one_that_the_ground_reads() -> None:
    asked = application(whole(), Place("420106"), 4051)
    read = parse_application(asked)
    assert read.invoices[0].lines[0].gross_fen == 386_000
    assert read.invoices[0].buyer.kind == "unit"
    assert [payment.amount_fen for payment in read.payments] == [4051]


def test_a_buyer_without_a_document_says_why() -> None:
    draft = said("陈喆", PERSON, "", "王小明", "", "苹果", "500", "cash")
    read = parse_application(application(draft, Place("420106"), 0))
    assert (read.invoices[0].buyer.id, read.invoices[0].buyer.no_id_reason) == (None, "受票方未提供证件")


@pytest.mark.parametrize(
    ("before", "text", "code"),
    [
        ((), "", "drafts.empty"),
        ((), "长" * 101, "drafts.text_long"),
        (("陈喆",), "", "drafts.empty"),
        (("陈喆",), "420106198807193325", "identifiers.check_digit"),
        (("陈喆",), "420106198813193324", "identifiers.birth_date"),
        (("陈喆", PERSON), "12ab", "drafts.phone"),
        (("陈喆", PERSON, "", "湖北江汉工程咨询有限公司"), "", "drafts.buyer_code_needed"),
        (("陈喆", PERSON, "", "湖北江汉工程咨询有限公司"), "91420106682355714F", "identifiers.swapped"),
        (("陈喆", PERSON, "", "王小明"), "420106198807193325", "identifiers.check_digit"),
        (("陈喆", PERSON, "", "王小明", "", "手工皂"), "", "drafts.choose"),
        (("陈喆", PERSON, "", "王小明", "", "苹果"), "abc", "drafts.amount_unreadable"),
        (("陈喆", PERSON, "", "王小明", "", "苹果", "500"), "", "drafts.choose"),
    ],
)
def test_a_refusal_names_its_field_and_changes_nothing(before: tuple[str, ...], text: str, code: str) -> None:
    draft = said(*before)
    with pytest.raises(BadInput) as refused:
        answer(draft, text)
    assert refused.value.code == code
    assert field_at(refused.value.field) is draft.at
    assert draft == said(*before)


def test_a_known_customer_is_asked_only_what_is_new() -> None:
    draft = take_customer(empty(), CHEN)
    assert draft.at is Field.BUYER
    assert drafts.box(draft) == "湖北江汉工程咨询有限公司"
    draft = answer(draft, drafts.box(draft))
    assert draft.at is Field.ITEM
    draft = answer(draft, drafts.box(draft))
    assert draft.at is Field.AMOUNT
    assert draft.said(Field.BUYER_ID) == UNIT


def test_another_buyer_needs_another_code() -> None:
    draft = answer(take_customer(empty(), CHEN), "湖北江汉工程咨询有限公司")
    draft = answer(drafts.visit(draft, Field.BUYER), "武汉光谷数创设计有限公司")
    assert draft.at is Field.BUYER_ID


def test_a_card_reader_may_type_the_id_into_the_name() -> None:
    draft = answer(empty(), PERSON)
    assert (draft.at, draft.said(Field.ID)) == (Field.APPLICANT, PERSON)


def test_going_back_loses_nothing() -> None:
    draft = drafts.write(said("陈喆", PERSON), "1387")
    earlier = drafts.back(draft)
    assert earlier is not None
    assert drafts.box(earlier) == PERSON
    assert drafts.box(drafts.visit(earlier, Field.PHONE)) == "1387"
    assert drafts.back(empty()) is None


def test_an_amount_comes_back_with_its_commas() -> None:
    assert drafts.box(drafts.visit(whole(), Field.AMOUNT)) == "3,860.00"


def test_a_choice_is_marked_by_its_digit_and_by_no_other() -> None:
    draft = said("陈喆", PERSON, "", "王小明", "", "苹果", "5000")
    assert drafts.choose(draft, 2).said(Field.METHOD) == "wechat"
    assert drafts.choose(draft, 9) == draft
    assert drafts.choose(empty(), 1) == empty()


def test_the_draft_that_is_kept_is_the_draft_that_is_found() -> None:
    draft = replace(drafts.write(whole(), "x"), order_no="YS01")
    assert from_json(to_json(draft)) == draft


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("taxpayer.name", Field.APPLICANT),
        ("taxpayer.id", Field.ID),
        ("taxpayer.phone", Field.PHONE),
        ("invoices.0.buyer.name", Field.BUYER),
        ("invoices.0.buyer.id", Field.BUYER_ID),
        ("invoices.0.lines.0.name", Field.ITEM),
        ("invoices.0.lines.0.gross_fen", Field.AMOUNT),
        ("payments.0.method", Field.METHOD),
        ("on", None),
        (None, None),
    ],
)
def test_a_refused_path_finds_its_field(path: str | None, field: Field | None) -> None:
    assert field_at(path) is field


@QUICK
@given(st.lists(st.text(max_size=30), max_size=12))
def test_whatever_is_typed_is_taken_or_refused_at_the_open_field(texts: list[str]) -> None:
    draft = empty()
    for text in texts:
        try:
            draft = answer(draft, text)
        except BadInput as refusal:
            refused = refusal.field
        else:
            refused = draft.at
        assert field_at(refused) is draft.at
        assert from_json(to_json(draft)) == draft
