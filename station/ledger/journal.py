"""The only point of no return: one act becomes one signed entry and its rows, in one transaction."""

from __future__ import annotations

from collections.abc import Callable

from schemas.apply import Cursor
from schemas.entry import clock, personal
from schemas.entry.admit import EMPTY, Enrolment, Head
from schemas.entry.envelope import Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.entry.personal import Block
from schemas.entry.seal import Signer
from schemas.facts import ClockJumped
from schemas.failures import Breach
from schemas.keep import Feeds
from station.ledger import names
from station.ledger.database import Database
from station.ledger.watermark import Watermark
from station.ports import Clock, Decision, Identity


class Journal:
    """Writes this device's own feed."""

    def __init__(
        self, database: Database, device: Signer, clock_: Clock, identity: Identity, watermark: Watermark
    ) -> None:
        self._database = database
        self._device = device
        self._clock = clock_
        self._identity = identity
        self._watermark = watermark
        self._hlc = 0
        self._head = EMPTY
        self._catch_up_mark()

    def commit(
        self,
        decide: Callable[[Cursor], Decision],
        *,
        command: bytes | None = None,
        clerk: Signer | None = None,
        opened: Enrolment | None = None,
    ) -> Entry:
        """Decide on what stands, write it, and return when the disk has it.

        `decide` runs inside the transaction and may refuse: then nothing is written.
        """
        with self._database.write() as cursor:
            feeds = Feeds(cursor)
            decision = decide(cursor)
            head, hlc = self._place(feeds)
            opening = self._opening(decision)
            entry = seal_entry(
                Draft(
                    author=self._device.id,
                    seq=head.seq + 1,
                    prev=head.id,
                    hlc=hlc,
                    kind=decision.kind,
                    body=body_of((*decision.facts, *self._incidents(hlc)), decision.postings, decision.pack),
                    command=command,
                    pd=personal.Block(b"", opening).commitment if opening else None,
                ),
                self._device,
                clerk,
            )
            feeds.keep([entry], opened, own=True)
            if opening is not None and decision.said is not None:
                feeds.keep_opening(entry, opening)
                names.index(cursor, entry.id, decision.said, decision.facts)
        self._hlc, self._head = entry.hlc, Head(entry.seq, entry.id)
        self._watermark.raise_to(self._head)
        return entry

    def hear(self, hlc: int) -> None:
        """Learn a peer's clock."""
        self._hlc = clock.heard(self._hlc, hlc, wall_ms=self._clock.wall_ms())

    def reading(self) -> int:
        """The logical clock as it stands now."""
        return max(self._hlc, self._clock.wall_ms() << 16)

    def _catch_up_mark(self) -> None:
        """A power cut between the commit and its mark leaves the mark behind; no older file may pass below what was written."""
        with self._database.read() as cursor:
            head = Feeds(cursor).heads([self._device.id]).get(self._device.id, EMPTY)
        if head.seq > self._watermark.head.seq:
            self._watermark.raise_to(head)

    def _place(self, feeds: Feeds) -> tuple[Head, int]:
        """Where the next entry goes, and its time. Breach `ledger.forked` when this feed has parted: it takes nothing more."""
        if feeds.branches.has_parted(self._device.id):
            raise Breach("ledger.forked", device=self._device.id.hex()[:8])
        head = feeds.heads([self._device.id]).get(self._device.id, EMPTY)
        self._watermark.expect(head)
        if head != self._head:
            last = feeds.at(self._device.id, head.seq)
            self._hlc = max(self._hlc, last.hlc if last else 0)
        return head, clock.tick(self._hlc, wall_ms=self._clock.wall_ms())

    def _incidents(self, hlc: int) -> tuple[ClockJumped, ...]:
        wall = self._clock.wall_ms()
        if clock.behind_ms(hlc, wall_ms=wall) <= clock.JUMP_MS:
            return ()
        return (ClockJumped(wall_ms=wall, logical_ms=clock.wall_of(hlc)),)

    def _opening(self, decision: Decision) -> bytes | None:
        return None if decision.said is None else personal.opening_of(self._identity.fresh(16), decision.said)


def block_of(cursor: Cursor, entry: Entry) -> Block | None:
    """The personal block of an entry, if it is held in clear."""
    return next(iter(Feeds(cursor).blocks([entry.id])), None)
