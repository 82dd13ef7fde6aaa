"""Bugs planted at a station, by subclasses of its journal and of the simulated node."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from schemas import canonical
from schemas.apply import Cursor
from schemas.books import AllowanceRow
from schemas.books.staged import columns
from schemas.entry.admit import Enrolment, Head
from schemas.entry.envelope import Entry
from schemas.entry.seal import Signer
from schemas.exchange import stream
from schemas.exchange.answer import ask, conclude
from schemas.facts import InvoiceIssued
from schemas.failures import BadInput, Failure
from station.ledger.journal import Journal
from station.ports import Decision
from yard.fakes.memory_disk import MemoryDisk
from yard.fakes.memory_ledger import MemoryDatabase
from yard.simulate.station import StationNode


class ReusingJournal(Journal):
    """reuse_number: now and then an invoice takes the number of the one before."""

    _last = ""

    def commit(
        self,
        decide: Callable[[Cursor], Decision],
        *,
        command: bytes | None = None,
        clerk: Signer | None = None,
        opened: Enrolment | None = None,
    ) -> Entry:
        """Commit with a number that was used."""

        def planted(cursor: Cursor) -> Decision:
            decision = decide(cursor)
            return replace(decision, facts=tuple(self._changed(fact) for fact in decision.facts))

        return super().commit(planted, command=command, clerk=clerk, opened=opened)

    def _changed(self, fact: Any) -> Any:
        if not isinstance(fact, InvoiceIssued):
            return fact
        last, self._last = self._last, fact.number
        return replace(fact, number=last) if last and int(fact.number) % 7 == 0 else fact


class OverspendingJournal(ReusingJournal):
    """overspend_block: a number beyond the end of its block."""

    def _changed(self, fact: Any) -> Any:
        if not isinstance(fact, InvoiceIssued) or int(fact.number) % 9:
            return fact
        return replace(fact, number=f"{int(fact.number) + 5_000:08d}")


class TrustingStation(StationNode):
    """trust_frontier: whatever a reply says that its sender holds is believed, whoever signed it."""

    _belief: dict[bytes, Head] | None = None

    def sync(self) -> dict[str, Any]:
        """One exchange that sends only what the peer does not claim to hold."""
        standing = self.ledger.standing
        scope = frozenset({self.author, standing.authority, standing.channel})
        side, known = self.side(scope), self.believed()
        assert self.link is not None
        reply = self.link.exchange(ask(side, standing.authority, known))
        try:
            self._belief = dict(conclude(reply, side, standing.authority, known).frontier.feeds or {})
        except Failure:
            self._belief = _claimed(reply) or known
        return {}

    def believed(self) -> dict[bytes, Head]:
        """What was said last."""
        return super().believed() if self._belief is None else self._belief


class GenerousStation(StationNode):
    """overspend_allowance: the allowance is read as ten times what was granted."""

    def open_database(self, disk: MemoryDisk) -> MemoryDatabase:
        """A database that sees too much."""
        return SquintingDatabase(disk, "FROM book_allowance WHERE", _tenfold)


class ForgetfulLender(StationNode):
    """forget_debit: what was lent is spent as if it had not been."""

    def open_database(self, disk: MemoryDisk) -> MemoryDatabase:
        """A database that sees no loan of its own."""
        return SquintingDatabase(disk, "FROM book_lent WHERE", lambda _: [])


Rows = list[Any]


class SquintingDatabase(MemoryDatabase):
    """Whoever writes reads the rows of one question otherwise than they are."""

    def __init__(self, disk: MemoryDisk, question: str, seen: Callable[[Rows], Rows]) -> None:
        super().__init__(disk)
        self._question = question
        self._seen = seen

    @contextmanager
    def write(self) -> Generator[Cursor]:
        """One transaction with the wrong eyes."""
        with super().write() as cursor:
            yield SquintingCursor(cursor, self._question, self._seen)


class SquintingCursor:
    """A cursor that changes the rows of one question."""

    def __init__(self, cursor: Cursor, question: str, seen: Callable[[Rows], Rows]) -> None:
        self._cursor = cursor
        self._question = question
        self._seen = seen
        self._asks = False
        self.executemany = cursor.executemany
        self.fetchone = cursor.fetchone

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """Run one statement."""
        self._asks = self._question in sql
        return self._cursor.execute(sql, parameters)

    def fetchall(self) -> Any:
        """All rows, those of the question changed."""
        found = self._cursor.fetchall()
        return self._seen(found) if self._asks else found


def _tenfold(found: Rows) -> Rows:
    place = columns(AllowanceRow).index("count")
    return [(*row[:place], row[place] * 10, *row[place + 1 :]) for row in found]


def _claimed(reply: bytes) -> dict[bytes, Head]:
    """What the frontier in a reply says, its signature not looked at."""
    try:
        signed: Any = canonical.decode(stream.read(reply).trailer.frontier)
        said: Any = canonical.decode(signed[2])
    except BadInput:
        return {}
    return {author: Head(seq, head) for author, (seq, head) in (said.get("feeds") or {}).items()}
