"""The first run in the window: every step, every refusal, the stick, and a crash at each step."""

from __future__ import annotations

import asyncio
import io
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

import pytest

from central.cli.parcels import enrol_file
from central.cli.streams import Streams
from central.registry.codes import new_code
from central.registry.sites import register_site
from schemas.failures import Fault
from station.compose import MachineClock, MachineIdentity
from station.counter.asking import People
from station.counter.paperwork import Printers
from station.ledger.ledger import Ledger
from station.office import Office
from station.office.enrolling import accept_carried, ask, enrol
from station.office.setting_up import SettingUp, Ways
from station.ui.screens.welcome import carry
from station.ui.screens.welcome.carry import ANSWER, REQUEST
from station.ui.screens.welcome.steps import first_run
from station.ui.sticks import Stick
from tests.builders import PIN
from tests.station.ui.hands import Clerk
from yard.demo.settings import POST
from yard.town import Town

CLOCK, CHANCE = MachineClock(), MachineIdentity()


class Computer:
    """A clean computer in a town; `start` is the program started (again), with nothing in its memory."""

    def __init__(self, folder: Path) -> None:
        self.town, self.home, self.reachable, self.settled = Town(folder), folder / "post", True, 0
        with self.town.centre.desk() as desk:
            register_site(desk, desk, POST)
            self.code = new_code(desk, desk, CLOCK, CHANCE, site=POST.site, issuer=self.town.centre.issuer)
        self.run: SettingUp | None = None

    def start(self) -> Clerk:
        if self.run:
            self.run.close()
        ways = Ways(
            home=lambda home: self.town.open(Ledger(home, CLOCK, CHANCE)),
            enrol=self._enrol,
            ask=lambda home, url, code: ask(home, url, code, CHANCE),
            accept=lambda home, data: self.town.open(accept_carried(home, data, CLOCK, CHANCE)),
        )
        self.run, clerk = SettingUp(self.home, ways), Clerk()
        screen = asyncio.run(first_run(self.run, self._settled).next(clerk))
        if screen:
            asyncio.run(clerk.show(screen))
        return clerk

    def _enrol(self, home: Path, url: str, code: str) -> Office:
        if not self.reachable:
            raise Fault("link.unreachable", url=url)
        return self.town.open(enrol(home, url, code, CLOCK, CHANCE, lambda _: self.town.link))

    async def _settled(self) -> None:
        assert self.run is not None
        self.run.finish()
        self.settled += 1


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    made = Computer(tmp_path)
    yield made
    if made.run:
        made.run.close()
    made.town.centre.close()


def by_network(clerk: Clerk, code: str) -> Clerk:
    return clerk.press("1", "Enter").fill("http://centre").fill(code).press("Enter")


def head(clerk: Clerk, again: str = PIN) -> Clerk:
    return clerk.fill("李慧芳").fill("demo").fill(PIN).fill(again)


def test_a_site_is_set_up_by_keyboard_and_opens_its_counter(computer: Computer) -> None:
    clerk = by_network(computer.start(), computer.code)
    assert "网点负责人" in clerk.words
    head(clerk).press("Enter")
    clerk.press("2", "Enter").fill("192.0.2.7:9100").press("Enter")
    assert computer.settled == 1 and computer.run is not None
    office = computer.run.finish()
    assert [one["clerk"] for one in office.ask(People())["people"]] == ["demo"]
    assert office.ask(Printers())["printers"][0]["address"] == "192.0.2.7:9100"


def test_the_pin_is_never_drawn_and_must_be_said_twice_alike(computer: Computer) -> None:
    clerk = head(by_network(computer.start(), computer.code), "135791")
    assert "两次输入的 PIN 不一样" in clerk.words
    assert PIN not in clerk.words
    clerk.fill(PIN).press("Enter")
    assert "打印机" in clerk.words and PIN not in clerk.words


def test_each_failure_is_told_in_words_and_nothing_is_lost(computer: Computer) -> None:
    clerk = computer.start().press("1", "Enter").fill("http://centre").fill("short")
    assert "登记码应为 24 个字母或数字" in clerk.words
    computer.reachable = False
    clerk.fill(computer.code).press("Enter")
    assert "连不上市局 http://centre" in clerk.words
    assert "业务照常办理" not in clerk.words
    computer.reachable = True
    clerk.press("Enter")
    assert "网点负责人" in clerk.words


def test_a_code_that_was_used_says_so_at_the_code(computer: Computer, tmp_path: Path) -> None:
    enrol(tmp_path / "other", "local", computer.code, CLOCK, CHANCE, lambda _: computer.town.link).close()
    clerk = by_network(computer.start(), computer.code)
    assert "登记码" in clerk.words and "发生了什么" in clerk.words
    assert "网点负责人" not in clerk.words.split("三步")[0]


def test_a_run_that_was_cut_off_goes_on_at_its_step(computer: Computer) -> None:
    by_network(computer.start(), computer.code)
    clerk = computer.start()
    assert "网点负责人" in clerk.words
    head(clerk).press("Enter")
    clerk = computer.start()
    assert "打印机" in clerk.words
    clerk.press("1", "Enter", "Enter")
    assert computer.settled == 1
    clerk = computer.start()
    assert computer.run is not None and not computer.run.needed


def test_a_site_without_a_line_enrols_by_stick_across_a_restart(
    computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    monkeypatch.setattr(
        carry.sticks, "plugged", lambda: (Stick(folder, 1 << 30, tuple(one.name for one in folder.iterdir())),)
    )
    clerk = computer.start().press("2", "Enter", "Enter").fill(computer.code).press("Enter", "Enter")
    assert "已写好" in clerk.words
    paper = Namespace(file=str(folder / REQUEST), reply=None)
    enrol_file(paper, Streams(io.StringIO(), io.StringIO(), lambda: b""), computer.town.centre)
    assert (folder / ANSWER).exists()
    clerk = computer.start().press("Enter").press("Enter").press("Enter")
    assert "有，可以读入" in clerk.words
    clerk.press("Enter")
    assert "网点负责人" in clerk.words


def test_an_answer_that_is_none_is_told_and_the_request_stays(
    computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ANSWER).write_bytes(b"nonsense")
    monkeypatch.setattr(carry.sticks, "plugged", lambda: (Stick(tmp_path, 1 << 30, (ANSWER,)),))
    clerk = computer.start().press("2", "Enter", "Enter").fill(computer.code).press("Enter", "Enter")
    assert "登记答复不合规定" in clerk.words
    assert computer.run is not None and computer.run.asked() is not None
