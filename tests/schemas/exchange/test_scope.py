"""Who shares which feeds with whom: whole feeds, never another site's channel."""

from __future__ import annotations

from schemas.entry.admit import Head
from schemas.exchange.scope import carried_to_centre, shared_with_centre, shared_with_neighbour

SITES = {b"p": "authority", b"c": "channel/420106-P0103", b"x": "420106-P0103", b"y": "420111-S0061"}
HEADS = {b"p": Head(5, b"P"), b"c": Head(5, b"C"), b"x": Head(5, b"X"), b"y": Head(5, b"Y")}


def carried(named: dict[bytes, tuple[int, int, bytes]]) -> set[bytes]:
    def id_at(author: bytes, seq: int) -> bytes | None:
        return HEADS[author].id if seq == HEADS[author].seq else b"older" if seq < HEADS[author].seq else None

    return set(carried_to_centre(named, SITES, id_at, HEADS))


def test_a_neighbour_is_never_told_a_channel() -> None:
    assert shared_with_neighbour(SITES) == {b"p", b"x", b"y"}


def test_the_centre_is_told_all() -> None:
    assert shared_with_centre(SITES) == set(SITES)


def test_a_feed_that_is_held_to_the_same_place_is_shared() -> None:
    assert carried({b"y": (1, 5, b"Y"), b"x": (1, 3, b"older")}) == {b"x", b"y"}


def test_a_feed_that_is_only_named_is_not() -> None:
    assert carried({b"y": (1, 5, b"guess"), b"x": (1, 0, b"")}) == set()


def test_a_feed_of_which_the_centre_lacks_something_is_taken() -> None:
    assert carried({b"y": (1, 9, b"unseen"), b"new": (1, 2, b"unseen")}) == {b"y", b"new"}


def test_a_channel_and_the_public_feed_are_never_carried() -> None:
    assert carried({b"p": (1, 5, b"P"), b"c": (1, 5, b"C")}) == set()
