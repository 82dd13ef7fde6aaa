"""Whole fen, named rounding, and amounts in capitals with every lawful variant."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.capitals import read_capitals, read_yuan, spellings
from schemas.failures import BadInput
from schemas.money import MOST_FEN, capitals, exact, half_up, in_range, plain_yuan, yuan
from schemas.words import explain

amounts = st.integers(0, MOST_FEN)
round_amounts = st.builds(
    lambda digit, power: min(digit * 10**power, MOST_FEN), st.integers(1, 9999), st.integers(0, 13)
)

# ---------------------------------------------------------------- rounding


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.5", 1), ("1.5", 2), ("2.5", 3), ("-0.5", -1), ("-2.5", -3), ("0.4999999999999999999999", 0), ("34.5", 35)],
)
def test_halves_go_away_from_zero_and_never_to_even(value: str, rounded: int) -> None:
    assert half_up(exact(value)) == rounded


@given(st.fractions(max_denominator=10_000))
def test_rounding_moves_by_at_most_a_half_and_keeps_the_sign(value: Fraction) -> None:
    assert abs(half_up(value) - value) <= Fraction(1, 2)
    assert half_up(-value) == -half_up(value)


def test_a_rate_is_exactly_what_its_text_says() -> None:
    assert exact("0.015") == Fraction(3, 200)


@pytest.mark.parametrize("amount", [-1, MOST_FEN + 1, True, 1.0, "1", None])
def test_an_amount_out_of_range_is_refused_at_its_field(amount: object) -> None:
    with pytest.raises(BadInput) as caught:
        in_range(amount, "payments.0.amount_fen")  # type: ignore[arg-type]  # the point of the test
    assert (caught.value.code, caught.value.field) == ("money.range", "payments.0.amount_fen")
    assert explain(caught.value)


@pytest.mark.parametrize("amount", [0, MOST_FEN])
def test_the_ends_of_the_range_are_in_it(amount: int) -> None:
    assert in_range(amount, "x") == amount


# ---------------------------------------------------------------- figures


@given(st.integers(-MOST_FEN, MOST_FEN))
def test_figures_are_read_back_as_the_same_fen(fen: int) -> None:
    assert read_yuan(yuan(fen)) == read_yuan(plain_yuan(fen)) == fen


@pytest.mark.parametrize("text", ["0.5", "0.50", "+0.50", " 0.50 "])
def test_fewer_decimals_than_two_are_tenths_and_not_fen(text: str) -> None:
    assert read_yuan(text) == 50


@pytest.mark.parametrize(
    "text",
    ["", "-", ".5", "1.", "1.005", "1,00.00", "1,0000", "１.00", "٣", "1e3", "0x10", "1_000", "--1", "1 000", "NaN"],
)
def test_figures_that_two_people_could_read_differently_are_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_yuan(text, "input")
    assert (caught.value.code, caught.value.field) == ("money.text", "input")


# ---------------------------------------------------------------- capitals


@pytest.mark.parametrize(
    ("figures", "text"),
    [
        ("325.04", "叁佰贰拾伍元零肆分"),
        ("1680.32", "壹仟陆佰捌拾元叁角贰分"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("0.05", "伍分"),
        ("0.00", "零元整"),
        ("100000000.05", "壹亿元零伍分"),
        ("100000001.00", "壹亿零壹元整"),
        ("1010010101.01", "壹拾亿壹仟零壹万零壹佰零壹元零壹分"),
        ("100000000000.00", "壹仟亿元整"),
        ("6007.14", "陆仟零柒元壹角肆分"),
    ],
)
def test_capitals_have_no_optional_zero_and_every_needed_one(figures: str, text: str) -> None:
    assert capitals(read_yuan(figures)) == text


def test_one_optional_zero_may_be_written_and_never_two() -> None:
    assert spellings(10700053) == {"壹拾万柒仟元伍角叁分", "壹拾万零柒仟元伍角叁分", "壹拾万柒仟元零伍角叁分"}


@given(st.one_of(amounts, round_amounts))
def test_every_lawful_spelling_names_one_amount(fen: int) -> None:
    assert {read_capitals(text) for text in spellings(fen)} == {fen}


@given(st.one_of(amounts, round_amounts))
def test_other_characters_for_yuan_and_whole_are_read_too(fen: int) -> None:
    text = capitals(fen)
    assert read_capitals("人民币" + text.replace("元", "圆").replace("整", "正")) == fen
    assert read_capitals("（负数）" + text) == -fen


@given(st.one_of(amounts, round_amounts), st.one_of(amounts, round_amounts))
def test_two_amounts_never_share_a_spelling(one: int, other: int) -> None:
    assert one == other or not spellings(one) & spellings(other)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "壹",
        "元整",
        "拾元整",
        "壹佰元",
        "壹佰元伍分整",
        "壹佰元伍分",
        "壹佰零元整",
        "壹佰零零伍元整",
        "零壹佰元整",
        "零元伍分",
        "壹拾万零柒仟元零伍角叁分",
        "壹佰壹仟元整",
        "壹佰万亿元整",
        "壹元整整",
        "贰贰元整",
        "一百元整",
        "壹佰元整；另加贰元",
        "玖仟玖佰亿元整",
        "壹" * 1_000_000,
        "人民币",
        "负",
        "⊗负壹元整负",
    ],
)
def test_capitals_that_the_rule_does_not_allow_are_refused(text: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_capitals(text, "amount")
    assert (caught.value.code, caught.value.field) == ("money.capitals", "amount")
    assert explain(caught.value)
