"""Every control of every screen says what it is to who cannot see it: no button, field or choice without words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import flet as ft
import pytest

from station.ui.keyboard import Press
from station.ui.speech import Speech
from station.ui.widgets.frame import rail, strip, top_line
from station.ui.widgets.practice import band
from tests.station.ui.hands import Clerk, _words

PERSON, UNIT = "420106198807193324", "91420106682355174F"
TYPED = (ft.TextField,)
PRESSED = ("on_click", "on_tap")


def sale(clerk: Clerk) -> Clerk:
    clerk.press("1").fill("陈喆").fill(PERSON).fill("13871526127").fill("湖北江汉工程咨询有限公司").fill(UNIT)
    return clerk.fill("sj").fill("3860")


WAYS: dict[str, Callable[[Clerk], Clerk]] = {
    "home": lambda clerk: clerk,
    **{f"place {digit}": lambda clerk, digit=digit: clerk.press(digit) for digit in "123456"},
    **{f"status {digit}": lambda clerk, digit=digit: clerk.press("6", digit) for digit in "123456789"},
    **{f"day {digit}": lambda clerk, digit=digit: clerk.press("5", digit) for digit in "12345"},
    "find": lambda clerk: clerk.press("F2"),
    "payment": sale,
    "why": lambda clerk: sale(clerk).press("F9"),
    "waiting": lambda clerk: sale(clerk).press("2", "Enter"),
    "done": lambda clerk: sale(clerk).press("1", "Enter"),
    "paper": lambda clerk: sale(clerk).press("1", "Enter", "F4"),
    "an error": lambda clerk: clerk.press("1").fill("陈喆").fill("420106198807193342"),
    "many": lambda clerk: clerk.press("1", "F4"),
    "lines": lambda clerk: sale(clerk).press("5"),
}


@pytest.mark.parametrize("name", WAYS)
def test_no_control_of_a_screen_is_without_words(name: str) -> None:
    clerk = WAYS[name](Clerk().unlocked())
    assert [control for control in _active(clerk.drawn) if not _heard(control)] == []


def test_every_screen_says_its_title_and_its_next_step() -> None:
    for name, way in WAYS.items():
        found = {one.identifier for one in _every(way(Clerk().unlocked()).drawn) if isinstance(one, ft.Semantics)}
        assert "title" in found, name


def test_no_control_of_the_frame_is_without_words() -> None:
    clerk = Clerk().unlocked()

    def reach(_press: Press) -> Callable[[Any], None]:
        return lambda _event: None

    for speech in (Speech(), Speech("en")):
        person = clerk.standing.people[0]
        parts = (
            top_line(clerk.standing, person, "16:12", speech, reach),
            rail(1, speech, reach),
            strip(clerk.standing, datetime(2026, 9, 18, tzinfo=UTC), speech, reach),
            band("123456", speech, reach),
        )
        active = [one for part in parts for one in _active(part)]
        assert len(active) > 10
        assert [one for one in active if not _heard(one)] == []


def _active(control: Any) -> list[Any]:
    """What can be pressed or typed into."""
    return [
        one
        for one in _every(control)
        if isinstance(one, TYPED) or any(getattr(one, name, None) is not None for name in PRESSED)
    ]


def _heard(control: Any) -> str:
    """What is said of it: a box's hint, else the words in it beside its key."""
    if isinstance(control, TYPED):
        return str(control.hint_text or control.label or "").strip()
    return "".join(word for word in _words(control) if not (len(word) == 1 and word.isdigit())).strip()


def _every(control: Any) -> Iterator[Any]:
    yield control
    for child in (getattr(control, "content", None), *(getattr(control, "controls", None) or [])):
        if isinstance(child, ft.Control):
            yield from _every(child)
