"""The offline allowance: what is spent counts against what was granted; at the limit only issuing stops; a sync refills."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.books import AllowanceRow
from schemas.entry.kinds import fact_map, facts_of
from schemas.facts import AllowanceGranted, InvoiceIssued
from schemas.failures import Failure, Refusal
from station.counter.allowances import HOUR_MS, Allowance, Spent, grade, require_allowed, used_percent
from station.counter.asking import DayReport, Find, Paper, Status
from station.counter.commands import CloseDay, CollectTax, IssueInvoice, VoidInvoice
from station.office import Office
from tests.builders import Bureau, SeededIdentity, TestClock, a_station, an_application

ON = "2026-09-18"
NET = 382_178
IDS = SeededIdentity(11)


def granted(**changes: Any) -> AllowanceRow:
    said = {"amount_fen": 1_000, "count": 10, "hours": 10, "amber_percent": 70, "red_percent": 95, **changes}
    return AllowanceRow(owner=b"c", device=b"d", seq=1, **said)


def an_invoice(net_fen: int, source: str = "specimen") -> InvoiceIssued:
    return InvoiceIssued(
        on=ON, source=source, code="1", number="1", net_fen=net_fen, vat_fen=0, taxpayer=b"", buyer=b"", block=""
    )


@pytest.mark.parametrize(
    ("spent", "told"),
    [
        (Spent(by_source={"specimen": 699}), "calm"),
        (Spent(by_source={"specimen": 700}), "amber"),
        (Spent(by_source={"specimen": 500, "paper_local": 200}), "amber"),
        (Spent(count=7), "amber"),
        (Spent(count=9, by_source={"specimen": 950}), "red"),
        (Spent(waiting_ms=10 * HOUR_MS - 1), "red"),
        (Spent(waiting_ms=10 * HOUR_MS), "spent"),
        (Spent(count=10), "spent"),
        (Spent(count=3_000_000_000), "spent"),
    ],
)
def test_the_measure_nearest_to_its_end_gives_the_grade(spent: Spent, told: str) -> None:
    assert grade(Allowance(granted=granted(), spent=spent)) == told


def test_the_grades_are_parameters_of_the_grant() -> None:
    standing = Allowance(granted=granted(amber_percent=20, red_percent=40), spent=Spent(count=3))
    assert grade(standing) == "amber"
    assert grade(Allowance(granted=granted(amber_percent=20, red_percent=30), spent=Spent(count=3))) == "red"


def test_a_device_without_a_grant_issues_nothing() -> None:
    assert grade(Allowance()) == "spent"
    refused("allowance.none", lambda: require_allowed(Allowance(), [an_invoice(1)], "x"))


@settings(derandomize=True, max_examples=200)
@given(
    st.integers(0, 1_200),
    st.integers(0, 12),
    st.integers(0, 12 * HOUR_MS),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["specimen", "paper_local"])), max_size=4),
)
def test_what_is_allowed_never_exceeds_the_grant(
    amount: int, count: int, waited: int, sale: list[tuple[int, str]]
) -> None:
    standing = Allowance(
        granted=granted(),
        sources={"paper_local": 300},
        spent=Spent(by_source={"specimen": amount}, count=count, waiting_ms=waited),
    )
    paper = sum(fen for fen, source in sale if source == "paper_local")
    fits = (
        amount + sum(fen for fen, _ in sale) <= 1_000
        and count + len(sale) <= 10
        and waited < 10 * HOUR_MS
        and paper <= 300
    )
    assert refusal_of(standing, [an_invoice(*one) for one in sale]).startswith("allowance.") is not fits
    assert (used_percent(standing) >= 100) is (amount >= 1_000 or count >= 10 or waited >= 10 * HOUR_MS)


def refusal_of(standing: Allowance, sale: list[InvoiceIssued]) -> str:
    try:
        require_allowed(standing, sale, "x")
    except Refusal as refusal:
        return refusal.code
    return ""


def test_a_grant_of_the_first_version_is_read_and_written_as_before() -> None:
    old = ["grants.allowance/1", {"device": b"d" * 16, "amount_fen": 5, "count": 6, "hours": 7}]
    fact = facts_of({"facts": [old]})[0]
    assert isinstance(fact, AllowanceGranted) and fact.amber_percent is None
    assert fact_map(fact) == old


# ------------------------------------------------------------- at a station


class Grantor(Bureau):
    """A bureau that grants what the test says."""

    allowed: dict[str, Any]

    def grant(self, device: bytes, first: int = 1) -> None:
        super().grant(device, first)
        self.allow(device)

    def allow(self, device: bytes, **changes: Any) -> None:
        fact = AllowanceGranted(device=device, **{**self.allowed, **changes})
        self.write(self.channel, "grants.allowance/1", fact)


@pytest.fixture
def bureau() -> Grantor:
    Grantor.allowed = {"amount_fen": 10 * NET, "count": 2, "hours": 5}
    return Grantor()


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def office(tmp_path: Path, bureau: Grantor, clock: TestClock) -> Iterator[Office]:
    made = a_station(tmp_path / "post", bureau, clock)
    yield made
    made.close()


def issue(office: Office, number: int, **changes: Any) -> dict[str, Any]:
    return office.do(IssueInvoice(clerk="li", application=an_application(number, **changes)))


def refused(code: str, act: Any) -> Failure:
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code
    return caught.value


def test_the_status_says_what_is_spent_and_a_sync_refills(office: Office) -> None:
    assert office.ask(Status())["allowance"]["grade"] == "calm"
    issue(office, 1)
    told = office.ask(Status())["allowance"]
    assert told["spent"] == {"amount_fen": NET, "count": 1, "hours": 0, "sources": {"specimen": NET}}
    assert told["grade"] == "calm" and (told["count"], told["hours"]) == (2, 5)
    issue(office, 2)
    assert office.ask(Status())["allowance"]["grade"] == "spent"
    failure = refused("allowance.count", lambda: issue(office, 3))
    assert failure.params["spent"] == 2 and "税务局" in str(failure.params["authority"])
    office.sync()
    assert office.ask(Status())["allowance"]["spent"]["count"] == 0
    assert issue(office, 3)["seq"]


def test_at_the_limit_only_issuing_stops(office: Office) -> None:
    issue(office, 1)
    first = issue(office, 2)
    before = office.digest()
    refused("allowance.count", lambda: issue(office, 3))
    assert office.digest() == before
    assert office.ask(Find("陈喆"))["found"] and issue(office, 2) == first
    void = VoidInvoice(command=IDS.command(), clerk="li", code="042002600104", number="00000001", reason="x", on=ON)
    assert office.do(void)["money"] == "reversed"
    refused("allowance.count", lambda: issue(office, 3))
    assert office.do(CollectTax(clerk="li", collection=owed()))["total_fen"] == 1_033
    assert office.ask(Paper(first["entry"], "slip", "pdf"))["data"] == b"%PDF-"
    assert office.do(CloseDay(command=IDS.command(), clerk="li", on=ON))["state"] == "closed"
    assert office.ask(DayReport(ON))["equal"]


def owed() -> dict[str, Any]:
    """Tax of a quarter that a household owes, and its surcharge."""
    due = {
        "tax": "vat",
        "levy_item": "10101",
        "period_from": "2026-04-01",
        "period_to": "2026-06-30",
        "due_on": "2026-07-15",
        "principal_fen": 1_000,
        "late_fee_fen": 33,
    }
    return {
        "command": str(IDS.command()),
        "on": ON,
        "dues": [due],
        "taxpayer": {"kind": "household", "name": "阿芳鲜果店", "id": "92420102MA4K000153", "period": "quarter"},
        "payments": [{"method": "cash", "amount_fen": 1_033, "settles": [[0, 1_033]]}],
    }


def test_amount_and_hours_bound_too(office: Office, bureau: Grantor, clock: TestClock) -> None:
    bureau.allow(office.ledger.author, amount_fen=NET, count=9)
    office.sync()
    issue(office, 1)
    refused("allowance.amount", lambda: issue(office, 2))
    bureau.allow(office.ledger.author, count=9, sources={"specimen": NET})
    office.sync()
    issue(office, 2)
    refused("allowance.source", lambda: issue(office, 3))
    bureau.allow(office.ledger.author, count=9)
    office.sync()
    issue(office, 4)
    clock.ms += 5 * HOUR_MS - 1
    issue(office, 5)
    clock.ms += 1
    refused("allowance.hours", lambda: issue(office, 6))
    clock.ms -= 3 * HOUR_MS
    assert office.ask(Status())["allowance"]["spent"]["hours"] == 4, "a clock set back gives no hours back"
    clock.ms += 3 * HOUR_MS
    office.sync()
    issue(office, 6)
