"""Lending of allowance between two real stations: the lender's debit first, taken over the LAN, ended by the centre."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from central.registry.grants import Numbers, grant_allowance, grant_numbers
from schemas.failures import Failure
from station.cli import Streams
from station.cli.main import run_inside
from station.counter.acts import BorrowAllowance, LendAllowance
from station.counter.asking import Findings, Status
from station.counter.commands import AppointClerk, IssueInvoice
from station.counter.questions import Loans
from station.office import Office
from station.office.errands import with_neighbour
from tests.builders import PIN, SeededIdentity, an_application
from tests.station.sync.town import SITES, Line, Town

IDS = SeededIdentity(41)
ON = "2026-09-18"
NET = 382_178


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def settled(town: Town, name: str, site: str) -> Office:
    """A station with ten numbers and an allowance of three invoices."""
    office = town.station(name, site)
    with town.store.desk() as desk:
        for stock, code in (("invoice", "样"), ("voucher", "样缴")):
            wanted = Numbers(stock=stock, source="specimen", code=code, count=10, width=8)
            grant_numbers(desk, desk, site, wanted, office.ledger.author)
        grant_allowance(desk, desk, site, amount_fen=10 * NET, count=3, hours=72, device=office.ledger.author)
    office.sync()
    office.do(AppointClerk(command=IDS.command(), clerk="li", name="李慧芳", role="head", pin=PIN))
    office.unlock("li", PIN)
    return office


@pytest.fixture
def pair(town: Town) -> tuple[Office, Office]:
    here, there = settled(town, "here", SITES[0]), settled(town, "there", SITES[1])
    meet(here, there)
    return here, there


def meet(one: Office, other: Office) -> None:
    with_neighbour(one.ledger, SeededIdentity(77), Line(one, other), other.ledger.author)


def issue(office: Office, number: int) -> dict[str, Any]:
    command = str(UUID(int=number, version=4))
    return office.do(IssueInvoice(clerk="li", application={**an_application(number), "command": command}))


def lend(office: Office, to: str, count: int, amount_fen: int = 0) -> dict[str, Any]:
    act = LendAllowance(command=IDS.command(), clerk="li", on=ON, to=to, count=count, amount_fen=amount_fen)
    return office.do(act)


def take(office: Office, loan: str) -> dict[str, Any]:
    return office.do(BorrowAllowance(command=IDS.command(), clerk="li", on=ON, loan=loan))


def refused(code: str, act: Any) -> None:
    with pytest.raises(Failure) as caught:
        act()
    assert caught.value.code == code


def allowance(office: Office) -> dict[str, Any]:
    return office.ask(Status())["allowance"]


def states(office: Office) -> list[str]:
    return [loan["state"] for loan in office.ask(Loans())["loans"]]


def test_a_loan_goes_over_the_lan_is_spent_and_comes_back_through_the_centre(pair: tuple[Office, Office]) -> None:
    here, there = pair
    loan = lend(here, SITES[1], 2, NET)["entry"]
    assert allowance(here)["count"] == 1 and allowance(there)["count"] == 3
    meet(here, there)
    assert states(there) == ["offered"]
    take(there, loan[:12])
    numbers = {issue(there, number)["invoices"][0]["number"] for number in range(1, 6)}
    refused("allowance.count", lambda: issue(there, 6))
    issue(here, 11)
    refused("allowance.count", lambda: issue(here, 12))
    assert len(numbers) == 5, "a loan moves no numbers"
    meet(here, there)
    assert states(here) == states(there) == ["counted"]
    there.ledger.clock.ms += 11 * 60_000  # type: ignore[attr-defined]  # the town's clock stands
    there.sync()
    assert (allowance(there)["count"], allowance(there)["spent"]["count"]) == (3, 0)
    issue(there, 6)
    meet(here, there)
    assert states(here) == ["ended"] and allowance(here)["count"] == 3
    issue(here, 12)
    assert allowance(here)["lent"]["count"] == 0
    kinds = {found["kind"] for found in here.ask(Findings())["findings"]}
    assert not kinds & {"allowance_overrun", "loan_beyond", "loan_late", "loan_unmatched"}


def test_refusals_change_nothing(pair: tuple[Office, Office]) -> None:
    here, there = pair
    before = here.digest()
    refused("lending.empty", lambda: lend(here, SITES[1], 0))
    refused("lending.beyond", lambda: lend(here, SITES[1], 4))
    refused("lending.beyond", lambda: lend(here, SITES[1], 1, 11 * NET))
    refused("lending.stranger", lambda: lend(here, "420106-P9999", 1))
    refused("lending.stranger", lambda: lend(here, here.ledger.author.hex(), 1))
    assert here.digest() == before
    loan = lend(here, there.ledger.author.hex()[:10], 1)["entry"]
    refused("lending.unknown", lambda: take(there, loan))
    refused("lending.ref", lambda: take(there, loan[:4]))
    refused("lending.not_yours", lambda: take(here, loan))
    meet(here, there)
    take(there, loan)
    refused("lending.taken", lambda: take(there, loan))
    refused("lending.beyond", lambda: lend(there, SITES[0], 4))


def test_an_offer_is_over_once_the_borrower_has_synced_and_written_on(pair: tuple[Office, Office]) -> None:
    here, there = pair
    loan = lend(here, SITES[1], 2)["entry"]
    meet(here, there)
    for number in (1, 2):
        issue(there, number)
        there.sync()
        there.ledger.clock.ms += 11 * 60_000  # type: ignore[attr-defined]  # the town's clock stands
    issue(there, 3)
    refused("lending.late", lambda: take(there, loan))


def test_lending_by_the_command_line_and_a_stick(pair: tuple[Office, Office]) -> None:
    here, there = pair
    offer = told(here, "lend", "give", "--clerk", "li", "--to", SITES[1], "--count", "1")
    parcel, _ = here.export(there.ledger.author.hex())
    there.take_in(parcel)
    assert told(there, "lend", "list")["loans"][0]["loan"] == offer["entry"]
    taken = told(there, "lend", "take", "--clerk", "li", "--loan", offer["entry"])
    assert taken["borrowed"] == {
        "loan": offer["entry"],
        "from": here.ledger.author.hex(),
        "amount_fen": 0,
        "count": 1,
    }
    assert allowance(there)["borrowed"]["count"] == 1


def told(office: Office, *words: str) -> dict[str, Any]:
    out, err = io.StringIO(), io.StringIO()
    streams = Streams(out, err, lambda: b"", lambda _: PIN)
    assert run_inside([*words, "--home", ".", "--json"], streams, office) == 0, err.getvalue()
    return json.loads(out.getvalue())
