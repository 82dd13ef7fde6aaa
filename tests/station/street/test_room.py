"""The room: numbers by kind, those first who may go first, times that add up, and a crowd that other stations read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest

from schemas.acts import Act
from schemas.acts.visits import labels, read_visit
from station.counter.questions import Report
from tests.builders import TestClock
from tests.station.street.pair import ON, PERSON, Pair, ask, do, refused


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    made = Pair(tmp_path_factory.mktemp("pair"))
    yield made
    made.close()


class Room:
    """The room of the first station on a day of its own."""

    def __init__(self, pair: Pair, on: str) -> None:
        self.pair, self.on = pair, on

    def act(self, step: str, record: str | None = None, /, **said: Any) -> dict[str, Any]:
        return do(self.pair.one, "queue", step, record, on=self.on, **said)

    def take(self, kind: str, **said: Any) -> str:
        """A number; its record."""
        return self.act("take", kind=kind, **said)["record"]

    def no(self, step: str, record: str | None = None, /, **said: Any) -> str:
        """The code of a refusal."""
        return refused(self.pair.one, "queue", step, record, on=self.on, **said)

    def told(self, name: str, /, **said: Any) -> dict[str, Any]:
        return ask(self.pair.one, "queue", name, on=self.on, **said)

    def turns(self) -> list[str]:
        """Who waits, in the order in which they are called."""
        return [one["label"] for one in self.told("list")["waiting"]]


def test_first_who_may_then_who_booked_then_who_came(pair: Pair) -> None:
    room = Room(pair, ON)
    slot = f"slot/{pair.one.ledger.profile['site']}-20260918-0900"
    booking = do(pair.one, "slots", "book", slot, kind="dues", person=PERSON)["entry"]
    room.take("dues")
    room.take("matter")
    room.take("dues", slot=slot, booking=booking, person=PERSON)
    room.take("dues", priority="old")
    assert room.turns() == ["A003", "A002", "A001", "D001"]
    assert room.no("take", kind="dues", slot=slot, booking=booking) == "queue.taken"
    assert room.no("take", kind="dues", slot=slot, booking="0" * 64) == "slots.no_booking"
    room.act("next", window="3", kinds=["matter"])
    room.act("next", window="1")
    called = room.told("list")["called"]
    assert {one["label"]: one["window"] for one in called} == {"D001": "3", "A003": "1"}
    assert room.turns() == ["A002", "A001"]
    assert room.no("next", window="3", kinds=["supply"]) == "queue.nobody"


def test_a_visit_goes_its_way_and_its_times_add_up(pair: Pair) -> None:
    room, clock = Room(pair, "2026-09-21"), cast(TestClock, pair.one.ledger.clock)
    first, second, third = (room.take("dues") for _ in range(3))
    clock.ms += 30 * 60_000
    room.act("next", window="1")
    room.act("start", first)
    clock.ms += 5 * 60_000
    room.act("transfer", first, kind="matter")
    assert room.turns() == ["A001", "A002", "A003"], "who is passed on keeps number and place"
    room.act("call", first, window="2")
    room.act("start", first)
    clock.ms += 5 * 60_000
    room.act("finish", first)
    assert room.no("finish", first) == "queue.not_now"
    room.act("next", window="1")
    room.act("absent", second)
    room.act("leave", third)
    told = room.told("times")
    counts = [told[name] for name in ("taken", "finished", "abandoned", "open", "overtime")]
    assert counts == [3, 1, 2, 0, 2]
    assert (1_800 <= told["wait_s"] <= 2_400, 600 <= told["service_s"] <= 601) == (True, True)
    assert list(told["clerks"]) == ["李慧芳"]
    assert told["kinds"]["matter"]["finished"] == 1
    sections = pair.one.ask(Report(report="volume", first=room.on, last=room.on))["sections"]
    line = next(one for one in sections if one["section"] == "room")["lines"][0]
    assert (line["numbers_count"], line["given_up_count"], line["mean_service"]) == (3, 2, "10:00")
    room.act("come_back", second)
    assert room.turns() == ["A002"]


def test_another_station_reads_how_full_it_is(pair: Pair) -> None:
    room = Room(pair, "2026-09-22")
    for _ in range(3):
        room.take("supply")
    room.act("next", window="1")
    pair.meet()
    site = pair.one.ledger.profile["site"]
    told = next(one for one in ask(pair.two, "queue", "crowd", on=room.on)["sites"] if one["site"] == site)
    assert (told["waiting"], told["serving"], told["kinds"]["supply"], bool(told["as_of"])) == (2, 0, 2, True)
    assert ask(pair.two, "queue", "list", on=room.on, site=site) == room.told("list")


def test_one_number_given_apart_is_called_twice_and_nobody_is_lost() -> None:
    given = {"kind": "dues", "number": "A001"}
    visits = [
        read_visit(
            f"visit/x-{at}", [Act(id=bytes([at]) * 32, record=f"visit/x-{at}", name="take", on=ON, detail=given)]
        )
        for at in (2, 1)
    ]
    assert labels(visits) == {"visit/x-1": "A001", "visit/x-2": "A001-2"}


@pytest.mark.parametrize(
    ("step", "record", "said", "code"),
    [
        ("take", None, {"kind": "gold"}, "street.word"),
        ("take", None, {"kind": "dues", "priority": "rich"}, "street.word"),
        ("take", None, {"kind": "dues", "slot": "slot/1"}, "street.field"),
        ("take", None, {"kind": "dues", "slot": "slot/1", "booking": "1"}, "slots.record"),
        ("call", "visit/none", {"window": "1"}, "queue.none"),
        ("call", None, {"window": "1"}, "records.record"),
        ("next", None, {"window": "1", "kinds": ["gold"]}, "street.word"),
        ("jump", None, {}, "street.step"),
    ],
)
def test_what_may_not_be_is_refused(pair: Pair, step: str, record: str | None, said: dict[str, Any], code: str) -> None:
    assert refused(pair.one, "queue", step, record, **said) == code
