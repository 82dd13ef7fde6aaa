"""Taking in what another sends: each author's runs are admitted as far as they hold; bad bytes are refused one by one.

A run is authenticated by the signature of its last entry and the hash chain before anything is stored (cheap trust); the
signatures inside it are checked afterwards, entry by entry (`schemas.checking`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from schemas import canonical
from schemas.entry import envelope
from schemas.entry.admit import EMPTY, Enrolment, Head, enrolment
from schemas.entry.envelope import Entry
from schemas.exchange.store import FeedStore
from schemas.failures import BadInput

RUN_ENTRIES = 1_000
RUN_BYTES = 1 << 20
"""What one signature vouches for at most."""


_CLOSED = Head(0, b"")
"""No entry follows here."""


@dataclass(slots=True)
class Received:
    """What came of the entries of one exchange; `forked` proves that a feed has parted, `parted` are branches that began."""

    moved: dict[bytes, Head] = field(default_factory=dict[bytes, Head])
    refused: list[tuple[bytes, str]] = field(default_factory=list[tuple[bytes, str]])
    forked: list[Entry] = field(default_factory=list[Entry])
    parted: set[bytes] = field(default_factory=set[bytes])
    committed: list[bytes] = field(default_factory=list[bytes])
    """Entries that were kept and commit to a personal block."""
    known: int = 0
    kept: int = 0
    clock: int = 0
    """What the other's logical clock said."""


def receive(spelled: Iterable[bytes], store: FeedStore, issuer: bytes) -> Received:
    """Admit entries in the order in which they stand, feed by feed; store each run in one piece."""
    received = Received()
    by_author: dict[bytes, list[bytes]] = {}
    for data in spelled:
        by_author.setdefault(envelope.author_said(data), []).append(data)
    for author, run in by_author.items():
        _Incoming(author, store, issuer, received).take(_read(run, received))
    return received


def _read(spelled: Iterable[bytes], received: Received) -> Iterator[Entry]:
    """Entries one by one, as they are asked for: decoded, hostile bytes may take seventy times their length."""
    for data in spelled:
        try:
            yield envelope.read(data)
        except BadInput as fault:
            received.refused.append((canonical.digest(data), fault.code))


def authenticated(run: Sequence[Entry], device_key: bytes) -> int:
    """How many entries of a linked run, from its first, stand under a signature that holds: their own or a later one."""
    return next((count for count in range(len(run), 0, -1) if run[count - 1].signed_by(device_key)), 0)


class _Incoming:
    """One author's entries on their way in: a run at hand, and the stretch at whose head it goes on."""

    def __init__(self, author: bytes, store: FeedStore, issuer: bytes, received: Received) -> None:
        self._author, self._store, self._issuer, self._received = author, store, issuer, received
        self._key = store.device_key(author)
        self._stretch = author
        self._head = store.heads([author]).get(author, EMPTY) if store.is_open(author) else _CLOSED
        self._opened: Enrolment | None = None
        self._run: list[Entry] = []
        self._bytes = 0
        self._agreed = 0

    def take(self, entries: Iterable[Entry]) -> None:
        """Take them in, one run after another."""
        for entry in entries:
            if self._key is None and not self._opens(entry):
                continue
            if entry.prev != self._head.id or entry.seq != self._head.seq + 1:
                self._store_run()
                if not self._elsewhere(entry):
                    continue
            self._append(entry)
        self._store_run()
        if self._agreed:
            self._store.agree(self._author, self._agreed)

    def _append(self, entry: Entry) -> None:
        if len(self._run) >= RUN_ENTRIES or self._bytes >= RUN_BYTES:
            self._store_run()
            if entry.prev != self._head.id:
                self._turn_away(entry, "admit.refused")
                return
        self._run.append(entry)
        self._bytes += len(entry.data)
        self._head = Head(entry.seq, entry.id)

    def _opens(self, entry: Entry) -> bool:
        """Whether a stranger's feed begins with this entry."""
        try:
            self._opened = enrolment(entry, self._issuer)
        except BadInput as fault:
            self._turn_away(entry, fault.code)
            return False
        self._key = self._opened.key
        return True

    def _store_run(self) -> None:
        """Store what a signature vouches for; what stands behind the last that holds is refused."""
        if not self._run:
            return
        assert self._key is not None, "a run is of a feed whose key is known"
        good = authenticated(self._run, self._key)
        run, rest = self._run[:good], self._run[good:]
        if run:
            self._store.keep(run, self._opened, branch=self._stretch)
            self._received.kept += len(run)
            self._received.committed += [entry.id for entry in run if entry.pd is not None]
            self._received.moved[self._stretch] = Head(run[-1].seq, run[-1].id)
            self._opened = None
        for entry in rest:
            self._turn_away(entry, "admit.refused")
        if rest:
            self._head = Head(rest[0].seq - 1, rest[0].prev)
            self._key = self._store.device_key(self._author)
        self._run, self._bytes = [], 0

    def _elsewhere(self, entry: Entry) -> bool:
        """An entry that does not follow the head at hand: whether it follows another one, to which the run then goes."""
        key = self._store.device_key(self._author)
        held = self._store.where(entry.id)
        if held is not None:
            self._received.known += 1
            self._agreed = max(self._agreed, entry.seq)
            return self._go_on_at(entry, held[0])
        if key is None or not entry.signed_by(key):
            return self._turn_away(entry, "admit.refused")
        before = self._store.where(entry.prev) if entry.seq > 1 else (self._author, 0)
        if before is not None and before[1] == entry.seq - 1:
            return self._behind(entry, before[0])
        return self._loose(entry)

    def _go_on_at(self, entry: Entry, stretch: bytes) -> bool:
        """What is known points to where the next one may follow."""
        head = self._store.heads([stretch]).get(stretch, EMPTY)
        if entry.id == head.id and self._store.is_open(stretch):
            self._stretch, self._head = stretch, head
        return False

    def _behind(self, entry: Entry, stretch: bytes) -> bool:
        """The entry follows one that is held: the head of a branch, or a place behind which another stands already."""
        head = self._store.heads([stretch]).get(stretch, EMPTY)
        if head.id == entry.prev and self._store.is_open(stretch):
            self._stretch, self._head = stretch, head
            return True
        if entry.payload in self._store.followers(self._author, entry.seq):
            return self._turn_away(entry, "admit.refused")
        self._received.forked.append(entry)
        name = self._store.part(entry)
        if name is None:
            return self._turn_away(entry, "admit.forked")
        self._received.parted |= {name, *self._store.stretches(self._author)}
        self._received.moved[name] = Head(entry.seq, entry.id)
        self._received.kept += 1
        self._received.committed += [entry.id] if entry.pd is not None else []
        self._stretch, self._head = name, Head(entry.seq, entry.id)
        return False

    def _loose(self, entry: Entry) -> bool:
        """Signed, and nothing is held that it follows: it waits, or proves that the feed has parted somewhere before it."""
        others = self._store.followers(self._author, entry.seq)
        if not others:
            return self._turn_away(entry, "admit.early" if entry.seq > self._head.seq + 1 else "admit.refused")
        if entry.payload in others:
            return self._turn_away(entry, "admit.refused")
        self._received.forked.append(entry)
        self._store.keep_stray(entry, self._agreed)
        return self._turn_away(entry, "admit.forked")

    def _turn_away(self, entry: Entry, reason: str) -> bool:
        self._received.refused.append((entry.id, reason))
        return False
