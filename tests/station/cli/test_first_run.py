"""The first run: from nothing to a home with its head and printer, and what is not asked twice."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from schemas.failures import Fault
from station.cli import Openers, Streams, run
from station.compose import accept_enrolment, ask_enrolment, open_office
from station.counter.asking import People
from station.counter.paperwork import Printers
from station.office.setting_up import Ways
from tests.builders import PIN
from yard.demo.settings import POST
from yard.town import Town

GIVEN = ("--central", "http://centre", "--code", "CODE")
HEAD = ("--clerk", "demo", "--name", "李慧芳")


class Terminal:
    """A clean computer in front of a town that can enrol it; `lines` are what is typed."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        town = Town(folder)
        town.settle(POST, "home", numbers=5).close()
        town.centre.close()
        self.home, self.patch = folder / "home", monkeypatch

    def says(self, *words: str, typed: str = "") -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        self.patch.setattr(sys, "stdin", io.StringIO(typed))
        streams = Streams(out, err, lambda: b"", pin=lambda _: PIN)
        ways = Ways(home=open_office, enrol=self.no_way, ask=ask_enrolment, accept=accept_enrolment)
        openers = Openers(ways=ways, serve=lambda *_: 0, practice=lambda _: None)
        return (
            run(["setup", "--home", str(self.home), *words, "--json"], streams, openers),
            out.getvalue(),
            err.getvalue(),
        )

    def no_way(self, home: Path, url: str, code: str) -> Any:
        raise Fault("link.unreachable", url=url)


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    return Terminal(tmp_path, monkeypatch)


def test_what_stands_is_not_asked_again_and_the_printer_is_kept(terminal: Terminal) -> None:
    status, out, err = terminal.says(typed="network\n192.0.2.7:9100\n")
    assert (status, json.loads(out)["site"]) == (0, POST.site)
    assert "打印机地址" in err
    assert "入网码" not in err
    office = open_office(terminal.home)
    try:
        assert office.ask(Printers())["printers"][0]["address"] == "192.0.2.7:9100"
        assert len(office.ask(People())["people"]) == 1
    finally:
        office.close()


def test_no_printer_is_an_answer(terminal: Terminal) -> None:
    assert terminal.says("--printer", "none")[0] == 0


def test_a_printer_that_cannot_be_is_one_clear_error(terminal: Terminal) -> None:
    status, _, err = terminal.says("--printer", "telepathy", "--address", "x")
    assert status == 2
    assert [json.loads(line)["error"]["code"] for line in err.splitlines()] == ["printer.kind"]


def test_a_centre_that_does_not_answer_leaves_no_home(terminal: Terminal, tmp_path: Path) -> None:
    terminal.home = tmp_path / "clean"
    status, _, err = terminal.says(*GIVEN, *HEAD)
    assert (status, json.loads(err)["error"]["code"]) == (4, "setup.unreachable")
    assert not terminal.home.exists()


def test_a_question_that_nobody_answers_is_named(terminal: Terminal, tmp_path: Path) -> None:
    terminal.home = tmp_path / "clean"
    status, _, err = terminal.says()
    assert (status, json.loads(err.splitlines()[-1])["error"]["code"]) == (2, "cli.missing")
