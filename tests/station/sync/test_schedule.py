"""Whom to call: at most three witnesses, the same while they answer; strangers few at a time; the silent in peace."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from station.sync.schedule import (
    IDLE_MS,
    LONGEST_PAUSE_MS,
    STRANGERS,
    WITNESSES,
    Neighbour,
    answered,
    calls,
    refused,
    silent,
)

ME, NOW, STATE = b"m" * 16, 1_000_000, b"state"


def author(at: int) -> bytes:
    return bytes([at]) * 16


def known(count: int, told: bytes = b"") -> list[Neighbour]:
    return [Neighbour(url=f"https://n{at}:1", author=author(at), told=told, called_ms=NOW) for at in range(count)]


def authors(count: int) -> set[bytes | None]:
    return {author(at) for at in range(count)}


def test_three_witnesses_are_called_and_the_choice_stays() -> None:
    first = calls(ME, STATE, authors(9), known(9), NOW)
    assert len(first) == WITNESSES
    assert calls(ME, b"later", authors(9), known(9), NOW) == first


def test_every_station_chooses_others() -> None:
    chosen = {one.url for me in range(40) for one in calls(author(100 + me), STATE, authors(9), known(9), NOW)}
    assert len(chosen) == 9


def test_nobody_is_told_the_same_twice_nor_without_need() -> None:
    assert calls(ME, STATE, authors(3), known(3, told=STATE), NOW) == []
    assert calls(ME, STATE, set(), known(3), NOW) == []


def test_one_not_called_for_long_is_called_all_the_same() -> None:
    assert len(calls(ME, STATE, set(), known(3, told=STATE), NOW + IDLE_MS)) == 3


def test_a_witness_that_is_silent_gives_way_to_the_next() -> None:
    near = known(4)
    first = calls(ME, STATE, authors(4), near, NOW)
    near = [silent(one, NOW) if one == first[0] else one for one in near]
    second = calls(ME, STATE, authors(4), near, NOW)
    assert len(second) == WITNESSES and first[0].url not in {one.url for one in second}


def test_one_author_at_two_addresses_is_called_once() -> None:
    twice = [Neighbour(url=url, author=author(1)) for url in ("https://a:1", "https://b:1")]
    assert len(calls(ME, STATE, authors(2), twice, NOW)) == 1


def test_strangers_come_last_and_few_at_a_time() -> None:
    liars = [Neighbour(url=f"https://liar{at}:1") for at in range(50)]
    due = calls(ME, STATE, authors(2), [*liars, *known(2)], NOW)
    assert [one.author is None for one in due] == [False] * 2 + [True] * STRANGERS


def test_strangers_wait_while_three_witnesses_are_to_be_told_something() -> None:
    near = [Neighbour(url="https://new:1"), *known(3)]
    assert all(one.author is not None for one in calls(ME, STATE, authors(3), near, NOW))
    assert [one.author for one in calls(ME, STATE, set(), near, NOW)] == [None]


def test_my_own_address_is_not_called() -> None:
    assert calls(ME, STATE, {ME}, [Neighbour(url="https://me:1", author=ME)], NOW) == []


@settings(derandomize=True, deadline=None)
@given(st.integers(1, 50))
def test_the_pause_doubles_up_to_a_minute_and_ends(times: int) -> None:
    one = known(1)[0]
    for _ in range(times):
        one = silent(one, NOW)
    assert calls(ME, STATE, authors(1), [one], NOW + 100) == []
    assert calls(ME, STATE, authors(1), [one], NOW + LONGEST_PAUSE_MS) != []


def test_a_clock_that_jumps_back_blocks_nobody_for_ever() -> None:
    assert calls(ME, STATE, authors(1), [silent(known(1)[0], NOW)], NOW - 10_000_000) != []


def test_an_answer_ends_the_pause_and_a_no_is_the_longest() -> None:
    one = silent(known(1)[0], NOW)
    assert calls(ME, STATE, authors(1), [answered(one, author(0), b"", NOW)], NOW) != []
    assert calls(ME, STATE, authors(1), [refused(one)], NOW + LONGEST_PAUSE_MS - 1) == []
