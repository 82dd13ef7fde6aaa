"""An entry's provable interval: younger than the frontiers that stand before it, older than those that cover it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.books import ContactRow
from schemas.books.contacts import Interval, Seen, interval
from schemas.facts import ContactNoted
from tests.schemas.books.folding import Feed, Shelf

CENTRE, NEIGHBOUR = b"c" * 16, b"n" * 16


def a_contact(peer: bytes, ms: int, held: int) -> ContactNoted:
    return ContactNoted(peer=peer, frontier=bytes(32), hlc=ms << 16, held=held, heard_ms=ms)


def a_feed() -> list[ContactRow]:
    feed = Feed("post")
    feed.write()
    feed.write(a_contact(CENTRE, 1_000, 1))
    feed.write()
    feed.write(a_contact(NEIGHBOUR, 1_500, 2), a_contact(CENTRE, 2_000, 3))
    feed.write()
    return Shelf().fold(feed.entries).rows(ContactRow)


def test_nothing_stands_before_the_first_contact_and_nothing_covers_the_last_entry() -> None:
    assert interval(1, a_feed()) == Interval(None, None, 1_000, CENTRE)
    assert interval(5, a_feed()) == Interval(2_000, CENTRE, None, None)


def test_an_entry_lies_between_two_frontiers() -> None:
    assert interval(2, a_feed()) == Interval(1_000, CENTRE, 1_500, NEIGHBOUR)
    assert interval(3, a_feed()) == Interval(1_000, CENTRE, 2_000, CENTRE)


def test_the_contact_in_the_entry_itself_counts() -> None:
    assert interval(4, a_feed()).after_ms == 2_000


def test_a_frontier_that_is_held_closes_the_interval() -> None:
    assert interval(5, a_feed(), [Seen(NEIGHBOUR, 9_000, 4), Seen(CENTRE, 9_500, 5)]).until_ms == 9_500


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3)), min_size=1, max_size=20), st.data())
def test_of_honest_clocks_the_interval_holds_the_moment_and_only_narrows(
    acts: list[tuple[bool, int]], data: st.DataObject
) -> None:
    """One true clock ticks; a sync covers all that stands, and is noted with the next entry."""
    feed, now, moments = Feed("post"), 0, list[int]()
    pending: list[ContactNoted] = []
    for syncs, wait in acts:
        now += wait + 1
        if syncs and feed.entries:
            pending = [a_contact(CENTRE, now, len(feed.entries))]
            now += 1
        feed.write(*pending)
        moments.append(now)
        pending = []
    rows = Shelf().fold(feed.entries).rows(ContactRow)
    seq = data.draw(st.integers(1, len(moments)))
    found = interval(seq, rows)
    assert found.after_ms is None or found.after_ms <= moments[seq - 1]
    assert found.until_ms is None or moments[seq - 1] <= found.until_ms
    fewer = interval(seq, rows[:-1])
    assert (fewer.after_ms or 0) <= (found.after_ms or 0)
