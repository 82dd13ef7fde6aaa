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
        return GenerousDatabase(disk)


class GenerousDatabase(MemoryDatabase):
    """Reads the count of every allowance tenfold."""

    @contextmanager
    def write(self) -> Generator[Cursor]:
        """One transaction with the wrong eyes."""
        with super().write() as cursor:
            yield GenerousCursor(cursor)


class GenerousCursor:
    """A cursor that multiplies allowances."""

    def __init__(self, cursor: Cursor) -> None:
        self._cursor = cursor
        self._asks = False
        self.executemany = cursor.executemany
        self.fetchone = cursor.fetchone

    def execute(self, sql: str, parameters: Any = (), /) -> Any:
        """Run one statement."""
        self._asks = "FROM book_allowance WHERE" in sql
        return self._cursor.execute(sql, parameters)

    def fetchall(self) -> Any:
        """All rows, the count of an allowance tenfold."""
        found = self._cursor.fetchall()
        place = columns(AllowanceRow).index("count")
        return [(*row[:place], row[place] * 10, *row[place + 1 :]) for row in found] if self._asks else found


def _claimed(reply: bytes) -> dict[bytes, Head]:
    """What the frontier in a reply says, its signature not looked at."""
    try:
        signed: Any = canonical.decode(stream.read(reply).trailer.frontier)
        said: Any = canonical.decode(signed[2])
    except BadInput:
        return {}
    return {author: Head(seq, head) for author, (seq, head) in (said.get("feeds") or {}).items()}
