from __future__ import annotations

import csv
import io
import json

from central.ports.day import Act, Site
from central.reconcile.day import site_day
from central.reconcile.export import jsonl, table
from central.reconcile.match import match
from central.reconcile.run import CityDay
from tests.central.reconcile.sides import DAY, FEED, document, money, order, payment, sides

ACT = Act(
    feed=FEED,
    seq=1,
    id=bytes(32),
    at_ms=1_789_704_000_000,
    kind="counter.sale/1",
    clerk="李慧芳",
    items=("=cmd()", "services"),
    invoices=("样-00000001",),
)


def a_day(name: str = "样例") -> CityDay:
    found = match(sides(document(1, 8640), payment(1, 8640), money(1, 8640), money(2, 900)))
    site = Site(site="420106-P0103", kind="post", name=name, district="420106", devices=(FEED,))
    return CityDay(DAY, (site_day(site, DAY, (), found, 0),))


def test_a_line_of_json_tells_class_sides_and_evidence() -> None:
    first, second = (json.loads(line) for line in jsonl(a_day(), {(FEED, 1): ACT}).splitlines())
    assert (first["class"], first["difference_fen"], first["entry"]) == ("missing_in_ledger", 900, None)
    assert (second["class"], second["entry"]["clerk"], second["statement"][0]["row"]) == ("matched", "李慧芳", 1)
    assert second["entry"]["at"] == "2026-09-18T12:00:00+08:00"


def test_a_table_reads_in_a_spreadsheet_without_losing_a_digit() -> None:
    text = table(a_day(), {(FEED, 1): ACT})
    assert text.startswith("\ufeff营业日,")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[2][9] == "\t" + order(1)
    assert rows[2][10:14] == ["86.40", "86.40", "86.40", "0.00"]


def test_a_table_hands_no_formula_to_a_spreadsheet() -> None:
    rows = list(csv.reader(io.StringIO(table(a_day("=HYPERLINK(1)"), {(FEED, 1): ACT}))))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows[1:] for cell in row)
