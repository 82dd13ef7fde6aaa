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
    places: dict[int, int] = field(default_factory=dict[int, int])

    def queue(self, entry: bytes, paper: str, part: int = 0, form: tuple[str, str] = ("", "")) -> Job:
        """Queue the first copy of a paper, as the journal does with the entry; `form` is its code and number."""
        job = Job(
            job=len(self.rows) + 1,
            entry=entry,
            paper=paper,
            part=part,
            copy=1,
            state=State.QUEUED,
            code=form[0],
            number=form[1],
        )
        self.rows[job.job] = job
        return job

    def next(self) -> Job | None:
        """The oldest job that is queued."""
        return min(
            self.standing(State.QUEUED), key=lambda job: (self.places.get(job.job, job.job), job.job), default=None
        )

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

    def again(self, job: int, reason: str, *, clerk: str = "", in_place: bool = False) -> Job:
        """Queue the next copy of the same paper."""
        self._write()
        first = self.rows[job]
        same = [
            row
            for row in self.rows.values()
            if (row.entry, row.paper, row.part) == (first.entry, first.paper, first.part)
        ]
        copy = max(row.copy for row in same) + 1
        fresh = replace(first, job=len(self.rows) + 1, copy=copy, state=State.QUEUED, reason=reason, clerk=clerk)
        self.rows[fresh.job] = fresh
        if in_place:
            self.places[fresh.job] = self.places.get(job, job)
        return fresh

    def _write(self) -> None:
        if self.writes_left is not None:
            if not self.writes_left:
                raise Stopped
            self.writes_left -= 1
