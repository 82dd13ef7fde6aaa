"""What a quota household owes at two stations: whole, with why, paid in parts, suspended, served, objected to."""

from __future__ import annotations

import io
import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from central.cli.dues import dues as central_dues
from central.cli.streams import Streams
from station.counter.commands import CollectTax
from tests.station.street.pair import ON, Pair, ask, do, refused

IDENTITY = "92420106MA4K00599X"
ASSESSED = {
    "notice_no": "核〔2026〕1号",
    "first": "2026-01-01",
    "last": "2026-12-31",
    "quota_fen": 12_000_000,
    "item": "goods",
    "district": "420106",
    "location": "city",
    "filing": "quarter",
    "pit_rate": "0.01",
}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = Pair(tmp_path_factory.mktemp("pair"))
    yield made
    made.close()


def household(pair: Pair, identity: str = IDENTITY) -> str:
    """A household with a quota; the record of the quota."""
    fields = {"name": "样例水果店", "operator": "陈喆", "phone": "13871526127", "street": "中南路"}
    record = do(pair.one, "household", "register", identity=identity, fields=fields)["record"]
    quota = "quota/" + record.partition("/")[2]
    do(pair.one, "quota", "assess", quota, **ASSESSED)
    return quota


def test_what_is_owed_is_told_whole_with_why_and_goes_straight_to_the_collection(pair: Pair) -> None:
    quota = household(pair)
    told = ask(pair.one, "quota", "owed", quota, on=ON)
    assert [period["period"] for period in told["periods"]] == ["2026Q1", "2026Q2"]
    first = told["periods"][0]
    assert (first["due_on"], first["months"][0]["ground"]) == ("2026-04-20", "quota")
    vat = first["dues"][0]
    assert (vat["tax"], vat["due_fen"], vat["late_days"], vat["late_fee_fen"]) == ("vat", 360_000, 151, 27_180)
    assert vat["rule"] and vat["cites"]
    assert told["total_fen"] == told["principal_fen"] + told["late_fee_fen"]
    only = [due for due in told["dues"] if due["period_to"] == "2026-03-31" and due["tax"] in ("vat", "urban")]
    part = [{**due, "principal_fen": 100_000, "late_fee_fen": 7_550} if due["tax"] == "vat" else due for due in only]
    settles = [[at, due["principal_fen"] + due["late_fee_fen"]] for at, due in enumerate(part)]
    collection = {
        "command": str(UUID(int=91, version=4)),
        "on": ON,
        "taxpayer": {"kind": "household", "name": "样例水果店", "id": IDENTITY},
        "dues": part,
        "payments": [{"method": "cash", "amount_fen": sum(fen for _, fen in settles), "settles": settles}],
    }
    with pair.town.store.desk() as desk:
        from central.registry.grants import Numbers, grant_numbers

        numbers = Numbers(stock="voucher", source="specimen", code="鄂26", count=10, width=8)
        grant_numbers(desk, desk, pair.one.ledger.profile["site"], numbers)
    pair.one.sync()
    pair.one.do(CollectTax(clerk="li", collection=collection))
    pair.meet()
    for office in (pair.one, pair.two):
        left = ask(office, "quota", "owed", quota, on=ON)["periods"][0]["dues"]
        assert [(due["tax"], due["paid_fen"], due["left_fen"]) for due in left[:2]] == [
            ("vat", 100_000, 260_000),
            ("urban", 12_600, 0),
        ]
        assert left[0]["late_fee_fen"] == 19_630


def test_a_suspension_a_declaration_and_a_resumption_written_at_two_stations_come_together(pair: Pair) -> None:
    quota = household(pair, "92420106MA4K00600X")
    pair.meet()
    do(pair.one, "quota", "suspend", quota, on="2026-03-20", first="2026-04-01", last="2026-06-30")
    do(pair.two, "quota", "declare", quota, month="2026-03-01", declared_fen=20_000_000)
    pair.meet()
    do(pair.two, "quota", "resume", quota, on="2026-06-01")
    pair.meet()
    here, there = (ask(office, "quota", "owed", quota, on=ON) for office in (pair.one, pair.two))
    assert here == there
    assert here["suspensions"] == [["2026-04-01", "2026-05-31"]]
    first = here["periods"][0]
    assert [month["ground"] for month in first["months"]] == ["quota", "quota", "declared"]
    assert first["dues"][0]["due_fen"] == 440_000
    second = here["periods"][1]
    assert {due["tax"] for due in second["dues"]} == {"pit"}, "120,000 in the quarter lie below the VAT threshold"


def test_a_notice_is_served_and_may_be_objected_to_for_thirty_days(pair: Pair) -> None:
    quota = household(pair, "92420106MA4K00700X")
    number = ASSESSED["notice_no"]
    assert refused(pair.one, "quota", "object", quota, notice_no=number, reason="偏高") == "quotas.not_served"
    served = {"paper": "quota", "number": number, "way": "in_person", "receipt": "陈喆签收"}
    do(pair.one, "quota", "serve", quota, on="2026-01-05", **served)
    assert ask(pair.one, "quota", "owed", quota, on=ON)["assessment"]["objection_until"] == "2026-02-04"
    do(pair.one, "quota", "object", quota, on="2026-02-04", notice_no=number, reason="偏高")
    before = pair.one.digest()
    with pytest.raises(Exception, match=r"quotas\.objection_late"):
        do(pair.one, "quota", "object", quota, on="2026-02-05", notice_no=number, reason="偏高")
    assert pair.one.digest() == before


def test_the_rolls_have_a_line_for_every_household_and_every_overdue_tax(pair: Pair) -> None:
    quota = household(pair, "92420106MA4K00800X")
    demand = {"paper": "demand", "number": "限〔2026〕9号", "way": "post", "receipt": "挂号", "pay_by": "2026-09-30"}
    do(pair.one, "quota", "serve", quota, **demand)
    roll = ask(pair.one, "quota", "roll", on=ON)["lines"]
    line = next(line for line in roll if line["identity"] == "92420106MA4K00800X")
    assert (line["name"], line["quota_fen"], line["vat_fen"], line["pit_fen"]) == (
        "样例水果店",
        12_000_000,
        120_000,
        120_000,
    )
    overdue = ask(pair.one, "quota", "arrears", on=ON)
    mine = [line for line in overdue["lines"] if line["identity"] == "92420106MA4K00800X"]
    assert {line["kind"] for line in mine} == {"this_year"}
    assert mine[0]["last_demand"] == f"post {ON}"
    assert overdue["left_fen"] == sum(line["left_fen"] for line in overdue["lines"])


def test_the_centre_works_out_the_same_for_everybody(pair: Pair, tmp_path: Path) -> None:
    pair.one.sync()
    pair.two.sync()
    out = io.StringIO()
    streams = Streams(out=out, err=io.StringIO(), stdin=lambda: b"")
    central_dues(Namespace(on=ON, out=str(tmp_path / "dues")), streams, pair.town.store)
    told = json.loads(out.getvalue())
    lines = [json.loads(line) for line in (tmp_path / "dues").read_text("utf-8").splitlines()]
    assert told["lines"] == len(lines)
    with_acts = {line["household"] for line in lines}
    assert len(with_acts) == told["households"] == 4
    asked = [ask(pair.one, "quota", "owed", f"quota/{one}", on=ON) for one in with_acts]
    assert told["principal_fen"] == sum(one["principal_fen"] for one in asked)
    assert told["late_fee_fen"] == sum(one["late_fee_fen"] for one in asked)


@pytest.mark.parametrize(
    ("step", "said", "code"),
    [
        ("assess", {**ASSESSED, "first": "2026-01-02"}, "quotas.whole_months"),
        ("assess", {**ASSESSED, "last": "2027-12-31"}, "quotas.span"),
        ("assess", {**ASSESSED, "quota_fen": -1}, "quotas.amount"),
        ("assess", {**ASSESSED, "item": "gold"}, "street.word"),
        ("assess", {**ASSESSED, "quota_fen": "1"}, "street.field"),
        ("suspend", {"first": "2026-09-01", "last": "2026-09-30"}, "quotas.suspend_before"),
        ("resume", {}, "quotas.not_suspended"),
        ("declare", {"month": "2026-03-02", "declared_fen": 1}, "quotas.whole_months"),
        ("serve", {"paper": "demand", "number": "1", "way": "post"}, "street.field"),
        ("serve", {"paper": "penalty", "number": "1", "way": "post"}, "street.word"),
        ("punish", {}, "street.step"),
    ],
)
def test_what_may_not_be_is_refused(pair: Pair, step: str, said: dict[str, Any], code: str) -> None:
    assert refused(pair.one, "quota", step, "quota/" + "0" * 32, **said) == code


def test_a_household_without_a_quota_is_told_so(pair: Pair) -> None:
    with pytest.raises(Exception, match=r"quotas\.none"):
        ask(pair.one, "quota", "owed", "quota/" + "1" * 32)
