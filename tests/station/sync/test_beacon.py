"""Announcements are hints: of my city only, never my own, never more than are kept in mind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
from zeroconf import ServiceInfo

from station.sync.beacon import MOST_ADDRESSES, SERVICE, Beacon, Hint, addresses, read_hint


def announced(**changes: object) -> ServiceInfo:
    said: dict[str, object] = {
        "port": 7001,
        "properties": {"v": b"1", "city": b"c1"},
        "server": "ys-a.local.",
        "parsed_addresses": ["192.0.2.7"],
    }
    return ServiceInfo(SERVICE, f"ys-a.{SERVICE}", **(said | changes))  # type: ignore[arg-type] -- by name


def test_an_announcement_of_my_city_is_a_hint_where_to_try() -> None:
    assert read_hint(announced(), "c1", ()) == Hint(f"ys-a.{SERVICE}", ("https://192.0.2.7:7001",))


@pytest.mark.parametrize(
    "changes",
    [
        {"properties": {"v": b"1", "city": b"c2"}},
        {"properties": {"v": b"2", "city": b"c1"}},
        {"properties": {}},
        {"port": 0},
        {"parsed_addresses": []},
        {"parsed_addresses": ["2001:db8::1"]},
    ],
)
def test_one_of_another_city_or_kind_is_none(changes: dict[str, object]) -> None:
    assert read_hint(announced(**changes), "c1", ()) is None


def test_my_own_is_none_even_under_another_name() -> None:
    assert read_hint(announced(), "c1", ["https://192.0.2.7:7001"]) is None


def test_a_liar_with_many_addresses_is_tried_at_few() -> None:
    hint = read_hint(announced(parsed_addresses=[f"192.0.2.{n}" for n in range(1, 200)]), "c1", ())
    assert hint is not None and len(hint.urls) == MOST_ADDRESSES


def test_an_announcement_is_short_and_says_nothing_of_who_it_is() -> None:
    text = announced().text
    assert text is not None and len(text) < 400 and b"420106" not in text


def until(true: Callable[[], bool], seconds: float = 40.0) -> bool:
    waiting = Event()
    for _ in range(int(seconds / 0.05)):
        if true():
            return True
        waiting.wait(0.05)
    return False


def they_meet(one: Beacon, two: Beacon) -> None:
    met = until(lambda: len(one.hints()) == len(two.hints()) == 1)
    if not one.hints() and not two.hints():
        pytest.skip("multicast is off here")
    assert met, (one.hints(), two.hints())


@pytest.mark.slow
def test_who_was_announced_and_did_not_answer_is_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = Counter[str]()

    class BusyAtFirst(ServiceInfo):
        def request(self, *given: Any, **said: Any) -> bool:
            asked[self.name] += 1
            return asked[self.name] > 1 and super().request(*given, **said)

    monkeypatch.setattr("station.sync.beacon.ServiceInfo", BusyAtFirst)
    monkeypatch.setattr("station.sync.beacon.LOOK_AGAIN_S", 0.2)
    name, city = uuid4().hex[:12], uuid4().hex
    one, two = (Beacon(instance=f"{name}-{port}", city=city, port=port) for port in (7104, 7105))
    try:
        they_meet(one, two)
    finally:
        for beacon in (one, two):
            beacon.close()


@pytest.mark.slow
def test_two_with_one_name_find_one_another_and_say_goodbye() -> None:
    here = addresses()
    city = uuid4().hex
    one, two = (Beacon(instance="ys-same", city=city, port=port) for port in (7101, 7102))
    stranger = Beacon(instance="ys-other", city="c2", port=7103)
    try:
        they_meet(one, two)
        assert one.hints()[0].urls == tuple(f"https://{address}:7102" for address in here)
        assert two.hints()[0].urls == tuple(f"https://{address}:7101" for address in here)
        assert stranger.hints() == ()
        two.close()
        assert until(lambda: one.hints() == ())
    finally:
        for beacon in (one, two, stranger):
            beacon.close()
