"""The line is cut and the machine stops at 200 seeded places of printing: forms used are forms accounted for, none twice."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from random import Random

import pytest

from station.office.papering import Wanted
from station.office.print_room import PrintRoom, reprint_of
from station.office.printing import LedgerJobs
from station.print.jobs import State
from station.print.setting import PrinterSetting
from tests.builders import Bureau
from tests.station.office.forms_desk import Desk, a_desk
from yard.fakes.form_printer import FormPrinter
from yard.fakes.memory_jobs import Stopped

TIMES, SEED, FORMS_IN_BOX = 200, 20260918, 999


def kind_of(data: bytes) -> str:
    return data.split()[0].decode()


class Trial:
    """A desk whose printers fail at seeded places; a person then says what came out, by looking at the paper."""

    def __init__(self, desk: Desk, dice: Random) -> None:
        self.desk, self.dice = desk, dice
        numbers = [f"{number:08d}" for number in range(1, FORMS_IN_BOX + 1)]
        self.printers = {
            "票据": FormPrinter(kind_of, stacks={"tax-voucher": [*numbers], "ordinary-invoice": [*numbers]}),
            "小票": FormPrinter(kind_of, takes="escpos"),
        }
        self.restart()

    def restart(self) -> None:
        """A new process over the same ledger."""
        for printer in self.printers.values():
            printer.mend()
        self.desk.office.print_room = PrintRoom(self.desk.office, connect=self.connect)

    def connect(self, setting: PrinterSetting) -> FormPrinter:
        return self.printers[setting.name]

    def fail_somewhere(self) -> None:
        """One printer will fail within its next job or two: at a byte, when it is asked, or when the job is out."""
        printer = self.printers[self.dice.choice(["票据", "票据", "小票"])]
        at = self.dice.randrange(0, 60)
        match self.dice.randrange(4):
            case 0:
                printer.cable_bytes = at
            case 1:
                printer.life_bytes = at
            case 2:
                printer.dies_asked = True
            case _:
                printer.dies_after = True

    def print(self) -> None:
        try:
            self.desk.print()
        except Stopped:
            self.restart()
            self.desk.print()

    def answer(self) -> int:
        """Say what came out for every job in doubt; the number of questions."""
        self.restart()
        doubtful = LedgerJobs(self.desk.office.ledger).standing(State.UNKNOWN)
        for job in doubtful:
            setting = next(one for one in SETTINGS if one.name == job.printer)
            shift = setting.shift if setting.form(job.paper) else None
            wanted = Wanted(paper=job.paper, to=setting.takes, part=job.part, reprint=reprint_of(job), shift=shift)
            data = self.desk.office.paper_of(job.entry, wanted)
            last = self.printers[job.printer].sheets[-1:]
            came = last[0][2] if last and data.startswith(last[0][2]) else b""
            self.desk.settle(job.job, "whole" if came == data else "torn" if came else "nothing")
        return len(doubtful)


def settings() -> tuple[PrinterSetting, ...]:
    from tests.station.office.forms_desk import FORMS, SLIPS

    return FORMS, SLIPS


SETTINGS = settings()


@pytest.mark.slow
def test_forms_used_are_forms_accounted_for_wherever_printing_stops(tmp_path: Path) -> None:
    desk = a_desk(tmp_path / "post", Bureau(numbers=FORMS_IN_BOX))
    for stock in ("invoice", "voucher"):
        desk.load(stock, 1, FORMS_IN_BOX)
    trial = Trial(desk, Random(SEED))
    questions = 0
    for _ in range(TIMES):
        desk.sell()
        trial.fail_somewhere()
        trial.print()
        questions += trial.answer()
        trial.print()
        trial.answer()
        assert all(tally.equal for tally in desk.tallies())
        assert not desk.jobs(waiting=True), desk.trouble()
    assert questions > TIMES // 4, "the trial hardly failed at all"
    judge(desk, trial)
    desk.close()


def judge(desk: Desk, trial: Trial) -> None:
    """The paper that lies on the counter against the books."""
    sheets = trial.printers["票据"].sheets
    whole = [(kind, number, data) for kind, number, data in sheets if data.endswith(b"\n")]
    for kind, number, data in whole:
        assert data.split()[1].decode() == number, f"{kind} {number} carries another number"
    assert max(Counter((kind, number) for kind, number, _ in whole).values()) == 1
    for kind, tally in zip(("ordinary-invoice", "tax-voucher"), desk.tallies(), strict=True):
        used = [number for each, number, _ in sheets if each == kind]
        assert len(used) == tally.used + tally.spoiled == len(set(used))
        assert sum(each == kind for each, _, _ in whole) == tally.used
        stack = trial.printers["票据"].stacks[kind]
        assert len(stack) == tally.hand and stack[0] == f"{FORMS_IN_BOX - tally.hand + 1:08d}"
