"""The queue of print jobs in memory. `writes_left` lets the machine stop before a write, as a pulled plug would."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from station.print.jobs import Job, State


class Stopped(Exception):
    """The machine stopped here."""


@dataclass(slots=True)
class MemoryJobs:
    """Jobs by number, in order."""

    rows: dict[int, Job] = field(default_factory=dict[int, Job])
    writes_left: int | None = None

    def queue(self, entry: bytes, paper: str, part: int = 0) -> Job:
        """Queue the first copy of a paper, as the journal does with the entry."""
        job = Job(job=len(self.rows) + 1, entry=entry, paper=paper, part=part, copy=1, state=State.QUEUED)
        self.rows[job.job] = job
        return job

    def next(self) -> Job | None:
        """The oldest job that is queued."""
        return next(iter(self.standing(State.QUEUED)), None)

    def get(self, job: int) -> Job:
        """One job by its number."""
        return self.rows[job]

    def standing(self, state: State) -> tuple[Job, ...]:
        """All jobs in a state, oldest first."""
        return tuple(job for job in self.rows.values() if job.state is state)

    def move(self, job: int, state: State, reason: str) -> None:
        """Put a job into a state."""
        self._write()
        self.rows[job] = replace(self.rows[job], state=state, reason=reason)

    def again(self, job: int, reason: str) -> Job:
        """Queue the next copy of the same paper."""
        self._write()
        first = self.rows[job]
        same = [
            row
            for row in self.rows.values()
            if (row.entry, row.paper, row.part) == (first.entry, first.paper, first.part)
        ]
        copy = max(row.copy for row in same) + 1
        fresh = replace(first, job=len(self.rows) + 1, copy=copy, state=State.QUEUED, reason=reason)
        self.rows[fresh.job] = fresh
        return fresh

    def _write(self) -> None:
        if self.writes_left is not None:
            if not self.writes_left:
                raise Stopped
            self.writes_left -= 1
