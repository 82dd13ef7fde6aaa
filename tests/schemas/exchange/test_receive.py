"""Taking in what another sends: as far as it holds, in any company."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from schemas.entry import certificate, seal
from schemas.entry.admit import EMPTY, ENROLLED, Head
from schemas.entry.envelope import NO_ENTRY, Draft, Entry, seal_entry
from schemas.entry.kinds import body_of
from schemas.exchange.receive import receive
from schemas.facts import DeviceEnrolled
from tests.schemas.exchange.nodes import no_feeds

ISSUER, DEVICE = seal.Signer(b"i" * 32), seal.Signer(b"d" * 32)


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
    store: Any = no_feeds()
    received = receive([e.data for e in (one, two, two, three)], store, ISSUER.public)
    assert (received.kept, received.known, received.forked, received.refused) == (3, 1, [], [])


def test_a_run_again_is_known_and_changes_nothing() -> None:
    entries, store = chain(4), no_feeds()
    assert take(store, entries) == (4, [])
    assert take(store, entries) == (0, [])


def test_bad_bytes_are_refused_one_by_one_and_the_rest_goes_on() -> None:
    entries, store = chain(4), no_feeds()
    assert take(store, [entries[0], b"\x84\x00", entries[1], entries[2]]) == (3, ["entry.shape"])


def test_a_gap_waits_for_the_true_one() -> None:
    entries, store = chain(4), no_feeds()
    assert take(store, [entries[0], entries[2]]) == (1, ["admit.early"])
    assert take(store, entries[1:]) == (3, [])


def test_another_entry_at_a_place_that_is_held_is_a_fork_and_both_branches_stand() -> None:
    store, mine, other = no_feeds(), chain(3), chain(3, twist=b"other")
    take(store, mine)
    assert take(store, other) == (2, [])
    assert [(one.seq, set(one.entries)) for one in store.branches.partings()] == [(2, {mine[1].id, other[1].id})]
    assert store.heads([DEVICE.id])[DEVICE.id].seq == 1
    assert {head.id for head in store.heads().values()} == {mine[0].id, mine[2].id, other[2].id}


def test_an_entry_signed_by_another_is_refused() -> None:
    entries, store = chain(2), no_feeds()
    changed = bytearray(entries[1].data)
    changed[-1] ^= 1
    assert take(store, [entries[0], bytes(changed)]) == (1, ["admit.refused"])
