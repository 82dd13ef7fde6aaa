"""Three stations and a centre, each on a computer and a network of its own: real processes, real multicast, a real stick.

They find one another; the centre's line is cut; a day goes on; entries and a shared note cross by themselves; a stick carries
them to the centre by its own command; the line returns; all digests agree. One computer is destroyed: nothing that was witnessed is lost.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from time import monotonic
from typing import Any

import pytest

from central.compose import init_home, open_home
from central.registry.codes import new_code
from central.registry.grants import Numbers, grant_allowance, grant_numbers
from central.registry.sites import register_site
from schemas.keep import Feeds
from tests.builders import PIN, an_application
from tests.central.doubles import STREET, WUCHANG
from tests.house.reading import HOUSE
from tests.station.sync.networks import Networks, can_make

pytestmark = [
    pytest.mark.slow,
    pytest.mark.e2e,
    pytest.mark.skipif(not can_make(), reason="network namespaces need root and ip"),
]
STATIONS = {"a": WUCHANG.site, "b": WUCHANG.site, "c": STREET.site}


class District:
    """The processes of four computers."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.networks = Networks(["centre", *STATIONS])
        self.serving: dict[str, subprocess.Popen[bytes]] = {}
        self.url = f"http://{self.networks.address('centre')}:8740"
        store = init_home(folder / "centre", "样例市局")
        with store.desk() as desk:
            for site in (WUCHANG, STREET):
                register_site(desk, desk, site)
        self.codes = {name: self._code(store, site) for name, site in STATIONS.items()}
        store.close()

    def start_centre(self) -> None:
        words = ["-m", "central", "serve", "--home", str(self.folder / "centre"), "--host", "0.0.0.0"]
        self._start("centre", [*words, "--allow-host", self.networks.address("centre")])
        assert until(lambda: self._is_open("centre", 8740), 30), self.log("centre")

    def enrol(self, name: str) -> None:
        """A home, its person, numbers and an allowance."""
        self.run(name, "enrol", "--central", self.url, "--code", self.codes[name])
        device = bytes.fromhex(self.run(name, "status")["device"])
        store = open_home(self.folder / "centre")
        with store.desk() as desk:
            for stock, code in (("invoice", "042002600104"), ("voucher", "鄂26")):
                wanted = Numbers(stock=stock, source="specimen", code=code, count=50, width=8, first=None)
                grant_numbers(desk, desk, STATIONS[name], wanted, device)
            grant_allowance(desk, desk, STATIONS[name], amount_fen=10**9, count=100, hours=72, device=device)
        store.close()
        self.run(name, "sync")
        self.run(name, "clerk", "add", "--clerk", "li", "--name", "李慧芳", "--role", "head", pin=True)

    def serve(self, name: str) -> None:
        home = str(self.folder / name)
        words = ["-m", "station", "serve", "--home", home, "--port", "8741", "--peer-port", "8742", "--no-browser"]
        self._start(name, words)
        assert until(lambda: (self.folder / name / "station.sock").exists(), 60), self.log(name)

    def run(self, name: str, *words: str, pin: bool = False, status: int = 0) -> dict[str, Any]:
        """One command on a station's computer; what it answers."""
        reader, writer = os.pipe()
        os.write(writer, PIN.encode() + b"\n")
        os.close(writer)
        line = [sys.executable, "-m", "station", *words, "--home", str(self.folder / name), "--json"]
        line += ["--pin-fd", str(reader)] if pin else []
        command = self.networks.command(name, line)
        done = subprocess.run(command, cwd=HOUSE, capture_output=True, pass_fds=[reader], check=False, timeout=120)
        os.close(reader)
        assert done.returncode == status, done.stderr.decode()
        return json.loads((done.stdout or done.stderr).decode().strip().splitlines()[-1])

    def central(self, *words: str) -> dict[str, Any]:
        """One command on the centre's computer, away from its line."""
        line = [sys.executable, "-m", "central", *words, "--home", str(self.folder / "centre"), "--json"]
        done = subprocess.run(line, cwd=HOUSE, capture_output=True, check=False, timeout=120)
        assert done.returncode == 0, done.stderr.decode()
        return json.loads(done.stdout)

    def destroy(self, name: str) -> None:
        """A computer that is no more, and its disk."""
        process = self.serving.pop(name)
        process.kill()
        process.wait(timeout=30)
        shutil.rmtree(self.folder / name)

    def sell(self, name: str, number: int) -> dict[str, Any]:
        given = self.folder / f"{name}-{number}.json"
        given.write_text(json.dumps(an_application(number)), "utf-8")
        return self.run(name, "issue", "--clerk", "li", "--in", str(given), pin=True)

    def feeds(self, name: str) -> dict[str, list[Any]]:
        return self.run(name, "ledger", "digest")["feeds"]

    def centre_digests(self) -> dict[str, list[Any]]:
        store = open_home(self.folder / "centre")
        with store.database.reading() as cursor:
            feeds = Feeds(cursor, store.database.mark)
            heads = feeds.heads()
            told = feeds.digests(heads)
            found = {author.hex(): [head.seq, head.id.hex(), told[author][1].hex()] for author, head in heads.items()}
        store.close()
        return found

    def said(self, entry: str) -> Any:
        """The application of an entry as the centre reads it, from the personal block that a witness kept sealed."""
        store = open_home(self.folder / "centre")
        with store.database.reading() as cursor:
            [block] = Feeds(cursor, store.database.mark).blocks([bytes.fromhex(entry)])
        store.close()
        return block.said["application"]

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text("utf-8", "replace")

    def close(self) -> None:
        for process in self.serving.values():
            process.terminate()
        for process in self.serving.values():
            process.wait(timeout=30)
        self.networks.close()

    def _start(self, name: str, words: list[str]) -> None:
        command = self.networks.command(name, [sys.executable, *words])
        with (self.folder / f"{name}.log").open("wb") as log:
            self.serving[name] = subprocess.Popen(command, cwd=HOUSE, stdout=log, stderr=log)

    def _is_open(self, name: str, port: int) -> bool:
        tried = f"import socket; socket.create_connection(('127.0.0.1', {port}), 2)"
        command = self.networks.command(name, [sys.executable, "-c", tried])
        return subprocess.run(command, capture_output=True, check=False).returncode == 0

    def _code(self, store: Any, site: str) -> str:
        with store.desk() as desk:
            issuer = store.issuer
            return new_code(desk, desk, store.clock, store.identity, site=site, issuer=issuer, hours=24)


def until(true: Callable[[], bool], seconds: float) -> bool:
    waiting, end = Event(), monotonic() + seconds
    while monotonic() < end:
        if true():
            return True
        waiting.wait(0.3)
    return true()


@pytest.fixture
def district(tmp_path: Path) -> Iterator[District]:
    made = District(tmp_path)
    yield made
    made.close()


def test_a_day_without_the_centre_arrives_there_by_stick_and_all_digests_agree(
    district: District, tmp_path: Path
) -> None:
    district.start_centre()
    for name in STATIONS:
        district.enrol(name)
    district.networks.pull("centre")
    for name in STATIONS:
        district.serve(name)
    sold = {name: [district.sell(name, 10 * at + n) for n in range(3)] for at, name in enumerate(STATIONS, 1)}
    authors = {name: sales[-1]["author"] for name, sales in sold.items()}

    def crossed() -> bool:
        held = [district.feeds(name) for name in STATIONS]
        return all(
            author in feeds and feeds[author] == held[0][author] for feeds in held for author in authors.values()
        )

    assert until(crossed, 90), {name: district.log(name) for name in STATIONS}
    for name in ("a", "b"):
        district.run(name, "notes", "add", "handover/420106", f"{name} 已交接", "--clerk", "li", pin=True)

    def read(name: str) -> str:
        return district.run(name, "notes", "read", "handover/420106")["text"]

    assert until(lambda: "a 已交接" in read("b") and read("a") == read("b") == read("c"), 60)
    told = district.run("a", "offline")
    assert (told["place"], told["seen"]["neighbours"]) == ("line", True)
    assert district.run("a", "sync", status=4)["error"]["code"] == "link.unreachable"

    stick, back = tmp_path / "to-centre.ysp", tmp_path / "back.ysp"
    district.run("c", "export", "--to", "centre", str(stick))
    assert district.central("exchange-file", str(stick), "--reply", str(back))["received"] > 9
    at_centre, at_c = district.centre_digests(), district.feeds("c")
    assert all(at_centre[author] == at_c[author] for author in authors.values())
    assert district.run("c", "import", str(back))["held"] == at_c[authors["c"]][0]

    last = district.sell("a", 99)
    assert until(lambda: district.run("a", "status")["witnesses"] > 0, 30)
    district.destroy("a")
    district.networks.plug("centre")
    left = [name for name in STATIONS if name != "a"]
    for name in left:
        assert until(lambda name=name: district.run(name, "sync")["equal"], 60)
    at_centre = district.centre_digests()
    assert at_centre[authors["a"]][:2] == [last["seq"], last["entry"]]
    assert district.said(last["entry"])["taxpayer"]["name"] == an_application(99)["taxpayer"]["name"]
    for name in left:
        feeds = district.feeds(name)
        assert {author: at_centre[author] for author in feeds} == feeds
