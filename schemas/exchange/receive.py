"""Taking in what another sends: each author's run is admitted as far as it holds; bad bytes are refused one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from schemas import canonical
from schemas.entry import envelope
from schemas.entry.admit import EMPTY, Enrolment, Head, Verdict, admit, enrolment
from schemas.entry.envelope import Entry
from schemas.exchange.store import FeedStore
from schemas.failures import BadInput


@dataclass(slots=True)
class Received:
    """What came of the entries of one exchange."""

    moved: dict[bytes, Head] = field(default_factory=dict[bytes, Head])
    refused: list[tuple[bytes, str]] = field(default_factory=list[tuple[bytes, str]])
    forked: list[Entry] = field(default_factory=list[Entry])
    known: int = 0
    kept: int = 0


def receive(spelled: Iterable[bytes], store: FeedStore, issuer: bytes) -> Received:
    """Admit entries in the order in which they stand, feed by feed; store each feed's run in one piece."""
    received = Received()
    by_author: dict[bytes, list[Entry]] = {}
    for data in spelled:
        try:
            entry = envelope.read(data)
        except BadInput as fault:
            received.refused.append((canonical.digest(data), fault.code))
            continue
        by_author.setdefault(entry.author, []).append(entry)
    heads = store.heads(by_author)
    for author, entries in by_author.items():
        _run(entries, heads.get(author, EMPTY), store, issuer, received)
    return received


def _run(entries: list[Entry], head: Head, store: FeedStore, issuer: bytes, received: Received) -> None:
    key = store.device_key(entries[0].author)
    opened: Enrolment | None = None
    run: list[Entry] = []
    for entry in entries:
        if key is None:
            opened = _opening(entry, issuer, received)
            if opened is None:
                continue
            key = opened.key
        held = _held(entry, run, store) if entry.seq <= head.seq else None
        verdict = admit(entry, head, key, held=held)
        if verdict is Verdict.ADMITTED:
            run.append(entry)
            head = Head(entry.seq, entry.id)
        else:
            _turned_away(entry, verdict, received)
    if run:
        store.keep(run, opened)
        received.moved[run[0].author] = head
        received.kept += len(run)


def _held(entry: Entry, run: list[Entry], store: FeedStore) -> bytes | None:
    """The id held at this entry's place, in the run at hand or in the store."""
    if run and entry.seq >= run[0].seq:
        return run[entry.seq - run[0].seq].id
    return store.id_at(entry.author, entry.seq)


def _opening(entry: Entry, issuer: bytes, received: Received) -> Enrolment | None:
    try:
        return enrolment(entry, issuer)
    except BadInput as fault:
        received.refused.append((entry.id, fault.code))
        return None


def _turned_away(entry: Entry, verdict: Verdict, received: Received) -> None:
    if verdict is Verdict.KNOWN:
        received.known += 1
        return
    if verdict is Verdict.FORKED:
        received.forked.append(entry)
    received.refused.append((entry.id, f"admit.{verdict.value}"))
