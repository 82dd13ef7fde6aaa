"""The print room 打印间: one worker for each printer, each with its own queue, until the station stops."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from schemas.failures import Failure, Refusal
from schemas.words import say
from station.office import printer_settings
from station.office.form_state import current_roll
from station.office.forming import moved_queue
from station.office.papering import Wanted
from station.office.practising import is_practice
from station.office.printing import LedgerJobs
from station.print.jobs import Job
from station.print.printers import FilePrinter, Printer
from station.print.rolls import FORMS, require_on_top
from station.print.setting import PrinterSetting, connect
from station.print.spooler import Spooler
from station.settings import PRINTED

if TYPE_CHECKING:
    from station.office.office import Office

FILES = ""
"""The name of the printer that stands in while none is set up: files of the home."""
NARROW = {"slip": "slip-58", "closing-slip": "closing-slip-58"}
Connect = Callable[[PrinterSetting], Printer]


@dataclass(slots=True)
class PrintRoom:
    """`step` prints one job of a printer; `run` keeps a worker going for each until `ending`. `trouble` is why one waits."""

    office: Office
    connect: Connect = connect
    trouble: dict[str, Failure] = field(default_factory=dict[str, Failure])
    _workers: dict[str, Thread] = field(default_factory=dict[str, Thread])
    _recovered: set[str] = field(default_factory=set[str])
    _lock: Lock = field(default_factory=Lock)

    def names(self) -> list[str]:
        """The printers that are set up, and the files."""
        with self.office.ledger.database.read() as cursor:
            return [FILES, *(setting.name for setting in printer_settings.printers(cursor))]

    def recover(self) -> list[Job]:
        """After a start: jobs that may be on paper or not, on any printer; each waits for a person's word."""
        return [job for name in self.names() for job in self._recovered_at(name)]

    def step(self, name: str) -> Job | None:
        """Print the oldest job of one printer; None when nothing waits, or something does that a person must mend.

        Why it waits stands in `trouble` until the printer prints again.
        """
        spooler = self._spooler(name)
        self._recovered_at(name)
        try:
            job = spooler.step()
        except Failure as failure:
            self._note(name, failure)
            return None
        self._note(name, None)
        return job

    def keep(self, setting: PrinterSetting) -> None:
        """Set a printer up under its name; BadInput `printer.*`, Refusal `practice.no_printer`."""
        if is_practice(self.office.ledger.profile):
            raise Refusal("practice.no_printer", field="printer")
        with self.office.ledger.database.write() as cursor:
            printer_settings.keep(cursor, setting)
        self.office.announce()

    def move(self, source: str, target: str) -> int:
        """Put what waits for one printer to another; the number moved. Refusal `printer.unknown`."""
        with self.office.ledger.database.write() as cursor:
            count = moved_queue(cursor, source, target)
        self.office.announce()
        self.office.stirred.set()
        return count

    def pass_once(self) -> list[Job]:
        """Queue what was committed, and print all that can be printed now."""
        self.office.queue_papers()
        return [job for name in self.names() for job in self._drain(name)]

    def run(self, ending: Event, every_s: float) -> None:
        """Look for paper, at once when something was committed, else every so many seconds."""
        while not ending.is_set():
            if self.office.queue_papers():
                self.office.announce()
            for name in self.names():
                if not (worker := self._workers.get(name)) or not worker.is_alive():
                    self._workers[name] = Thread(target=self._work, args=(name, ending), daemon=True)
                    self._workers[name].start()
            self.office.stirred.wait(every_s)
            self.office.stirred.clear()
        for worker in self._workers.values():
            worker.join(timeout=5)

    def _recovered_at(self, name: str) -> tuple[Job, ...]:
        """Once for each printer: nothing that this process sends is older than it."""
        if name in self._recovered:
            return ()
        self._recovered.add(name)
        return self._spooler(name).recover()

    def _work(self, name: str, ending: Event) -> None:
        """Print until nothing waits; the next look starts anew."""
        while not ending.is_set() and self.step(name) is not None:
            self.office.announce()

    def _drain(self, name: str) -> list[Job]:
        jobs: list[Job] = []
        while (job := self.step(name)) is not None:
            jobs.append(job)
        return jobs

    def _note(self, name: str, failure: Failure | None) -> None:
        with self._lock:
            before = self.trouble.pop(name, None)
            if failure is not None:
                self.trouble[name] = failure
        if (before and before.code) != (failure and failure.code):
            self.office.announce()

    def _spooler(self, name: str) -> Spooler:
        setting = self._setting(name)

        def make(job: Job, kind: str) -> bytes:
            return self._make(job, kind, setting)

        def lock(job: Job) -> None:
            self._lock_form(job, setting)

        jobs = LedgerJobs(self.office.ledger, name)
        return Spooler(jobs, make, self._printer(setting), lock)

    def _setting(self, name: str) -> PrinterSetting | None:
        if name == FILES:
            return None
        with self.office.ledger.database.read() as cursor:
            return printer_settings.printer(cursor, name)

    def _printer(self, setting: PrinterSetting | None) -> Printer:
        if setting is not None:
            return self.connect(setting)
        folder = self.office.ledger.home / PRINTED
        folder.mkdir(exist_ok=True)
        return FilePrinter(folder)

    def _make(self, job: Job, kind: str, setting: PrinterSetting | None) -> bytes:
        """The paper of a job in the language of its printer."""
        narrow = setting is not None and setting.width == 58
        onto_form = setting is not None and setting.form(job.paper) is not None
        wanted = Wanted(
            paper=NARROW.get(job.paper, job.paper) if narrow else job.paper,
            to=kind,
            part=job.part,
            reprint=reprint_of(job),
            shift=setting.shift if setting and onto_form else None,
        )
        return self.office.paper_of(job.entry, wanted)

    def _lock_form(self, job: Job, setting: PrinterSetting | None) -> None:
        """Refusal `forms.*` unless the form on top is the one of this job; plain paper has no form."""
        stock = setting.form(job.paper) if setting else None
        if setting is None or stock is None:
            return
        with self.office.ledger.database.read() as cursor:
            roll = current_roll(self.office.ledger, cursor, setting.name, stock)
        require_on_top(roll, setting.name, job.code, job.number)


def reprint_of(job: Job) -> str:
    """补打 第 n 次 with reason and clerk, on every further copy of a paper that may be printed again."""
    if job.once or job.copy < 2 or job.paper in FORMS:
        return ""
    return say("print.reprint", count=job.copy - 1, reason=job.reason, clerk=job.clerk)
