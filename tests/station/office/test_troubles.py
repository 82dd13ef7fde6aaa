"""What befalls a ledger: a copied disk, a restored backup, a snapshot, two processes; and how work goes on afterwards."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from central.registry.codes import new_code
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.work.findings import check_signatures, found_at_centre
from schemas import signatures
from schemas.entry.seal import Signer
from schemas.failures import Breach, Refusal
from schemas.keep import Feeds
from schemas.rules.shelf import shipped_packs
from station.counter.asking import DayReport, Findings, Status, Unsettled
from station.counter.commands import (
    AppointClerk,
    IntendPayment,
    IssueInvoice,
    OpenDay,
    VoidInvoice,
)
from station.ledger.ledger import Ledger
from station.office import Office, errands
from tests.builders import PIN, NoPapers, SeededIdentity, TestClock, an_application
from tests.station.sync.town import SITES, Line, Town

ON = "2026-09-18"


class Till(Office):
    """An office that is handed a key which was unlocked before: PINs are slow on purpose."""

    def hand_key(self, signer: Signer | None) -> Signer:
        """Take the clerk's key, or show the one at hand."""
        self._unlocked["li"] = signer or self._unlocked["li"]
        return self._unlocked["li"]


class Post:
    """One post office's computers: a home that is enrolled, opened and closed, copied and put back."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.home = town.folder / "post"
        office = town.station("post")
        command = office.fresh_command()
        office.do(AppointClerk(command=command, clerk="li", name="样例李", role="head", pin=PIN, by=None))
        self.grant(office.ledger.author)
        office.sync()
        office.close()
        self.count = 0
        self.key: Signer | None = None

    def grant(self, device: bytes) -> None:
        with self.town.store.desk() as desk:
            for stock, code, width in (("invoice", "样", 8), ("voucher", "样缴", 7)):
                wanted = Numbers(stock=stock, source="specimen", code=code, count=50, width=width)
                grant_numbers(desk, desk, SITES[0], wanted, device)
            grant_allowance(desk, desk, SITES[0], amount_fen=10**9, count=40, hours=100, device=device)

    def open(self, home: Path | None = None, seed: int = 5) -> Office:
        """Sit down at a computer."""
        identity = SeededIdentity(seed + self.count * 100)
        ledger = Ledger(home or self.home, TestClock(), identity)
        office = Till(ledger, shipped_packs(), identity, NoPapers(), lambda _: self.town.link)
        if self.key is None:
            office.unlock("li", PIN)
        self.key = office.hand_key(self.key)
        return office

    def sell(self, office: Office) -> dict[str, Any]:
        self.count += 1
        return office.do(IssueInvoice(clerk="li", application=an_application(self.count)))

    def succession_code(self, office: Office) -> str:
        store = self.town.store
        with store.desk() as desk:
            return new_code(
                desk,
                desk,
                store.clock,
                store.identity,
                site=SITES[0],
                issuer=store.issuer,
                succeeds=office.ledger.author,
            )

    def at_centre(self) -> set[str]:
        with self.town.store.database.reading() as cursor:
            cursor.execute("SELECT id FROM entry")
            return {row[0].hex() for row in cursor.fetchall()}


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    town = Town(tmp_path)
    made = Post(town)
    yield made
    town.close()


def refuses_to_write(post: Post, office: Office) -> None:
    with pytest.raises(Breach) as caught:
        post.sell(office)
    assert caught.value.code == "ledger.forked"


def a_fork(post: Post, *, shared: int = 1) -> tuple[Office, Office, list[str]]:
    """A computer and its copy, both open, each with sales of its own; and every entry that a clerk was told of."""
    office = post.open()
    told = [post.sell(office)["entry"] for _ in range(shared)]
    office.close()
    shutil.copytree(post.home, post.town.folder / "copy")
    office, copy = post.open(), post.open(post.town.folder / "copy", seed=9)
    told += [post.sell(office)["entry"], post.sell(copy)["entry"], post.sell(copy)["entry"]]
    office.sync()
    copy.sync()
    office.sync()
    return office, copy, told


def test_a_copied_disk_is_found_at_the_first_contact_and_loses_nothing(post: Post) -> None:
    office, copy, told = a_fork(post)
    for one in (office, copy):
        refuses_to_write(post, one)
        (trouble,) = one.ask(Status())["parted"]
        assert (trouble["whose"], len(trouble["entries"]), len(trouble["branches"])) == ("own", 2, 2)
        assert "station succeed" in trouble["words"]
        assert "fork" in {found["kind"] for found in one.ask(Findings())["findings"]}
        assert one.verify(lambda _: None)["damage"] == []
    assert set(told) <= post.at_centre()
    assert office.digest()["feeds"] == copy.digest()["feeds"]
    office.close()
    copy.close()


def test_the_centre_finds_what_the_station_finds_under_the_same_ids(post: Post) -> None:
    office, copy, _ = a_fork(post)
    here = {(found["kind"], found["id"]) for found in office.ask(Findings())["findings"]}
    there = {(one.finding.kind, one.finding.id.hex()): one.sites for one in found_at_centre(post.town.store)}
    assert {"fork", "number_twice"} <= {kind for kind, _ in here}
    assert here <= there.keys() and all(SITES[0] in sites for kind, sites in there.items() if kind in here)
    office.succeed(post.succession_code(office), "li")
    copy.close()
    office.close()
    late = post.open(post.town.folder / "copy", seed=11)
    late.sync()
    late.close()
    assert check_signatures(post.town.store) > 0
    with post.town.store.database.reading() as cursor:
        assert signatures.progress(Feeds(cursor, post.town.store.database.mark)).unsound == 0


def test_a_succeeding_key_goes_on_with_day_intents_and_numbers_of_its_own(post: Post) -> None:
    office = post.open()
    office.do(OpenDay(command=office.fresh_command(), clerk="li", on=ON, float_fen=20_000))
    asked = office.do(
        IntendPayment(
            command=office.fresh_command(),
            clerk="li",
            on=ON,
            method="wechat",
            amount_fen=3_600,
            for_command=office.fresh_command(),
        )
    )
    office.close()
    office, copy, told = a_fork(post)
    copy.close()
    before = office.ask(DayReport(ON))
    answer = office.succeed(post.succession_code(office), "li")
    assert answer["days"] == [ON] and answer["payments"] == [asked["order_no"]] and answer["sync"]["equal"]
    sold = post.sell(office)
    assert sold["invoices"][0]["number"] == "00000051"
    assert office.ask(Unsettled())["payments"][0]["order_no"] == asked["order_no"]
    after = office.ask(DayReport(ON))
    assert (after["state"], after["float_fen"]) == ("open", 20_000)
    assert after["received_fen"] == before["received_fen"] + sold["total_fen"] and after["equal"]
    assert office.sync()["equal"] and office.verify(lambda _: None)["damage"] == []
    assert [one["whose"] for one in office.ask(Status())["parted"]] == ["closed"]
    office.close()
    again = post.open()
    assert post.sell(again)["invoices"][0]["number"] == "00000052"
    assert {*told, sold["entry"]} <= post.at_centre() | {sold["entry"]}
    again.close()


def test_a_command_given_again_after_a_succession_has_its_first_answer(post: Post) -> None:
    office = post.open()
    first = post.sell(office)
    office.close()
    office, copy, _ = a_fork(post)
    copy.close()
    office.succeed(post.succession_code(office), "li")
    assert office.do(IssueInvoice(clerk="li", application=an_application(1))) == first
    code, number = first["invoices"][0]["code"], first["invoices"][0]["number"]
    void = VoidInvoice(command=office.fresh_command(), clerk="li", code=code, number=number, reason="错", on=ON)
    with pytest.raises(Refusal) as caught:
        office.do(void)
    assert caught.value.code == "succeed.closed_feed"
    office.close()


def test_a_code_for_another_device_changes_nothing(post: Post) -> None:
    office = post.open()
    with pytest.raises(Refusal):
        office.succeed(new_enrolment(post), "li")
    assert post.sell(office)["seq"] > 1
    office.close()


def new_enrolment(post: Post) -> str:
    store = post.town.store
    with store.desk() as desk:
        return new_code(desk, desk, store.clock, store.identity, site=SITES[0], issuer=store.issuer)


def test_a_restored_backup_without_its_mark_parts_from_what_the_centre_holds(post: Post) -> None:
    office = post.open()
    kept = [post.sell(office)["entry"]]
    office.close()
    shutil.copytree(post.home, post.town.folder / "backup")
    office = post.open()
    kept.append(post.sell(office)["entry"])
    office.sync()
    office.close()
    shutil.rmtree(post.home)
    shutil.copytree(post.town.folder / "backup", post.home)
    office = post.open(seed=8)
    kept.append(post.sell(office)["entry"])
    office.sync()
    refuses_to_write(post, office)
    assert set(kept) <= post.at_centre()
    office.succeed(post.succession_code(office), "li")
    assert post.sell(office)["seq"] == 4
    office.close()


def test_a_snapshot_put_back_while_nobody_wrote_heals_by_itself(post: Post) -> None:
    """Rolled back and not written to: what the centre holds comes back, no branch begins."""
    office = post.open()
    post.sell(office)
    office.close()
    shutil.copytree(post.home, post.town.folder / "snapshot")
    office = post.open()
    last = post.sell(office)
    office.sync()
    office.close()
    shutil.rmtree(post.home)
    shutil.copytree(post.town.folder / "snapshot", post.home)
    office = post.open(seed=8)
    assert office.sync()["received"] == 1
    assert post.sell(office)["seq"] == last["seq"] + 1
    assert office.ask(Status())["parted"] == []
    office.close()


def test_two_processes_with_one_home_write_one_after_the_other(post: Post) -> None:
    office = post.open()
    script = "import sys; from station.__main__ import main; sys.exit(main(sys.argv[1:]))"
    words = [sys.executable, "-c", script, "status", "--home", str(post.home), "--json"]
    other = subprocess.run(words, capture_output=True, text=True, timeout=60)
    assert other.returncode == 4 and "ledger.busy" in other.stderr
    assert post.sell(office)["seq"] > 1
    office.close()


def test_a_neighbour_sees_a_fork_and_is_not_held_up(post: Post) -> None:
    neighbour = post.town.station("street", SITES[1])
    office, copy, told = a_fork(post)
    neighbour.sync()
    for one in (office, copy):
        errands.with_neighbour(one.ledger, SeededIdentity(77), Line(one, neighbour), neighbour.ledger.author)
    (trouble,) = neighbour.ask(Status())["parted"]
    assert trouble["whose"] == "other" and trouble["site"] == SITES[0]
    with neighbour.ledger.database.read() as cursor:
        assert all(Feeds(cursor).where(bytes.fromhex(entry)) for entry in told)
    neighbour.do(
        AppointClerk(command=neighbour.fresh_command(), clerk="wu", name="样例吴", role="head", pin=PIN, by=None)
    )
    office.close()
    copy.close()


def test_status_tells_how_far_signatures_were_checked(post: Post) -> None:
    office = post.open()
    seen = office.ask(Status())["signatures"]
    assert seen["of"] > 0 and seen["unsound"] == 0
    office.check_signatures()
    done = office.ask(Status())["signatures"]
    assert done["checked"] == done["of"] == seen["of"]
    office.close()
