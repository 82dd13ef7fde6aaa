"""Surcharges, due dates, bases and quarters of quota households worked by hand: `dues.jsonl`, each with its source."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas.periods import days_late, period_of
from schemas.rules.arrears import Assessment, Standing, owed
from schemas.rules.late import due_day, lateness
from schemas.rules.pack import Pack
from schemas.rules.quota import Month, base_of
from schemas.rules.shelf import pack_for, shipped_packs

LINES = Path(__file__).with_name("dues.jsonl").read_text("utf-8").splitlines()
CASES = [json.loads(line) for line in LINES]
DAY = date.fromisoformat


def of(kind: str) -> list[Any]:
    return [pytest.param(case[kind], case["expect"], id=case["id"]) for case in CASES if kind in case]


def pack(day: date) -> Pack:
    return pack_for(shipped_packs(), day)


def test_there_are_forty_and_more_each_with_a_source_and_a_note() -> None:
    assert len(CASES) >= 40
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["cites"] and case["note"] for case in CASES)


@pytest.mark.parametrize(("given", "expect"), of("late"))
def test_a_surcharge(given: dict[str, Any], expect: dict[str, int]) -> None:
    due, paid = DAY(given["due"]), DAY(given["paid"])
    assert days_late(due, paid) == expect["days"]
    found = lateness(pack(date(2026, 6, 1)), given["principal_fen"], due, paid)
    assert (found.days, found.fee_fen) == (expect["days"], expect["fee_fen"])


@pytest.mark.parametrize(("given", "expect"), of("due"))
def test_a_due_date(given: dict[str, Any], expect: dict[str, str]) -> None:
    period = period_of(given["period"], DAY(given["first"]))
    assert due_day(pack(period.last), period).isoformat() == expect["due_on"]


@pytest.mark.parametrize(("given", "expect"), of("base"))
def test_the_base_of_a_month(given: dict[str, Any], expect: dict[str, Any]) -> None:
    found = base_of(pack(date(2026, 3, 31)), Month(first=date(2026, 3, 1), **given))
    assert {"fen": found.fen, "ground": found.ground, "must_declare": found.must_declare} == expect


@pytest.mark.parametrize(("given", "expect"), of("owed"))
def test_what_is_owed_for_the_first_period_of_2026(given: dict[str, Any], expect: dict[str, int]) -> None:
    one = Assessment(
        notice_no="1",
        first=date(2026, 1, 1),
        last=date(2026, 12, 31),
        quota_fen=given["quota_fen"],
        item="goods",
        district="420106",
        location="city",
        filing=given["filing"],
    )
    spans = [(DAY(first), DAY(last)) for first, last in given["suspensions"]]
    first = owed(Standing(assessments=[one], suspensions=spans), date(2026, 4, 1), pack)[0]
    found = {due.tax: due.due_fen for due in first.dues}
    assert {tax: found.get(tax, 0) for tax in expect} == expect
