"""Where copies may be missing, a quote says what holds for sure, what may change, and what then happens."""

from __future__ import annotations

import pytest

from schemas.rules import Prior, Sums, pack_for, quote, shipped_packs
from tests.schemas.rules.builders import before, sale, tax

ON = "2026-05-20"


def known(day: int, at_most: int) -> Prior:
    return Prior(day, 0, 0, Sums(at_most, 0, 0))


def test_nothing_missing_leaves_no_bounds() -> None:
    found = tax(ON, 600_00)
    assert found.bounds is None
    assert "bounds" not in found.to_json()


def test_a_sale_that_may_reach_the_limit_is_provisional() -> None:
    found = tax(ON, 600_00, prior=known(0, 410_00))
    assert found.to_json()["bounds"] == {
        "total_fen": [0, 6_30],
        "exempt": ["below_day_threshold", None],
        "back_tax_gross_fen": [0, 410_00],
        "certain": False,
    }
    assert (found.exempt, found.total_fen) == ("below_day_threshold", 0)


def test_a_sale_that_cannot_reach_the_limit_is_certain() -> None:
    found = tax(ON, 600_00, prior=known(0, 409_99))
    assert found.bounds
    assert found.bounds.certain
    assert found.bounds.to_json()["exempt"] == ["below_day_threshold", "below_day_threshold"]


def test_a_sale_taxed_either_way_is_certain_though_back_tax_may_come() -> None:
    found = tax(ON, 2020_00, prior=known(0, 409_99))
    assert found.bounds
    assert found.bounds.certain
    assert found.bounds.back_tax_gross_fen == (0, 409_99)


def test_the_education_charges_alone_may_be_uncertain() -> None:
    prior = Prior(0, 100_000_00, 0, Sums(0, 100_000_01, 0))
    found = tax("2018-05-10", 3_000_00, payer="household", prior=prior)
    assert found.bounds
    assert found.bounds.exempt == (None, None)
    assert not found.bounds.certain
    assert found.bounds.total_fen == (93_50, 97_43)
    assert found.steps[-1].values == {"total_fen": 93_50, "most_fen": 97_43, "more_fen": 3_93}


@pytest.mark.parametrize("counted", ["day", "month", "quarter"])
def test_only_the_sum_that_counts_can_make_a_sale_uncertain(counted: str) -> None:
    sums = {"day": Sums(10**9, 0, 0), "month": Sums(0, 10**9, 0), "quarter": Sums(0, 0, 10**9)}[counted]
    payers = {"day": ("natural_person", "month"), "month": ("household", "month"), "quarter": ("household", "quarter")}
    for name, (payer, period) in payers.items():
        found = tax(ON, 600_00, payer=payer, period=period, prior=Prior(0, 0, 0, sums))
        assert found.bounds
        assert found.bounds.certain is (name != counted)


def test_a_total_that_may_still_grow_is_not_certain_though_no_exemption_changes() -> None:
    found = tax(ON, 101_000_00, payer="household", prior=Prior(0, 0, 0, Sums(0, 1, 0)))
    assert found.bounds
    assert found.bounds.exempt == (None, None)
    assert found.bounds.total_fen[0] < found.bounds.total_fen[1]
    assert found.bounds.certain is False


def test_the_steps_say_what_stands_and_what_may_come() -> None:
    provisional = tax(ON, 600_00, prior=known(0, 410_00)).to_json()["why"][-1]
    assert "暂按 0.00 元计算" in provisional
    assert "6.30" in provisional
    certain = tax(ON, 600_00, prior=known(0, 0)).to_json()["why"][-1]
    assert "0.00 元不变" in certain


def test_prior_sums_come_from_the_application_or_are_nought() -> None:
    most = {"day_gross_fen": 4, "month_gross_fen": 5, "quarter_gross_fen": 6}
    sums = {"day_gross_fen": 1, "month_gross_fen": 2, "quarter_gross_fen": 3}
    assert Prior.from_application(sale(ON, 1)) == before()
    assert Prior.from_application(sale(ON, 1, prior=sums)) == before(1, 2, 3)
    assert Prior.from_application(sale(ON, 1, prior=sums | {"at_most": most})) == Prior(1, 2, 3, Sums(4, 5, 6))


def test_the_engine_reads_prior_sums_only_from_its_caller() -> None:
    over = {"day_gross_fen": 10**6, "month_gross_fen": 0, "quarter_gross_fen": 0}
    application = sale(ON, 600_00, prior=over)
    assert quote(application, before(), pack_for(shipped_packs(), application.on)).exempt == "below_day_threshold"
    carried = Prior.from_application(application)
    assert quote(application, carried, pack_for(shipped_packs(), application.on)).exempt is None
