"""A backup is whole or refused; what was restored is the same to the digest; the doctor finds what is not well."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from central.api.exchange import respond
from central.compose import init_home, open_home
from central.registry.codes import new_code
from central.registry.enrolment import enrol
from central.registry.sites import register_site
from central.store.store import Store
from central.work.convergence import convergence
from central.work.keeping import LIST, back_up, check_backup, examine, restore
from schemas.failures import BadInput, Breach, Refusal
from schemas.keep import Feeds
from tests.central.doubles import WUCHANG, Seeded, Station, StillClock


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "central"


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    made = init_home(home, "样例市局", clock=StillClock(), identity=Seeded())
    with made.desk() as desk:
        register_site(desk, desk, WUCHANG)
    yield made
    made.close()


@pytest.fixture
def station(store: Store, tmp_path: Path) -> Station:
    made = Station(tmp_path)
    with store.desk() as desk:
        code = new_code(desk, desk, store.clock, store.identity, site=WUCHANG.site, issuer=store.issuer)
    with store.desk() as desk:
        made.enrolled(enrol(made.request(code), desk, desk, desk, store.clock))
    made.sale(1, 8640)
    for _ in range(2):
        made.conclude(respond(store, made.ask()))
    return made


def digests(store: Store) -> dict[bytes, tuple[int, bytes]]:
    with store.database.reading() as cursor:
        feeds = Feeds(cursor)
        return feeds.digests(feeds.sites())


def test_what_was_restored_is_the_same_and_goes_on(store: Store, station: Station, home: Path, tmp_path: Path) -> None:
    back_up(store, home, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "again")
    again = open_home(tmp_path / "again", clock=StillClock(), identity=Seeded("again"))
    assert digests(again) == digests(store)
    station.sale(2, 700)
    station.conclude(respond(again, station.ask()))
    assert digests(again)[station.signer.id][0] == digests(store)[station.signer.id][0] + 1
    again.close()


def test_a_backup_with_a_changed_byte_is_not_restored(store: Store, home: Path, tmp_path: Path) -> None:
    back_up(store, home, tmp_path / "copy")
    path = tmp_path / "copy" / "central.json"
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Breach, match=r"keeping\.damaged"):
        restore(tmp_path / "copy", tmp_path / "again")
    assert not (tmp_path / "again").exists()


def test_a_backup_is_never_written_over_and_a_home_neither(store: Store, home: Path, tmp_path: Path) -> None:
    back_up(store, home, tmp_path / "copy")
    with pytest.raises(BadInput, match=r"keeping\.exists"):
        back_up(store, home, tmp_path / "copy")
    with pytest.raises(Refusal, match=r"central\.exists"):
        restore(tmp_path / "copy", home)
    (tmp_path / "copy" / LIST).unlink()
    with pytest.raises(BadInput, match=r"keeping\.no_backup"):
        check_backup(tmp_path / "copy")


def test_the_doctor_finds_a_healthy_home_well(store: Store, station: Station, home: Path) -> None:
    assert [sign.name for sign in examine(store, home) if not sign.well and sign.name != "disk"] == []


def test_the_doctor_finds_an_open_key_and_a_changed_book(store: Store, station: Station, home: Path) -> None:
    (home / "keys" / "gate.key").chmod(0o644)
    with store.database.writing() as cursor:
        cursor.execute("UPDATE book_voucher SET total_fen = total_fen + 1")
    unwell = {sign.name for sign in examine(store, home) if not sign.well} - {"disk"}
    assert unwell == {"keys", f"books {station.signer.id.hex()}"}


def test_the_certificate_tells_who_holds_the_same(store: Store, station: Station) -> None:
    station.conclude(respond(store, station.ask()))
    standings = {held.author: held.standing for held in convergence(store)}
    assert standings[station.signer.id] == "equal"
    station.conclude(respond(store, station.ask()))
    with store.desk() as desk:
        desk.tell(WUCHANG.site, "audit.accessed/1", [])
    assert "behind" in {held.standing for held in convergence(store)}
