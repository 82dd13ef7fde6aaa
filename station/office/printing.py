"""The print queue of this site at rest: papers that an act called for, in the order in which they were queued."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from schemas.apply import Cursor
from schemas.entry.envelope import Entry
from schemas.failures import Refusal
from schemas.keep import Feeds
from station.counter import closing, collecting, issuing
from station.ledger.journal import block_of
from station.ledger.ledger import Ledger
from station.print.jobs import Job, State

_AT_ONCE = 50
_NAMES = "job, seq, paper, part, copy, state, reason"


Needed = Callable[[Entry, dict[str, Any] | None], Sequence[tuple[str, int]]]
"""The papers that an entry calls for, as (paper, part), in the order in which they are printed."""


class LedgerJobs:
    """A `Jobs` over the ledger's own file; every change is on the disk when its call returns."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def catch_up(self, needed: Needed) -> int:
        """Queue the papers of what was committed since the last look, each entry's once; the number queued."""
        with self._ledger.database.write() as cursor:
            cursor.execute("SELECT seq FROM paper_mark")
            after = cursor.fetchone()[0]
            entries = Feeds(cursor).read(self._ledger.author, after, _AT_ONCE)
            rows = [(entry.seq, *paper) for entry in entries for paper in self._papers(cursor, entry, needed)]
            sql = "INSERT INTO paper (seq, paper, part, copy, state, reason) VALUES (?, ?, ?, 1, 'queued', '')"
            cursor.executemany(sql, rows)
            if entries:
                cursor.execute("UPDATE paper_mark SET seq = ?", (entries[-1].seq,))
        return len(rows)

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

    def _papers(self, cursor: Cursor, entry: Entry, needed: Needed) -> Sequence[tuple[str, int]]:
        """What one entry calls for; nothing for an act without papers, or one whose papers cannot be made any more."""
        if entry.kind == closing.CLOSE_KIND:
            return (("day-sheet", 0), ("closing-slip", 0))
        if entry.kind not in (issuing.KIND, collecting.KIND):
            return ()
        block = block_of(cursor, entry)
        return needed(entry, block.said) if block else ()

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
