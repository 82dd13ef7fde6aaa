"""A station's own findings: under stable ids, with the entries that are the evidence, judged by its packs and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas.judging import PackJudge
from schemas.keep import Feeds
from schemas.rules.shelf import shipped_packs
from station.counter.asking import Findings
from station.counter.commands import CloseDay, IssueInvoice
from station.office import Office
from tests.builders import Bureau, SeededIdentity, TestClock, a_station, an_application

ON = "2026-09-18"
IDS = SeededIdentity(31)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def office(tmp_path: Path, clock: TestClock) -> Iterator[Office]:
    made = a_station(tmp_path / "post", Bureau(), clock)
    yield made
    made.close()


def issue(office: Office, number: int, **changes: Any) -> dict[str, Any]:
    return office.do(IssueInvoice(clerk="li", application=an_application(number, **changes)))


def kinds(office: Office) -> list[str]:
    return [found["kind"] for found in office.ask(Findings())["findings"]]


def test_a_station_with_good_books_finds_nothing(office: Office) -> None:
    issue(office, 1)
    assert kinds(office) == []


def test_a_difference_in_the_drawer_is_found_under_the_same_id_again(office: Office) -> None:
    issue(office, 1)
    entry = office.do(CloseDay(command=IDS.command(), clerk="li", on=ON, counted={1_000: 4}))["entry"]
    (found,) = office.ask(Findings())["findings"]
    assert (found["kind"], found["own"]) == ("takings_difference", True)
    assert found["evidence"] == [{"author": office.ledger.author.hex(), "seq": 4, "entry": entry}]
    office.rebuild(lambda _: None)
    assert office.ask(Findings())["findings"] == [found]


def test_the_same_income_is_told_apart_by_the_contract_in_the_block(office: Office) -> None:
    issue(office, 1, contract_no="HT-1")
    issue(office, 2, contract_no="HT-2")
    assert kinds(office) == []
    issue(office, 3, contract_no="HT-1")
    assert kinds(office) == ["income_twice"]


def test_a_clock_set_back_is_found(office: Office, clock: TestClock) -> None:
    issue(office, 1)
    clock.ms -= 3_600_000
    issue(office, 2, contract_no="HT-2")
    assert "clock" in kinds(office)


def test_a_sale_is_judged_again_with_another_prior_sum(office: Office) -> None:
    lines = [{"item": "services", "name": "翻译", "gross_fen": 60_000}]
    cheap = issue(office, 1, invoices=[{**an_application()["invoices"][0], "lines": lines}])
    entry = bytes.fromhex(cheap["entry"])
    with office.ledger.database.read() as cursor:
        judge = PackJudge(Feeds(cursor), shipped_packs(), office.ledger.standing.authority)
        assert judge.exempt_with(entry, "day", 0) is True
        assert judge.exempt_with(entry, "day", 10_000_000) is False
        assert judge.exempt_with(bytes(32), "day", 0) is None
        assert judge.contract_of(entry) is None
        assert judge.days_of(bytes(32)) is None
        assert judge.refills(office.ledger.standing.authority) and not judge.refills(office.ledger.author)
