"""The print queue of this site at rest: papers that an act called for, in the order in which they were queued."""

from __future__ import annotations

from typing import Any

from schemas.apply import Cursor
from schemas.failures import Refusal
from schemas.keep import Feeds
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.print.jobs import Job, State

_NAMES = "job, seq, paper, part, copy, state, reason"


class LedgerJobs:
    """A `Jobs` over the ledger's own file; every change is on the disk when its call returns."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def next(self) -> Job | None:
        """The oldest job that is queued."""
        return next(iter(self._jobs("state = 'queued' ORDER BY job LIMIT 1")), None)

    def get(self, job: int) -> Job:
        """One job by its number; Refusal `show.unknown`."""
        found = self._jobs("job = ?", job)
        if not found:
            raise Refusal("show.unknown", field="job", ref=job)
        return found[0]

    def standing(self, state: State) -> tuple[Job, ...]:
        """All jobs in a state, oldest first."""
        return tuple(self._jobs("state = ? ORDER BY job", state.value))

    def move(self, job: int, state: State, reason: str) -> None:
        """Put a job into a state."""
        with self._ledger.database.write() as cursor:
            cursor.execute("UPDATE paper SET state = ?, reason = ? WHERE job = ?", (state.value, reason, job))

    def again(self, job: int, reason: str) -> Job:
        """Queue the next copy of the same paper."""
        with self._ledger.database.write() as cursor:
            cursor.execute(
                "INSERT INTO paper (seq, paper, part, copy, state, reason)"
                " SELECT seq, paper, part, (SELECT MAX(copy) + 1 FROM paper AS other WHERE other.seq = paper.seq"
                " AND other.paper = paper.paper AND other.part = paper.part), 'queued', ? FROM paper WHERE job = ?"
                " RETURNING job",
                (reason, job),
            )
            queued = cursor.fetchone()[0]
        return self.get(queued)

    def said(self, job: Job) -> dict[str, Any] | None:
        """What the personal block of a job's entry says."""
        with self._ledger.database.read() as cursor:
            entry = Feeds(cursor).by_id(job.entry)
            block = block_of(cursor, entry) if entry else None
        return block.said if block else None

    def _jobs(self, where: str, *values: object) -> list[Job]:
        with self._ledger.database.read() as cursor:
            cursor.execute(f"SELECT {_NAMES} FROM paper WHERE {where}", values)
            return [self._job(cursor, *found) for found in cursor.fetchall()]

    def _job(
        self, cursor: Cursor, job: int, seq: int, paper: str, part: int, copy: int, state: str, reason: str
    ) -> Job:
        entry = Feeds(cursor).id_at(self._ledger.author, seq)
        assert entry is not None, "a job's entry is held"
        return Job(job=job, entry=entry, paper=paper, part=part, copy=copy, state=State(state), reason=reason)
