"""How a whole is split over its lines: rounding line by line, the difference on the largest, the first of equals."""

from __future__ import annotations

import pytest

from schemas.failures import BadInput, Refusal
from schemas.rules import Quote
from schemas.rules.case import Priced
from schemas.rules.pricing import Amounts, untaxed
from tests.schemas.rules.builders import before, line, tax

ON = "2024-06-15"


def lines_of(found: Quote) -> list[tuple[int, int]]:
    return [one for invoice in found.invoices for one in invoice.lines]


def test_vat_is_what_division_leaves_not_what_the_rate_gives() -> None:
    """3.53 at 1 % gives 0.03, not 0.04 (B.10)."""
    found = tax(ON, 353, 9999_00)
    assert lines_of(found)[0] == (350, 3)


def test_the_difference_goes_to_the_largest_line_the_first_of_equals() -> None:
    """Three lines of 1,000.50 at 1 %: each 990.59, together 2,971.78, so one fen goes to the first."""
    found = tax(ON, 100050, 100050, 100050)
    assert found.net_fen == 297178
    assert lines_of(found) == [(99060, 990), (99059, 991), (99059, 991)]


def test_the_largest_line_may_stand_on_a_later_invoice() -> None:
    found = tax(ON, [line(5000), line(5000)], [line(5000), line(100050)])
    assert [invoice.net_fen for invoice in found.invoices] == [9900, 104011]
    assert lines_of(found) == [(4950, 50), (4950, 50), (4950, 50), (99061, 989)]


def test_a_price_without_tax_is_grossed_up_as_a_whole() -> None:
    """Twelve lines of 51.51 at 3 %: 1.55 each, but 18.54 on the whole; the first line gives the difference back."""
    found = tax("2017-06-15", *(line(5151, net=True) for _ in range(12)))
    assert (found.net_fen, found.vat_fen, found.gross_fen) == (61812, 1854, 63666)
    assert lines_of(found) == [(5151, 149), *[(5151, 155)] * 11]


def test_the_largest_price_without_tax_takes_the_difference() -> None:
    found = tax(ON, line(51, net=True), line(60000, net=True), line(51, net=True))
    assert lines_of(found) == [(51, 1), (60000, 599), (51, 1)]
    assert (found.net_fen, found.vat_fen) == (60102, 601)


def test_both_kinds_of_price_keep_what_was_agreed() -> None:
    """A net stays as agreed; the whole's difference goes to the largest price with tax."""
    found = tax(ON, line(100050), line(60000, net=True), line(100050))
    assert found.gross_fen == 260700
    assert (found.net_fen, found.vat_fen) == (258119, 2581)
    assert lines_of(found) == [(99060, 990), (60000, 600), (99059, 991)]


def test_an_exempt_sale_adds_no_tax_to_a_price_without_tax() -> None:
    found = tax(ON, line(400_00, net=True))
    assert (found.exempt, found.gross_fen, found.net_fen) == ("below_day_threshold", 400_00, 400_00)
    by_law = tax("2022-06-15", line(4000_00, net=True))
    assert (by_law.exempt, by_law.gross_fen) == ("small_3pct_exempt_2022", 4000_00)


def test_the_limit_looks_at_a_price_without_tax_as_it_is() -> None:
    assert tax(ON, line(499_99, net=True)).exempt == "below_day_threshold"
    assert tax(ON, line(500_00, net=True)).exempt is None


def test_an_exempt_sale_has_no_residue() -> None:
    lines = [Priced("goods", 51, False, 0), Priced("goods", 353, True, 2)]
    assert untaxed(lines) == Amounts(404, 0, (51, 353), (0, 0), 0)


def test_a_discount_lowers_a_price_without_tax() -> None:
    found = tax(ON, line(1000_00, net=True, discount=100_00))
    assert (found.net_fen, found.vat_fen) == (900_00, 9_00)


def test_housing_is_split_by_its_own_tax() -> None:
    """Three equal lines of 40,000.01 at 5 % × 1.5 %: 571.43 each, 1,714.29 on the whole."""
    found = tax("2025-06-15", 4000001, 4000001, 4000001, item="housing_rent")
    assert (found.net_fen, found.vat_fen) == (11828574, 171429)
    assert lines_of(found) == [(3942858, 57143)] * 3
    odd = tax("2025-06-15", 4000010, 4000010, 4000010, item="housing_rent")
    assert odd.vat_fen == 171429
    uneven = tax("2025-06-15", 5000040, 5000040, 1000040, item="housing_rent")
    assert lines_of(uneven) == [(4928610, 71430), (4928611, 71429), (985754, 14286)]
    assert uneven.vat_fen == 157145


def test_housing_is_entered_with_tax() -> None:
    with pytest.raises(BadInput) as caught:
        tax("2025-06-15", line(1000_00, "housing_rent"), line(1000_00, "housing_rent", net=True))
    assert (caught.value.code, caught.value.field) == ("rules.housing_net_price", "invoices.0.lines.1.net_fen")


@pytest.mark.parametrize("fen, count, net", [(51, 4, False), (51, 10, True)])
def test_lines_too_small_to_share_the_tax_out_are_refused(fen: int, count: int, net: bool) -> None:
    lines = [line(fen, net=net) for _ in range(count)]
    with pytest.raises(Refusal) as caught:
        tax(ON, *lines, prior=before(day=1000_00))
    assert (caught.value.code, caught.value.field) == ("rules.lines_too_small", "invoices")
    assert tax(ON, *lines).net_fen == fen * count
    assert tax(ON, *lines[:3], prior=before(day=1000_00)).vat_fen >= 1


def test_housing_lines_too_small_are_refused() -> None:
    with pytest.raises(Refusal) as caught:
        tax(ON, *(line(40, "housing_rent") for _ in range(5)), prior=before(month=200_000_00))
    assert caught.value.code == "rules.lines_too_small"
