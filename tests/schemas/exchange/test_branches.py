"""A feed that has parted: every holder keeps both branches, with the same rows, whatever came first."""

from __future__ import annotations

from copy import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.apply import digest_of
from schemas.entry.admit import Head
from schemas.entry.envelope import Entry
from schemas.exchange.receive import receive
from tests.schemas.exchange.nodes import ISSUER, Node, a_centre, meet, no_feeds


def copied(node: Node) -> Node:
    """Another computer with a copy of the disk: the same key, the same entries, a life of its own."""
    twin = copy(node)
    twin.feeds = no_feeds()
    for author in sorted(node.feeds.sites()):
        receive(node.feeds.raw(author, 0, 1 << 30), twin.feeds, ISSUER.public)
    return twin


def sync(node: Node, other: Node, centre: Node) -> None:
    """Errands until nothing moves, each with the other's newest frontier in hand."""
    known: dict[bytes, Head] = {}
    for _ in range(12):
        before = node.feeds.heads(), other.feeds.heads()
        known = dict(meet(node, other, centre, known).frontier.feeds or {})
        if before == (node.feeds.heads(), other.feeds.heads()) and known:
            return
    raise AssertionError("no end")


def state(node: Node) -> dict[bytes, tuple[Any, bytes]]:
    """Heads and rows of all device feeds, as the tables stand."""
    cursor: Any = node.feeds._cursor
    return {author: (head, digest_of(cursor, author)) for author, head in node.feeds.heads().items()}


def a_fork(shared: int, mine: int, others: int) -> tuple[Node, Node, Node]:
    """A centre, a station and its copy, which parted behind `shared` entries."""
    centre, station = a_centre(), Node("station")
    for number in range(shared):
        station.write(n=number)
    twin = copied(station)
    for number in range(mine):
        station.write(n=number, by="station")
    for number in range(others):
        twin.write(n=number, by="twin")
    return centre, station, twin


@pytest.mark.parametrize(("shared", "mine", "others"), [(3, 2, 4), (0, 1, 1), (40, 1, 60), (5, 30, 2)])
def test_both_branches_reach_every_holder_with_the_same_rows(shared: int, mine: int, others: int) -> None:
    centre, station, twin = a_fork(shared, mine, others)
    for node in (station, twin, station):
        sync(node, centre, centre)
    assert {head.id for head in centre.feeds.heads().values()} >= {station.head.id, twin.head.id}
    wanted = {author: found for author, found in state(centre).items() if author != centre.id}
    for node in (station, twin):
        sync(node, centre, centre)
        assert {author: found for author, found in state(node).items() if author in wanted} == wanted
    (parting,) = centre.feeds.branches.partings()
    assert (parting.device, parting.seq, len(parting.entries)) == (station.id, shared + 2, 2)


def test_a_neighbour_learns_of_a_fork_and_carries_it_on() -> None:
    centre, station, twin = a_fork(4, 3, 3)
    neighbour, late = Node("neighbour"), Node("late")
    sync(station, neighbour, centre)
    sync(twin, late, centre)
    sync(neighbour, late, centre)
    assert neighbour.feeds.branches.has_parted(station.id) and late.feeds.branches.has_parted(station.id)
    heads = {author: head for author, head in state(neighbour).items() if author not in (neighbour.id, late.id)}
    assert {author: state(late)[author] for author in heads} == heads


def test_a_third_copy_parts_a_branch_again() -> None:
    centre, station, twin = a_fork(2, 4, 2)
    third = copied(station)
    station.write(by="station again")
    third.write(by="third")
    for node in (twin, third, station, twin, third):
        sync(node, centre, centre)
    assert len(centre.feeds.branches.partings()) == 2
    wanted = {author: found for author, found in state(centre).items() if author != centre.id}
    for node in (station, twin, third):
        sync(node, centre, centre)
        assert {author: state(node)[author] for author in wanted} == wanted


def test_entries_that_come_later_go_on_at_their_own_branch() -> None:
    centre, station, twin = a_fork(2, 1, 1)
    sync(station, centre, centre)
    sync(twin, centre, centre)
    late = [twin.seal({"facts": [], "late": number}, "note/1") for number in range(3)]
    received = receive([entry.data for entry in late], centre.feeds, ISSUER.public)
    assert (received.kept, received.refused) == (3, [])
    assert twin.head in centre.feeds.heads().values()


def test_one_signature_proves_nothing() -> None:
    """An entry behind one that is not held, an entry of a wrong key, and the same payload signed twice freeze nobody."""
    centre, station, twin = a_fork(2, 2, 2)
    sync(station, centre, centre)
    strange = Node("strange")
    forged = [replaced(entry, strange) for entry in twin.feeds.read(twin.id, 3, 9)]
    received = receive([entry.data for entry in forged], centre.feeds, ISSUER.public)
    assert (received.kept, received.forked) == (0, [])
    ahead = twin.seal({"facts": []}, "note/1")
    receive([ahead.data], centre.feeds, ISSUER.public)
    assert not centre.feeds.branches.has_parted(station.id)


def test_a_proof_without_its_place_closes_the_feed_until_the_branch_is_known() -> None:
    centre, station, twin = a_fork(6, 3, 3)
    sync(station, centre, centre)
    last = twin.feeds.read(twin.id, twin.head.seq - 1, 1)[0]
    received = receive([last.data], centre.feeds, ISSUER.public)
    assert [reason for _, reason in received.refused] == ["admit.forked"]
    assert centre.feeds.branches.has_parted(station.id)
    sync(twin, centre, centre)
    assert twin.head in centre.feeds.heads().values()
    assert not centre.feeds.doubts([station.id])


def replaced(entry: Entry, signer: Node) -> Entry:
    """The same words under another's signature."""
    from schemas.entry.envelope import Draft, seal_entry

    draft = Draft(author=entry.author, seq=entry.seq, prev=entry.prev, hlc=entry.hlc, kind=entry.kind, body=entry.body)
    return seal_entry(draft, signer.signer)


def go_on(node: Node) -> None:
    """One more entry behind a node's own last one, whatever it knows of the other branch."""
    entry = node.seal({"facts": []}, "note/1")
    assert receive([entry.data], node.feeds, ISSUER.public).kept == 1


@settings(max_examples=25)
@given(st.lists(st.sampled_from("STNmtcd"), max_size=14))
def test_any_order_of_meetings_ends_in_the_same_rows(steps: list[str]) -> None:
    """S, T: station and twin go on; m, t, c, d: somebody meets somebody; at last everybody meets the centre."""
    centre, station, twin = a_fork(2, 1, 1)
    neighbour = Node("neighbour")
    for step in steps:
        match step:
            case "S":
                go_on(station)
            case "T":
                go_on(twin)
            case "N":
                neighbour.write(by="neighbour")
            case "m":
                sync(neighbour, station, centre)
            case "t":
                sync(neighbour, twin, centre)
            case "c":
                sync(neighbour, centre, centre)
            case _:
                sync(twin, centre, centre)
    for _ in range(2):
        for node in (station, twin, neighbour):
            sync(node, centre, centre)
    wanted = {author: found for author, found in state(centre).items() if author != centre.id}
    for node in (station, twin, neighbour):
        assert {author: state(node)[author] for author in wanted} == wanted
