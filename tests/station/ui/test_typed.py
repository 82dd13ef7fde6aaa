"""What people type is made clean, and what cannot be read is refused at its field."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.failures import BadInput
from schemas.money import MOST_FEN, yuan
from station.ui import typed

QUICK = settings(max_examples=60, derandomize=True)


@pytest.mark.parametrize(
    ("said", "fen"),
    [
        ("2600", 260_000),
        ("1,234.5", 123_450),
        ("1.2万", 1_200_000),
        ("１２００", 120_000),
        ("¥ 3,860.00 元", 386_000),
        ("３，８６０。５", 386_050),
        ("0.01", 1),
        (".5", 50),
        ("2千", 200_000),
        ("1.05亿", 10_500_000_000),
        ("５万元整", 5_000_000),
    ],
)
def test_an_amount_is_read_as_people_say_it(said: str, fen: int) -> None:
    assert typed.amount_fen(said) == fen


@pytest.mark.parametrize(
    ("said", "law"),
    [
        ("", "amount_empty"),
        ("  ", "amount_empty"),
        ("元", "amount_empty"),
        ("两千", "amount_unreadable"),
        ("-5", "amount_unreadable"),
        ("1e5", "amount_unreadable"),
        ("12.3.4", "amount_unreadable"),
        ("NaN", "amount_unreadable"),
        ("9" * 40, "amount_unreadable"),
        ("1.005", "amount_part_fen"),
        ("0.00005万", "amount_unreadable"),
        ("0", "amount_range"),
        ("99999999亿", "amount_range"),
    ],
)
def test_what_is_no_amount_is_refused_at_its_field(said: str, law: str) -> None:
    with pytest.raises(BadInput) as refused:
        typed.amount_fen(said)
    assert (refused.value.code, refused.value.field) == (f"drafts.{law}", "amount")


@QUICK
@given(st.integers(1, MOST_FEN))
def test_every_written_amount_is_read_back(fen: int) -> None:
    assert typed.amount_fen(yuan(fen)) == fen
    assert typed.amount_fen(yuan(fen).translate({ord(d): chr(ord(d) + 0xFEE0) for d in "0123456789,."})) == fen


@QUICK
@given(st.text(max_size=60))
def test_an_amount_is_read_or_refused_and_never_breaks(said: str) -> None:
    try:
        fen, law = typed.amount_fen(said), "drafts.amount_read"
    except BadInput as refused:
        fen, law = 1, refused.code
    assert 0 < fen <= MOST_FEN
    assert law.startswith("drafts.amount_")


@QUICK
@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(said: str) -> None:
    once = typed.clean(said)
    assert typed.clean(once) == once
    assert once == once.strip()
    assert not any(sign in once for sign in "\n\r\t\u200b\u202e\ufeff")


def test_a_pasted_name_loses_what_cannot_be_seen_and_keeps_its_chinese_marks() -> None:
    assert typed.clean("\ufeff武汉（光谷）\u200b数创\u3000设计\r\n") == "武汉（光谷）数创 设计"


def test_a_novel_is_refused_in_words_and_not_cut() -> None:
    with pytest.raises(BadInput) as refused:
        typed.name("长" * 101, "buyer")
    assert refused.value.params == {"most": 100, "length": 101}


def test_a_number_is_what_was_meant_however_it_was_pasted() -> None:
    assert typed.number("９１４２ 0106-6823‑5517 4f") == "91420106682355174F"


def test_a_masked_id_shows_no_birthday() -> None:
    assert "19880719" not in typed.masked("420106198807193324")


@pytest.mark.parametrize("said", ["1", "1234567.89", "1.", "1.2万", "abc", ""])
def test_grouping_changes_commas_only(said: str) -> None:
    assert typed.grouped(said).replace(",", "") == said
