"""A station's laptop is stolen: the disk's bytes tell nothing without the passphrase, acts need the PIN, a revoked device is found out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.registry.directory import listed
from central.registry.roster import revoke
from schemas.directory import Listing
from schemas.failures import Breach, Refusal
from station.counter.asking import Findings
from station.counter.commands import OpenDay
from station.ledger.database import Database
from station.ledger.directory import Directory
from station.ledger.keys import PASSPHRASE, home_key
from station.ledger.ledger import Ledger
from station.office import Office
from tests.builders import PIN, SeededIdentity, TestClock, office_of
from tests.station.street.pair import PERSON, do, staffed
from tests.station.sync.town import SITES, Town

SECRETS = (PERSON["name"], PERSON["id"], PERSON["phone"], "样例水果店", "92420106MA4K00599X", "matter/", PIN)


def opened(town: Town, home: Path) -> Office:
    """Whoever has the disk starts the program on it."""
    return office_of(Ledger(home, TestClock(), SeededIdentity(9), patient=False), town.link, SeededIdentity(9))  # pyright: ignore[reportArgumentType] -- a link is all that is asked of the bureau


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A station under a passphrase, with a household, a case and the directory on its disk; its clerk has gone home."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(PASSPHRASE, "correct horse battery staple")
        made = Town(tmp_path_factory.mktemp("town"))
        _day(made)
        yield made
        made.offices.clear()
        made.close()


def _day(made: Town) -> None:
    office = staffed(made.station("laptop", SITES[1]))
    do(office, "household", "register", identity="92420106MA4K00599X", fields={"name": "样例水果店"})
    do(office, "matters", "accept", matter="M34", materials=["identity"], person=PERSON)
    office.sync()
    directory = Directory(office.ledger.home, office.ledger.pepper)
    said = {
        "identity": "92420106MA4K00599X",
        "name": "样例水果店",
        "operator": PERSON["name"],
        "phone": PERSON["phone"],
    }
    directory.take(Listing(1, 0, [listed(said, b"K" * 32)]))
    directory.close()
    office.close()


def test_the_bytes_of_the_disk_tell_nothing(town: Town) -> None:
    home = town.folder / "laptop"
    files = [path for path in home.rglob("*") if path.is_file()]
    assert {"ledger.db", "directory.db"} <= {path.name for path in files}
    for path in files:
        data = path.read_bytes()
        assert not any(secret.encode() in data for secret in SECRETS), path.name
        assert not data.startswith(b"SQLite format 3"), path.name


@pytest.mark.parametrize(("passphrase", "code"), [("", "keys.missing"), ("wrong horse", "ledger.unreadable")])
def test_without_the_passphrase_the_disk_does_not_open(
    town: Town, passphrase: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PASSPHRASE, passphrase)
    home = town.folder / "laptop"
    for kind in (Database, Directory):
        with pytest.raises(Breach) as caught:
            kind(home, home_key(home, create=False))
        assert caught.value.code == code


def test_without_the_pin_nothing_is_done_in_a_clerks_name(town: Town) -> None:
    office = opened(town, town.folder / "laptop")
    before = office.digest()
    with pytest.raises(Refusal) as caught:
        office.unlock("li", "000000")
    assert caught.value.code == "keys.pin_wrong"
    with pytest.raises(Refusal) as caught:
        do(office, "matters", "accept", matter="M34", materials=["identity"])
    assert caught.value.code == "keys.locked"
    assert office.digest() == before
    office.close()


def test_what_is_written_after_a_revocation_is_found_out(town: Town) -> None:
    office = opened(town, town.folder / "laptop")
    with town.store.desk() as desk:
        revoke(desk, desk, SITES[1], office.ledger.author, "stolen")
    office.unlock("li", PIN)
    office.do(OpenDay(command=office.fresh_command(), clerk="li", on="2026-09-18"))
    office.sync()
    found = office.ask(Findings())["findings"]
    office.close()
    assert "after_revocation" in {one["kind"] for one in found}
