"""Hostile bytes: no crash, no hang, bounded memory, no honest digest moves, each refusal on record with its sender.

The whole of it, 10,000 attacks, is one command: `python -m tests.faults.hostile --count 10000`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.exchange import frames, parcel, stream
from schemas.failures import BadInput, Failure
from station.counter.asking import Refused
from station.ledger import refusals
from tests.builders import SeededIdentity
from tests.faults.hostile.__main__ import attack
from tests.station.sync.town import Town, note

COUNT = 200


@pytest.mark.slow
def test_named_attacks_and_some_hundred_mutations_break_no_law(tmp_path: Path) -> None:
    told = attack(COUNT, 2, tmp_path)
    assert told["held"], told
    assert told["named"] >= 180 and told["attacks"] >= COUNT
    assert told["notes_set_aside"].keys() >= {"writing.client", "writing.content", "writing.place", "writing.size"}


def test_a_child_that_dies_is_told(tmp_path: Path) -> None:
    (tmp_path / "no-folder").touch()
    told = attack(1, 0, tmp_path / "no-folder")
    assert not told["held"] and "died" in told["broken"][0]


@settings(derandomize=True, max_examples=150, deadline=None)
@given(st.binary(max_size=600))
def test_whatever_the_bytes_a_reader_refuses_them_by_name(data: bytes) -> None:
    for read in (stream.read, frames.typed, lambda given: parcel.unpack(given, b"B" * 32)):
        with pytest.raises(BadInput):
            read(data)


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    made = Town(tmp_path)
    yield made
    made.close()


def test_what_was_refused_is_on_record_with_its_sender_and_counted(town: Town) -> None:
    here = town.station("here")
    for _ in range(2):
        with pytest.raises(Failure):
            here.answer_neighbour(b"\x00", b"p" * 16)
    with pytest.raises(Failure):
        here.take_in(b"no parcel")
    told = here.ask(Refused())["refused"]
    assert sorted((row["source"], row["reason"], row["times"]) for row in told if row["source"]) == [
        (b"p".hex() * 16, "exchange.sequence", 2)
    ]
    assert [row["reason"] for row in told if row["source"] is None] == ["parcel.not_opened"]


def test_the_record_of_refusals_is_bounded(town: Town) -> None:
    here, chance = town.station("here"), SeededIdentity(5)
    note(here)
    with here.ledger.database.write() as cursor:
        for at in range(8):
            many = [(chance.fresh(32), "admit.refused") for _ in range(refusals.MOST_AT_ONCE + 100)]
            refusals.note(cursor, b"p" * 16, many, at)
        cursor.execute("SELECT COUNT(*), MIN(last_ms) FROM refused")
        assert cursor.fetchone() == (refusals.MOST_KEPT, 3)
        assert [row.last_ms for row in refusals.newest(cursor, 2)] == [7, 7]
