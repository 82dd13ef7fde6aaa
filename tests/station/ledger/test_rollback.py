"""A restored backup: it writes nothing before its own entries have come back, and then goes on as if nothing had been."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from schemas.failures import Breach
from station.counter.asking import Find, Status
from station.counter.commands import IssueInvoice
from station.ledger.ledger import Ledger
from station.office import Office
from tests.builders import PIN, Bureau, SeededIdentity, TestClock, a_station, an_application, office_of


def reopened(home: Path, bureau: Bureau) -> Office:
    identity = SeededIdentity(3)
    office = office_of(Ledger(home, TestClock(), identity), bureau, identity)
    office.unlock("li", PIN)
    return office


@pytest.fixture
def restored(tmp_path: Path) -> tuple[Office, Bureau]:
    """A home whose ledger file is a backup taken before the last two sales, which the centre holds."""
    bureau, home = Bureau(), tmp_path / "post"
    office = a_station(home, bureau)
    office.do(IssueInvoice(clerk="li", application=an_application(1)))
    office.close()
    shutil.copy(home / "ledger.db", tmp_path / "backup.db")
    office = reopened(home, bureau)
    office.do(IssueInvoice(clerk="li", application=an_application(2)))
    office.do(IssueInvoice(clerk="li", application=an_application(3)))
    office.sync()
    office.close()
    for rest in home.glob("ledger.db-*"):
        rest.unlink()
    shutil.copy(tmp_path / "backup.db", home / "ledger.db")
    return reopened(home, bureau), bureau


def test_a_restored_backup_is_caught_before_it_writes(restored: tuple[Office, Bureau]) -> None:
    office, _ = restored
    with pytest.raises(Breach) as caught:
        office.do(IssueInvoice(clerk="li", application=an_application(4)))
    assert caught.value.code == "ledger.rolled_back"
    assert [bad["what"] for bad in office.verify(lambda _: None)["damage"]] == ["rolled_back"]
    office.close()


def test_its_own_entries_come_back_and_work_goes_on(restored: tuple[Office, Bureau]) -> None:
    office, _ = restored
    told = office.sync()
    assert told["received"] == 2 and told["equal"]
    again = office.do(IssueInvoice(clerk="li", application=an_application(3)))
    assert again["invoices"][0]["number"] == "00000003"
    assert office.do(IssueInvoice(clerk="li", application=an_application(4)))["invoices"][0]["number"] == "00000004"
    assert len(office.ask(Find("陈喆"))["found"]) == 4
    assert office.verify(lambda _: None)["damage"] == []
    assert office.sync()["equal"] and office.ask(Status())["outbox"]["count"] == 0
    office.close()
