"""Appointments: one time promised at two stations apart keeps both, offers the nearest, and nobody is lost."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.acts import Act
from schemas.acts.slots import read_slot
from tests.station.street.pair import ON, PERSON, Pair, ask, do, refused

OTHER = {"name": "王磊", "id": "420106198502141237"}


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = Pair(tmp_path_factory.mktemp("pair"))
    yield made
    made.close()


def slot(pair: Pair, time: str, day: str = "20260918") -> str:
    return f"slot/{pair.one.ledger.profile['site']}-{day}-{time}"


def test_one_time_promised_twice_keeps_both_and_offers_the_nearest(pair: Pair) -> None:
    nine, half, ten = (slot(pair, time) for time in ("0900", "0930", "1030"))
    for record in (half, ten):
        do(pair.one, "slots", "open", record, room=1)
    pair.meet()
    do(pair.one, "slots", "book", nine, kind="invoice", person=PERSON)
    do(pair.two, "slots", "book", nine, kind="matter", person=OTHER)
    pair.meet()
    here = ask(pair.one, "slots", "day", on=ON)["slots"]
    there = ask(pair.two, "slots", "day", on=ON, site=pair.one.ledger.profile["site"])["slots"]
    assert [len(one["kept"]) + len(one["over"]) for one in here] == [2, 0, 0]
    assert [[one["booking"] for one in each["over"]] for each in here] == [
        [one["booking"] for one in each["over"]] for each in there
    ]
    over = here[0]["over"][0]
    assert over["offer"] == half
    do(pair.one, "slots", "move", nine, booking=over["booking"], to=half)
    pair.meet()
    for office in (pair.one, pair.two):
        told = ask(office, "slots", "day", on=ON, site=pair.one.ledger.profile["site"])["slots"]
        assert [(len(one["kept"]), len(one["over"])) for one in told] == [(1, 0), (1, 0), (0, 0)]
    held = [one for person in (PERSON, OTHER) for one in ask(pair.two, "slots", "person", person=person)["bookings"]]
    assert sorted(one["record"] for one in held) == [nine, half]
    assert all(one["kept"] for one in held)


def test_a_time_that_is_full_here_is_refused_and_one_given_up_is_free_again(pair: Pair) -> None:
    record = slot(pair, "1400")
    booked = do(pair.one, "slots", "book", record, kind="invoice", person=PERSON)
    assert refused(pair.one, "slots", "book", record, kind="invoice", person=OTHER) == "slots.full"
    assert refused(pair.one, "slots", "move", record, booking=booked["entry"], to=record) == "slots.full"
    do(pair.one, "slots", "cancel", record, booking=booked["entry"])
    assert refused(pair.one, "slots", "cancel", record, booking=booked["entry"]) == "slots.no_booking"
    do(pair.one, "slots", "book", record, kind="invoice", person=OTHER)


@pytest.mark.parametrize(
    ("step", "record", "said", "code"),
    [
        ("book", "slot/x", {"kind": "a"}, "slots.record"),
        ("book", "slot/420106-P0103-20260918-2460", {"kind": "a"}, "slots.record"),
        ("open", "slot/420106-P0103-20260918-0900", {"room": 101}, "street.field"),
        ("open", "slot/420106-P0103-20260918-0900", {"room": True}, "street.field"),
        ("sell", "slot/420106-P0103-20260918-0900", {}, "street.step"),
    ],
)
def test_what_may_not_be_is_refused(pair: Pair, step: str, record: str, said: dict[str, Any], code: str) -> None:
    assert refused(pair.one, "slots", step, record, **said) == code


@given(st.lists(st.tuples(st.sampled_from(["book", "open", "cancel"]), st.integers(0, 9)), max_size=14), st.integers())
def test_any_order_of_arrival_gives_the_same_time_and_loses_nobody(steps: list[tuple[str, int]], seed: int) -> None:
    acts: list[Act] = []
    gone: set[bytes] = set()
    for place, (name, number) in enumerate(steps, start=1):
        detail: dict[str, Any] = {"kind": "x"} if name == "book" else {"room": number % 4}
        behind: tuple[bytes, ...] = ()
        if name == "cancel":
            target = (number + 1).to_bytes(32, "big")
            detail, behind = {"bookings": [target]}, (target,) if number + 1 < place else ()
            gone.add(target)
        acts.append(Act(id=place.to_bytes(32, "big"), record="slot/1", name=name, on=ON, after=behind, detail=detail))
    found = read_slot("slot/1", acts)
    Random(seed).shuffle(acts)
    assert read_slot("slot/1", acts) == found
    booked = {act.id for act in acts if act.name == "book"}
    assert {one.entry for one in (*found.kept, *found.over)} == booked - gone
