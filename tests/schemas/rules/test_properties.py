"""What must hold of every quote, whatever was sold: parts make wholes, order changes nothing, more is never taxed less."""

from __future__ import annotations

import copy
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.application import parse_application
from schemas.canonical import encode
from schemas.failures import Refusal
from schemas.money import half_up
from schemas.rules import Prior, Quote, case_of, obligation_day, pack_for, quote, quote_case, shipped_packs
from schemas.rules.rates import nearest, read_rate
from tests.schemas.rules.builders import before, due, line, tax
from yard.chance import a_prior, an_application

DAYS = st.sampled_from(
    ["2017-06-15", "2019-06-15", "2020-06-15", "2021-06-15", "2022-08-15", "2024-06-15", "2026-06-15"]
)
ITEMS = st.sampled_from(["goods", "services", "transport", "housing_rent", "nonhousing_rent"])
PAYERS = st.sampled_from(["natural_person", "household"])
NEAR = st.one_of(
    st.integers(1, 200_000),
    st.integers(2_990_000, 3_200_000),
    st.integers(9_990_000, 10_600_000),
    st.integers(15_000_000, 16_000_000),
)


def quotes(seed: int, count: int) -> list[tuple[dict[str, Any], Prior, Quote]]:
    """Applications by chance that are not refused, with their quotes."""
    dice, found = Random(seed), list[tuple[dict[str, Any], Prior, Quote]]()
    while len(found) < count:
        data, sums = an_application(dice), a_prior(dice)
        application, prior = parse_application(data), before(*sums.values())
        try:
            pack = pack_for(shipped_packs(), obligation_day(application))
            found.append((data, prior, quote(application, prior, pack)))
        except Refusal:
            continue
    return found


def again(data: dict[str, Any], prior: Prior) -> Quote:
    application = parse_application(data)
    return quote(application, prior, pack_for(shipped_packs(), obligation_day(application)))


# ---------------------------------------------------------------- parts and wholes


def test_net_and_vat_make_the_gross_and_parts_make_the_whole() -> None:
    for _, _, found in quotes(11, 300):
        assert found.net_fen + found.vat_fen == found.gross_fen
        assert sum(invoice.net_fen for invoice in found.invoices) == found.net_fen
        assert sum(invoice.vat_fen for invoice in found.invoices) == found.vat_fen
        assert all(sum(net for net, _ in one.lines) == one.net_fen for one in found.invoices)
        assert all(sum(vat for _, vat in one.lines) == one.vat_fen for one in found.invoices)
        assert all(net >= 0 and vat >= 0 for one in found.invoices for net, vat in one.lines)
        assert found.total_fen == sum(one.due_fen for one in found.taxes if one.collector == "counter")


def test_a_tax_is_what_it_was_less_its_relief_and_a_relief_has_a_code() -> None:
    for _, _, found in quotes(12, 300):
        for one in found.taxes:
            assert one.due_fen == one.due_before_relief_fen - one.relief_fen >= 0
            assert (one.relief_code is not None) == (one.relief_fen > 0)
            assert one.period_from <= one.period_to
            assert one.cites


def test_exempt_and_rate_exclude_each_other() -> None:
    for _, _, found in quotes(13, 300):
        assert (found.rate is None) == (found.exempt is not None)
        assert found.exempt is None or found.vat_fen == 0


def test_what_was_not_discounted_is_charged() -> None:
    for data, _, found in quotes(14, 200):
        lines = parse_application(data).invoices
        asked = sum(one.charged_fen for invoice in lines for one in invoice.lines)
        priced_with_tax = all(one.net_fen is None for invoice in lines for one in invoice.lines)
        assert found.gross_fen == asked if priced_with_tax or found.exempt else found.gross_fen >= asked


# ---------------------------------------------------------------- order and repetition


@pytest.mark.parametrize("seed", [21, 22, 23])
def test_the_order_of_lines_and_invoices_changes_no_total(seed: int) -> None:
    dice = Random(seed)
    for data, prior, found in quotes(seed, 80):
        turned = copy.deepcopy(data)
        invoices = turned["invoices"]
        for invoice in invoices:
            dice.shuffle(invoice["lines"])
        dice.shuffle(invoices)
        other = again(turned, prior)
        assert (other.net_fen, other.vat_fen, other.exempt, due(other)) == (
            found.net_fen,
            found.vat_fen,
            found.exempt,
            due(found),
        )


def test_the_same_sale_gives_the_same_bytes() -> None:
    for data, prior, found in quotes(24, 100):
        assert encode(again(data, prior).to_json()) == encode(found.to_json())


def test_a_case_without_names_gives_the_same_bytes() -> None:
    for data, prior, found in quotes(25, 200):
        case = case_of(parse_application(data))
        assert "测试" not in repr(case)
        other = quote_case(case, prior, pack_for(shipped_packs(), case.obligation_on))
        assert encode(other.to_json()) == encode(found.to_json())


# ---------------------------------------------------------------- more is never taxed less


@given(on=DAYS, item=ITEMS, payer=PAYERS, fen=NEAR, rate=st.sampled_from([None, "0.01", "lease"]))
def test_one_fen_more_never_lowers_what_is_collected(
    on: str, item: str, payer: str, fen: int, rate: str | None
) -> None:
    assessed: dict[str, Any] = {}
    if rate == "lease" and "rent" in item:
        assessed = {"assessed": {"pit_method": "lease_statutory"}}
    elif rate == "0.01":
        assessed = {"assessed": {"pit_rate": rate}}
    less, more = (tax(on, one, item=item, payer=payer, **assessed) for one in (fen, fen + 1))
    assert more.total_fen >= less.total_fen
    assert more.net_fen + more.vat_fen == less.net_fen + less.vat_fen + 1


@given(on=DAYS, item=ITEMS, payer=PAYERS, fen=NEAR, earlier=NEAR)
def test_more_sold_before_never_lowers_what_is_collected(
    on: str, item: str, payer: str, fen: int, earlier: int
) -> None:
    less, more = (
        tax(on, fen, item=item, payer=payer, prior=before(sold, sold, sold)).total_fen for sold in (0, earlier)
    )
    assert more >= less


@given(on=DAYS, fen=NEAR, discount=st.integers(1, 100))
def test_a_discount_is_the_same_as_a_lower_price(on: str, fen: int, discount: int) -> None:
    lowered, discounted = tax(on, fen), tax(on, line(fen + discount, discount=discount))
    assert (lowered.net_fen, lowered.vat_fen, due(lowered)) == (discounted.net_fen, discounted.vat_fen, due(discounted))


@given(fens=st.lists(st.integers(1, 5_000_000), min_size=1, max_size=6))
def test_a_price_without_tax_keeps_its_net(fens: list[int]) -> None:
    found = tax("2024-06-15", *(line(fen + 1_000_00, net=True) for fen in fens))
    assert [net for invoice in found.invoices for net, _ in invoice.lines] == [fen + 1_000_00 for fen in fens]
    assert found.vat_fen == nearest(found.net_fen, 100)


# ---------------------------------------------------------------- whole numbers are exact fractions


@given(fen=st.integers(0, 10**13), text=st.sampled_from(["0.03", "0.015", "0.01", "0.05", "0.0005", "0.5", "1", "0"]))
def test_whole_numbers_round_as_fractions_do(fen: int, text: str) -> None:
    rate, exact = read_rate(text), Fraction(text)
    assert rate.of(fen) == half_up(fen * exact)
    assert rate.without(fen) == half_up(fen / (1 + exact))
    assert rate.rest(fen) == fen - half_up(fen * exact)


@given(up=st.integers(0, 10**20), down=st.integers(1, 10**6))
def test_the_nearest_whole_number_is_half_up(up: int, down: int) -> None:
    assert nearest(up, down) == half_up(Fraction(up, down))


@pytest.mark.parametrize(
    "text, percent", [("0.03", "3%"), ("0.015", "1.5%"), ("0.0005", "0.05%"), ("1", "100%"), ("0.20", "20%")]
)
def test_a_rate_is_read_aloud_in_percent(text: str, percent: str) -> None:
    assert read_rate(text).percent == percent
