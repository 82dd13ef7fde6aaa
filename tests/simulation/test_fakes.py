"""The simulation's own disk and lines: what they promise, and what they take."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

import pytest

from schemas.failures import BadInput, Fault, Refusal
from yard.fakes.lossy_link import LossyLink, Weather
from yard.fakes.memory_disk import CUT, FULL, MemoryDisk, PowerCut
from yard.fakes.memory_ledger import MemoryDatabase, empty_disk
from yard.fakes.stick import MemoryStick
from yard.fakes.virtual_clock import Timeline, VirtualClock

KEEP = "INSERT INTO secret (name, value) VALUES (?, ?)"


def names(disk: MemoryDisk) -> list[str]:
    cursor = disk.connection.cursor()
    cursor.execute("SELECT name FROM secret ORDER BY name")
    return [name for (name,) in cursor.fetchall()]


def keep(disk: MemoryDisk, *told: str) -> None:
    with MemoryDatabase(disk).write() as cursor:
        for name in told:
            cursor.execute(KEEP, (name, b""))


@pytest.mark.parametrize(("writes", "kept"), [(0, []), (1, []), (2, []), (3, ["a", "b"])])
def test_a_power_cut_between_two_writes_leaves_all_of_a_transaction_or_nothing(writes: int, kept: list[str]) -> None:
    disk = empty_disk()
    disk.arm(CUT, writes)
    with pytest.raises(PowerCut):
        keep(disk, "a", "b")
    assert names(disk.survivor()) == kept
    keep(disk.survivor(), "c")


def test_an_honest_disk_keeps_every_commit_and_a_lying_one_does_not() -> None:
    honest, lying = empty_disk(), empty_disk(sync_every=3)
    for disk in (honest, lying):
        for name in "abcde":
            keep(disk, name)
    assert names(honest.survivor()) == list("abcde")
    assert names(lying.survivor()) == list("abc")


def test_a_full_disk_is_a_fault_that_changes_nothing() -> None:
    disk = empty_disk()
    disk.arm(FULL, 1)
    with pytest.raises(Fault) as caught:
        keep(disk, "a", "b")
    assert caught.value.code == "ledger.disk_full"
    assert names(disk) == []


def test_a_copied_disk_goes_its_own_way() -> None:
    disk = empty_disk()
    keep(disk, "a")
    disk.mark.data = b"mark"
    copy = disk.copy()
    keep(disk, "b")
    assert (names(copy), copy.mark.data) == (["a"], b"mark")


def test_a_mark_may_lag_behind_by_its_last_write_only() -> None:
    disk = empty_disk()
    with disk.mark.as_path().open("r+b", buffering=0) as mark:
        mark.write(b"first")
        mark.seek(0)
        mark.write(b"later")
    disk.mark.lag()
    assert disk.mark.data == b"first"


def test_a_mark_that_came_with_a_copied_disk_does_not_lag() -> None:
    disk = empty_disk()
    disk.mark.restore(b"mark")
    copy = disk.copy()
    copy.mark.lag()
    assert copy.mark.data == b"mark"


def a_line(carried: list[bytes], **weather: Any) -> LossyLink:
    def carry(request: bytes) -> bytes:
        carried.append(request)
        return b"reply to " + request

    return LossyLink(carry, Random(1), Counter(), Weather(**weather))


def test_a_good_line_carries_both_ways() -> None:
    carried: list[bytes] = []
    assert a_line(carried).exchange(b"a") == b"reply to a"
    assert carried == [b"a"]


@pytest.mark.parametrize(("weather", "arrived"), [({"drop_request": 1}, 0), ({"drop_reply": 1}, 1), ({"delay": 1}, 0)])
def test_a_line_loses_on_the_way_there_or_back(weather: dict[str, float], arrived: int) -> None:
    carried: list[bytes] = []
    with pytest.raises(Fault):
        a_line(carried, **weather).exchange(b"a")
    assert len(carried) == arrived


def test_what_is_delayed_arrives_later_and_out_of_order() -> None:
    carried: list[bytes] = []
    line = a_line(carried, delay=1)
    for number in range(5):
        with pytest.raises(Fault):
            line.exchange(bytes([number]))
    assert line.arrive_late() == 5
    assert sorted(carried) == [bytes([number]) for number in range(5)] != carried


def test_a_line_doubles_and_wears_what_it_carries() -> None:
    carried: list[bytes] = []
    assert a_line(carried, double=1).exchange(b"a") == b"reply to a"
    assert carried == [b"a", b"a"]
    assert len(a_line(carried, truncate=1).exchange(b"abcdef")) < len(b"reply to abcdef")
    assert a_line([], flip=1).exchange(b"abcdef") != b"reply to abcdef"


def test_a_peer_that_cannot_read_says_no() -> None:
    def carry(_: bytes) -> bytes:
        raise BadInput("exchange.sequence", reason="", at=0)

    with pytest.raises(Refusal) as caught:
        LossyLink(carry, Random(1), Counter()).exchange(b"a")
    assert caught.value.code == "link.refused"


def test_a_full_stick_keeps_what_found_room() -> None:
    stick = MemoryStick(room_bytes=4)
    with pytest.raises(Fault):
        stick.write("a", b"abcdef")
    assert stick.read() == (b"abcd",)
    stick.pull_out("a", 1)
    assert stick.read() == (b"a",)


def test_a_clock_is_wrong_by_as_much_as_it_was_set() -> None:
    clock = VirtualClock(Timeline(1_000), skew_ms=5)
    clock.jump(-10)
    assert clock.wall_ms() == 995
