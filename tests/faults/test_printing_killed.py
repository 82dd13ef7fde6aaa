"""A real process that prints to real sockets is shot at chosen bytes of a job: one question, and nothing comes out twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from station.compose import papers_of
from station.ledger.ledger import Ledger
from station.office import Office, printer_settings
from station.office.papering import Wanted
from station.office.print_room import reprint_of
from station.office.printing import LedgerJobs
from station.print.jobs import State
from tests.builders import PIN, Bureau, SeededIdentity, TestClock, office_of
from tests.house.reading import HOUSE
from tests.station.office.forms_desk import FORMS, SLIPS, Desk, a_desk
from tests.station.print.socket_printer import SocketPrinter

KILLS, SEED = 3, 7


def shoot_at(byte: int, process: list[subprocess.Popen[bytes]]) -> Callable[[int], None]:
    """Kill the printing process when the printer has heard so many bytes of a job."""

    def heard(count: int) -> None:
        if count >= byte and process and process[0].poll() is None:
            os.kill(process[0].pid, signal.SIGKILL)

    return heard


def run_printer(home: Path, printer: SocketPrinter, byte: int | None) -> None:
    """`station printer run` in a process of its own, shot at a byte or left alone."""
    process: list[subprocess.Popen[bytes]] = []
    if byte is not None:
        printer.heard = shoot_at(byte, process)
    command = [sys.executable, "-m", "station", "printer", "run", "--home", str(home), "--json"]
    process.append(subprocess.Popen(command, cwd=HOUSE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    process[0].wait(timeout=60)
    printer.heard = lambda _: None


def answer(desk: Desk, paper: dict[str, SocketPrinter]) -> int:
    """What a person says after looking at the paper of each job in doubt."""
    doubtful = LedgerJobs(desk.office.ledger).standing(State.UNKNOWN)
    for job in doubtful:
        takes = "escpos" if job.printer == SLIPS.name else "escp2"
        shift = (0.0, 0.0) if job.number else None
        wanted = Wanted(paper=job.paper, to=takes, part=job.part, reprint=reprint_of(job), shift=shift)
        data = desk.office.paper_of(job.entry, wanted)
        last = paper[job.printer].paper[-1:]
        came = last[0] if last and data.startswith(last[0]) else b""
        desk.settle(job.job, "whole" if came == data else "torn" if came else "nothing")
    return len(doubtful)


@pytest.mark.slow
@pytest.mark.e2e
def test_a_killed_printer_process_costs_one_question_and_no_double(tmp_path: Path) -> None:
    dice = Random(SEED)
    desk = a_desk(tmp_path / "post", Bureau(numbers=50))
    for stock in ("invoice", "voucher"):
        desk.load(stock, 1, 50)
    home = desk.office.ledger.home
    with SocketPrinter() as forms, SocketPrinter() as slips:
        paper = {FORMS.name: forms, SLIPS.name: slips}
        with desk.office.ledger.database.write() as cursor:
            for setting in (FORMS, SLIPS):
                printer_settings.keep(cursor, replace(setting, address=f"127.0.0.1:{paper[setting.name].port}"))
        questions = 0
        for shot in range(KILLS):
            desk.sell()
            desk.office.close()
            name = dice.choice([FORMS.name, SLIPS.name])
            run_printer(home, paper[name], dice.randrange(1, 4_000))
            desk.office = reopened(home)
            desk.office.print_room.recover()
            questions += answer(desk, paper)
            desk.office.close()
            run_printer(home, paper[name], None)
            desk.office = reopened(home)
            assert not desk.jobs(waiting=True), f"after shot {shot}"
            assert all(tally.equal for tally in desk.tallies())
        assert questions > 0, "no kill hit a job"
        for printer in paper.values():
            assert len(printer.paper) == len(set(printer.paper)), "something came out twice"
    desk.close()


def reopened(home: Path) -> Office:
    """The same site after its process was shot, with its clerks back at the counter."""
    ledger = Ledger(home, TestClock(), SeededIdentity(SEED))
    office = office_of(ledger, Bureau(), SeededIdentity(SEED), papers_of(ledger))
    office.unlock("li", PIN)
    office.unlock("wang", PIN)
    return office
