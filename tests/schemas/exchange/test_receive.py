"""Taking in what another sends: as far as it holds, in any company."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from schemas.entry import certificate, seal
from schemas.entry.admit import EMPTY, ENROLLED, Enrolment, Head
from schemas.entry.envelope import NO_ENTRY, Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.exchange.receive import receive
from schemas.facts import DeviceEnrolled

ISSUER, DEVICE = seal.Signer(b"i" * 32), seal.Signer(b"d" * 32)


class Shelf:
    """Feeds in a dictionary."""

    def __init__(self) -> None:
        self.feeds: dict[bytes, list[Entry]] = {}
        self.keys: dict[bytes, bytes] = {}

    def heads(self, authors: Iterable[bytes] | None = None) -> dict[bytes, Head]:
        return {author: Head(run[-1].seq, run[-1].id) for author, run in self.feeds.items()}

    def device_key(self, author: bytes) -> bytes | None:
        return self.keys.get(author)

    def id_at(self, author: bytes, seq: int) -> bytes | None:
        run = self.feeds.get(author, [])
        return run[seq - 1].id if seq <= len(run) else None

    def keep(self, run: Sequence[Entry], opened: Enrolment | None = None) -> None:
        if opened is not None:
            self.keys[run[0].author] = opened.key
        self.feeds.setdefault(run[0].author, []).extend(run)


def chain(length: int, twist: bytes = b"") -> list[Entry]:
    certified = certificate.Certificate(DEVICE.public, "420106-P0103", 0, 100_000)
    fact = DeviceEnrolled(
        key=DEVICE.public, box=seal.box_public(b"b" * 32), certificate=certificate.issue(certified, ISSUER)
    )
    made: list[Entry] = []
    head = EMPTY
    for seq in range(1, length + 1):
        body = body_of([fact]) if seq == 1 else {"facts": [], "twist": twist}
        prev = head.id if seq > 1 else NO_ENTRY
        kind = ENROLLED if seq == 1 else "x/1"
        entry = seal_entry(Draft(author=DEVICE.id, seq=seq, prev=prev, hlc=seq, kind=kind, body=body), DEVICE)
        made.append(entry)
        head = Head(seq, entry.id)
    return made


def take(store: Any, entries: Iterable[Entry | bytes]) -> tuple[int, list[str]]:
    spelled = [entry if isinstance(entry, bytes) else entry.data for entry in entries]
    received = receive(spelled, store, ISSUER.public)
    return received.kept, [reason for _, reason in received.refused]


def test_an_entry_that_comes_twice_in_one_stream_is_known_and_no_fork() -> None:
    one, two, three = chain(3)
    store: Any = Shelf()
    received = receive([e.data for e in (one, two, two, three)], store, ISSUER.public)
    assert (received.kept, received.known, received.forked, received.refused) == (3, 1, [], [])


def test_a_run_again_is_known_and_changes_nothing() -> None:
    entries, store = chain(4), Shelf()
    assert take(store, entries) == (4, [])
    assert take(store, entries) == (0, [])


def test_bad_bytes_are_refused_one_by_one_and_the_rest_goes_on() -> None:
    entries, store = chain(4), Shelf()
    assert take(store, [entries[0], b"\x84\x00", entries[1], entries[2]]) == (3, ["entry.shape"])


def test_a_gap_waits_for_the_true_one() -> None:
    entries, store = chain(4), Shelf()
    assert take(store, [entries[0], entries[2]]) == (1, ["admit.early"])
    assert take(store, entries[1:]) == (3, [])


def test_another_entry_at_a_place_that_is_held_is_a_fork() -> None:
    store = Shelf()
    take(store, chain(3))
    assert take(store, chain(3, twist=b"other")) == (0, ["admit.forked", "admit.forked"])


def test_an_entry_signed_by_another_is_refused() -> None:
    entries, store = chain(2), Shelf()
    changed = bytearray(entries[1].data)
    changed[-1] ^= 1
    assert take(store, [entries[0], bytes(changed)]) == (1, ["admit.refused"])
