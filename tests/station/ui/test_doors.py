"""What the sixth place opens by digit: each door drawn, each act done, each way back."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from station.ui import preferences
from station.ui.screens.parcel import Parcel
from station.ui.screens.sync import DOORS, Sync
from station.ui.sticks import Stick, plugged
from tests.station.ui.hands import Clerk

FINDING = {
    "id": "00", "kind": "void_twice", "words": "findings.void_twice", "key": [], "own": True,
    "figures": {"number": "00421872", "count": 2}, "evidence": [{"author": "ab" * 16, "seq": 3, "entry": None}],
}  # fmt: skip
JOB = {
    "job": 1, "entry": "00", "paper": "ordinary-invoice", "part": 0, "copy": 1, "state": "unknown", "reason": "", "clerk": "",
    "printer": "", "code": "042", "number": "00421872", "once": True, "asks": True, "may_repeat": False,
}  # fmt: skip


def at_door(name: str, clerk: Clerk | None = None) -> Clerk:
    digit = [door for door, _, _ in DOORS].index(name) + 1
    return (clerk or Clerk()).unlocked().press("6", str(digit))


@pytest.mark.parametrize("name", [name for name, _, _ in DOORS])
def test_every_door_opens_and_leads_back(name: str) -> None:
    clerk = at_door(name)
    assert clerk.words
    clerk.press("Escape")
    assert isinstance(clerk.screen, Sync)


def test_the_meters_say_what_is_left() -> None:
    assert "余 98" in at_door("allowance").words


@pytest.mark.parametrize(("reachable", "said"), [(True, "本机在线"), (False, "市局服务没有应答")])
def test_the_place_where_the_line_breaks_is_named(reachable: bool, said: str) -> None:
    clerk = Clerk()
    clerk.office.reachable = reachable
    assert said in at_door("offline", clerk).words


def test_an_own_finding_is_told_with_its_evidence() -> None:
    clerk = Clerk()
    clerk.office.found = [FINDING]
    words = at_door("findings", clerk).words
    assert "00421872 被作废了 2 次" in words and "流水 3" in words


@pytest.mark.parametrize(("digit", "state"), [("1", "printed"), ("2", "queued"), ("3", "spoiled")])
def test_a_paper_in_doubt_is_settled_by_what_came_out(digit: str, state: str) -> None:
    clerk = Clerk()
    clerk.office.jobs = [dict(JOB)]
    at_door("print", clerk)
    assert "打出来了吗" in clerk.words
    clerk.press("Enter")
    assert clerk.office.jobs[0]["state"] == "unknown"
    clerk.press(digit, "Enter")
    assert clerk.office.jobs[0]["state"] == state


def test_a_slip_is_printed_again() -> None:
    clerk = Clerk()
    clerk.office.jobs = [JOB | {"paper": "slip", "state": "printed", "asks": False, "once": False, "may_repeat": True}]
    at_door("print", clerk).press("F4")
    assert [job["copy"] for job in clerk.office.jobs] == [1, 2]


def test_a_parcel_is_written_and_taken_in_twice(tmp_path: Path) -> None:
    clerk = Clerk().unlocked().press("6")

    def sticks() -> list[Stick]:
        return [Stick(tmp_path, 2**30, tuple(sorted(path.name for path in tmp_path.iterdir())))]

    asyncio.run(clerk.show(Parcel(clerk, clerk.screen, sticks)))
    clerk.press("Enter")
    assert "已写好 420106-P0103-000012.youshui" in clerk.words
    clerk.press("F4")
    assert "新收 1 笔" in clerk.words
    clerk.press("F4")
    assert "已有 1 笔" in clerk.words


def test_no_stick_is_no_error(tmp_path: Path) -> None:
    assert plugged([str(tmp_path), str(tmp_path / "none")]) == ()


def test_what_a_clerk_prefers_is_kept_and_no_draft() -> None:
    clerk = at_door("settings").press("3")
    assert clerk.preferences.type_size == 150
    assert preferences.preferred(clerk.drafts, "demo").type_size == 150
    clerk.press("5")
    assert clerk.speech.language == "en"
    assert "Settings" in clerk.words
    assert "Unfinished" not in clerk.press("Escape", "Escape").words
