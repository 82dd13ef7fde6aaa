"""From the closing slip a recovered day is proved complete, or what is missing is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from schemas.entry import claim
from station.counter.asking import DayReport
from station.counter.commands import CloseDay, IssueInvoice
from station.office import Office
from tests.builders import Bureau, SeededIdentity, a_station, an_application

ON = "2026-09-18"
IDS = SeededIdentity(9)


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[tuple[Office, claim.ClosingClaim]]:
    """A day of two sales, closed, and what its slip claims."""
    office = a_station(tmp_path / "post", Bureau())
    for number in (1, 2):
        office.do(IssueInvoice(clerk="li", application=an_application(number)))
    entry = office.do(CloseDay(command=IDS.command(), clerk="li", on=ON))
    report = office.ask(DayReport(ON))
    yield (
        office,
        claim.ClosingClaim(
            feed=office.ledger.author,
            seq=entry["seq"],
            head=bytes.fromhex(entry["entry"]),
            count=report["acts"],
            on=date.fromisoformat(ON),
            takings={"cash": report["received_fen"]},
        ),
    )
    office.close()


def proved(office: Office, closing: claim.ClosingClaim) -> dict[str, Any]:
    slip = claim.make(closing, office.ledger.device, office.ledger.standing.certificate)
    return office.verify(lambda _: None, slip)["slip"]


def test_a_whole_day_is_complete_to_the_fen(closed: tuple[Office, claim.ClosingClaim]) -> None:
    told = proved(*closed)
    assert (told["complete"], told["verdict"], told["missing"]) == (True, "complete", 0)
    assert told["takings"] == {"cash": [8_102, 8_102]}
    assert told["acts"][0] == told["acts"][1]


def test_a_day_that_ends_early_names_the_places_that_are_missing(closed: tuple[Office, claim.ClosingClaim]) -> None:
    office, closing = closed
    later = replace(closing, seq=closing.seq + 3, head=bytes(32), takings={"cash": 9_000, "wechat": 500})
    told = proved(office, later)
    assert (told["complete"], told["verdict"], told["missing"]) == (False, "missing", 3)
    assert (told["from"], told["to"]) == (closing.seq + 1, closing.seq + 3)
    assert told["takings"] == {"cash": [9_000, 8_102], "wechat": [500, 0]}


def test_another_entry_at_that_place_is_told_as_such(closed: tuple[Office, claim.ClosingClaim]) -> None:
    office, closing = closed
    told = proved(office, replace(closing, head=bytes([7]) * 32))
    assert (told["complete"], told["verdict"], told["missing"]) == (False, "other", 0)


def test_methods_that_had_no_room_are_compared_together(closed: tuple[Office, claim.ClosingClaim]) -> None:
    office, closing = closed
    told = proved(office, replace(closing, takings={"other": 8_102}))
    assert told["takings"] == {"other": [8_102, 8_102]}
