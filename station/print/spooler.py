"""One printer's worker: first in, first out, on disk before the first byte goes out. No job is ever sent twice by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from schemas.failures import Fault, Refusal
from station.print.jobs import Event, Job, Jobs, State, after, may_print_again
from station.print.printers import Printer

NOT_REACHED = "printer.offline"
"""The one fault of `send` after which no byte has left."""
Make = Callable[[Job, str], bytes]
"""Makes a job's paper as bytes of the kind that its printer takes."""
Lock = Callable[[Job], None]
"""Refusal `forms.*` unless the form that lies on top of the printer is the one that the job needs."""


def plain(_: Job) -> None:
    """No lock: nothing pre-numbered lies in the printer."""


@dataclass(frozen=True, slots=True)
class Spooler:
    """A queue and its printer."""

    jobs: Jobs
    make: Make
    printer: Printer
    lock: Lock = plain

    def recover(self) -> tuple[Job, ...]:
        """After a start: what was being sent may be on paper or not. These jobs wait for a person's word."""
        for job in self.jobs.standing(State.SENDING):
            self._move(job, Event.LOST, "print.stopped_while_sending")
        return self.jobs.standing(State.UNKNOWN)

    def step(self) -> Job | None:
        """Print the oldest job, and say how it ended; None when nothing waits or a doubt must be settled first.

        Fault `printer.*` or Refusal `forms.*` before the first byte leaves the job queued. A paper that cannot be made
        is set aside by the code of its refusal.
        """
        job = self.jobs.next()
        if job is None or self.jobs.standing(State.UNKNOWN):
            return None
        self.lock(job)
        try:
            data = self.make(job, self.printer.takes)
        except Refusal as refused:
            return self._move(job, Event.REFUSED, refused.code)
        self.printer.require_ready()
        job = self._move(job, Event.STARTED, job.reason)
        try:
            self.printer.send(data)
        except Fault as fault:
            if fault.code == NOT_REACHED:
                self._move(job, Event.UNTOUCHED, job.reason)
                raise
            return self._move(job, Event.LOST, fault.code)
        return self._move(job, Event.FINISHED, job.reason)

    def settle(self, job: int, event: Event, reason: str = "") -> Job:
        """What a person saw come out: whole, nothing, or torn. Nothing or a torn slip queues the paper again."""
        settled = self._move(self.jobs.get(job), event, reason or event.value)
        if settled.state is State.REPRINT:
            self.jobs.again(job, settled.reason, in_place=True)
        return settled

    def print_again(self, job: int, reason: str, clerk: str = "") -> Job:
        """A further copy 补打; Refusal `print.once` for papers that are printed once under their number."""
        found = self.jobs.get(job)
        if not may_print_again(found):
            raise Refusal("print.once")
        return self.jobs.again(job, reason, clerk=clerk)

    def _move(self, job: Job, event: Event, reason: str) -> Job:
        self.jobs.move(job.job, after(job, event), reason)
        return self.jobs.get(job.job)
