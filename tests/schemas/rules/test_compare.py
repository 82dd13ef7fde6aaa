"""A new pack is read against the old one, row by row, and tried on a month of sales before it takes effect."""

from __future__ import annotations

import json
from typing import Any

from schemas.rules import Case, Prior, case_of, load_pack, shipped_packs
from schemas.rules.compare import Change, pack_changes, totals, try_pack
from tests.schemas.rules.builders import before, changed, document, sale

NOW = shipped_packs()[-1]


def next_law() -> dict[str, Any]:
    """An invented law of 2028: 2 % on what now bears 1 %, a strict limit of 200,000 a month, no half relief."""
    data = document("2026-01-01")
    data |= {"id": "hubei-2028-01-01", "from": "2028-01-01", "to": "2030-12-31", "halves": []}
    data["vat"][0]["rate"] = "0.02"
    for row in data["thresholds"][1:]:
        row["month_fen"] = 200_000_00
    data["thresholds"][2]["quarter_fen"] = 600_000_00
    del data["withholding"][0]["from"]
    return data


NEXT = load_pack(json.dumps(next_law()))
MONTH: list[tuple[str, Case, Prior]] = [
    ("a", case_of(sale("2026-03-02", 10_200_00)), before()),
    ("b", case_of(sale("2026-03-03", 150_000_00, payer="household")), before()),
    ("c", case_of(sale("2026-03-04", 5_000_00, payer="household")), before()),
    ("d", case_of(sale("2026-03-05", 2_000_00, buyer="unit")), before()),
]


def test_the_same_pack_has_no_changes() -> None:
    assert pack_changes(NOW, changed("2026-01-01", lambda _: None)) == ()


def test_changes_are_told_by_the_row_they_stand_in() -> None:
    changes = {change.place: change for change in pack_changes(NOW, NEXT)}
    assert changes["vat.vat.three.rate"] == Change("vat.vat.three.rate", "0.01", "0.02")
    assert changes["thresholds.threshold.filing.quarter_fen"].after == 600_000_00
    assert changes["halves.half"].after is None
    assert changes["withholding.withholding.unit.from"] == Change(
        "withholding.withholding.unit.from", "2026-11-01", None
    )
    assert "vat.vat.nonhousing.rate" not in changes


def test_a_row_that_moved_is_not_a_change() -> None:
    turned = changed("2026-01-01", lambda data: data["vat"].reverse())
    assert pack_changes(NOW, turned) == ()


def test_a_new_row_is_told_whole() -> None:
    row = {"id": "fee.street", "sites": ["street"], "share": "0.01", "sources": ["fee-2019-11"], "mark": "doubtful"}
    more = changed("2026-01-01", lambda data: data["fees"].append(row))
    assert pack_changes(NOW, more) == (Change("fees.fee.street", None, row),)


def test_a_month_is_tried_under_both_packs() -> None:
    trials = {trial.ref: trial for trial in try_pack(MONTH, NOW, NEXT)}
    assert trials["a"].by_tax == {"vat": 99_01, "urban": 10_47, "edu": 4_49, "local_edu": 2_99}
    assert trials["b"].after_fen == 0
    assert trials["b"].by_tax["vat"] == -1_485_15
    assert not trials["c"].changed
    assert (trials["d"].refused_before, trials["d"].refused_after) == (None, "rules.withholding_agent")
    assert trials["d"].changed
    assert trials["d"].after_fen is None


def test_a_trial_says_why() -> None:
    trial = try_pack(MONTH, NOW, NEXT)[1]
    assert {step.code for step in trial.only_before} >= {"rules.step.reached", "rules.step.vat"}
    assert {step.code for step in trial.only_after} >= {"rules.step.below"}


def test_totals_say_how_much_more_or_less_of_each_tax() -> None:
    trials = try_pack(MONTH, NOW, NEXT)
    assert totals(trials)["vat"] == sum(trial.by_tax.get("vat", 0) for trial in trials)
    assert totals([]) == {}


def test_nothing_changes_under_the_same_law() -> None:
    trials = try_pack(MONTH, NOW, NOW)
    assert [trial.changed for trial in trials] == [False] * 4
    assert all(not trial.only_before and not trial.only_after for trial in trials)
