"""The print queues of this site at rest: papers that an act called for, each on its printer, in order."""

from __future__ import annotations

from typing import Any

from schemas.apply import Cursor
from schemas.failures import Refusal
from station.ledger import lineage
from station.ledger.ledger import Ledger
from station.print.jobs import Job, State

FIELDS = "job, seq, paper, part, copy, state, reason, clerk, printer, code, number"


class LedgerJobs:
    """A `Jobs` over the ledger's own file, of one printer or of all; every change is on the disk when its call returns."""

    def __init__(self, ledger: Ledger, printer: str | None = None) -> None:
        self._ledger = ledger
        self._printer = printer

    def next(self) -> Job | None:
        """The oldest job that is queued."""
        return next(iter(self._jobs("state = 'queued' ORDER BY place, job LIMIT 1")), None)

    def get(self, job: int) -> Job:
        """One job by its number; Refusal `show.unknown`."""
        with self._ledger.database.read() as cursor:
            return job_at(self._ledger, cursor, job)

    def standing(self, state: State) -> tuple[Job, ...]:
        """All jobs in a state, oldest first."""
        return tuple(self._jobs("state = ? ORDER BY place, job", state.value))

    def move(self, job: int, state: State, reason: str) -> None:
        """Put a job into a state."""
        with self._ledger.database.write() as cursor:
            move(cursor, job, state, reason)

    def again(self, job: int, reason: str, *, clerk: str = "", in_place: bool = False) -> Job:
        """Queue the next copy of the same paper."""
        with self._ledger.database.write() as cursor:
            return job_at(self._ledger, cursor, again(cursor, job, reason, clerk=clerk, in_place=in_place))

    def _jobs(self, where: str, *values: object) -> list[Job]:
        with self._ledger.database.read() as cursor:
            if self._printer is None:
                return jobs_where(self._ledger, cursor, where, *values)
            return jobs_where(self._ledger, cursor, f"printer = ? AND {where}", self._printer, *values)


def jobs_where(ledger: Ledger, cursor: Cursor, where: str, *values: object) -> list[Job]:
    """Jobs by a condition on their columns."""
    cursor.execute(f"SELECT {FIELDS} FROM paper WHERE {where}", values)
    return [_job(ledger, cursor, *found) for found in cursor.fetchall()]


def job_at(ledger: Ledger, cursor: Cursor, job: int) -> Job:
    """One job by its number; Refusal `show.unknown`."""
    found = jobs_where(ledger, cursor, "job = ?", job)
    if not found:
        raise Refusal("show.unknown", field="job", ref=job)
    return found[0]


def move(cursor: Cursor, job: int, state: State, reason: str) -> None:
    """Put a job into a state."""
    cursor.execute("UPDATE paper SET state = ?, reason = ? WHERE job = ?", (state.value, reason, job))


def again(cursor: Cursor, job: int, reason: str, *, clerk: str = "", in_place: bool = False) -> int:
    """Queue the next copy of the same paper, behind all others or in the place of the first; its number."""
    cursor.execute(
        "INSERT INTO paper (seq, paper, part, copy, state, reason, clerk, printer, code, number, place)"
        " SELECT seq, paper, part, (SELECT MAX(copy) + 1 FROM paper AS other WHERE other.seq = paper.seq"
        " AND other.paper = paper.paper AND other.part = paper.part), 'queued', ?, ?, printer, code, number,"
        " CASE WHEN ? THEN place ELSE 0 END FROM paper WHERE job = ? RETURNING job",
        (reason, clerk, int(in_place), job),
    )
    queued: int = cursor.fetchone()[0]
    cursor.execute("UPDATE paper SET place = job WHERE job = ? AND place = 0", (queued,))
    return queued


def queue(cursor: Cursor, seq: int, paper: str, part: int, printer: str, form: tuple[str, str]) -> None:
    """Queue the first copy of a paper; `form` is the code and number on which it stands."""
    cursor.execute(
        "INSERT INTO paper (seq, paper, part, copy, state, reason, printer, code, number)"
        " VALUES (?, ?, ?, 1, 'queued', '', ?, ?, ?) RETURNING job",
        (seq, paper, part, printer, *form),
    )
    cursor.execute("UPDATE paper SET place = job WHERE job = ?", (cursor.fetchone()[0],))


def _job(ledger: Ledger, cursor: Cursor, job: int, seq: int, *rest: Any) -> Job:
    paper, part, copy, state, reason, clerk, printer, code, number = rest
    entry = lineage.paper_entry(cursor, ledger.author, seq)
    assert entry is not None, "a job's entry is held"
    return Job(
        job=job,
        entry=entry,
        paper=paper,
        part=part,
        copy=copy,
        state=State(state),
        reason=reason,
        clerk=clerk,
        printer=printer,
        code=code,
        number=number,
    )
