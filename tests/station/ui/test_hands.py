"""The discipline of keys: in order, each once, none for a drawing that is gone, nothing typed ahead lost."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any

from schemas.failures import Refusal
from station.ui.hands import Hands
from station.ui.keyboard import Intent, Press


@dataclass
class Key:
    """What the page hears."""

    key: str
    shift: bool = False
    ctrl: bool = False
    alt: bool = False


@dataclass
class Box:
    """A text field as the hands see it."""

    value: str = ""

    def update(self) -> None:
        """Sent to the page."""


@dataclass
class Event:
    """An event of a box."""

    control: Box


class Stage:
    """One screen that writes down what it is told; Enter and presses lead to the next drawing."""

    def __init__(self, *, boxed: bool) -> None:
        self.field, self.task = boxed, True
        self.told: list[str] = []
        self.hands: Any = None

    async def typed(self, text: str) -> None:
        self.told.append(f"typed {text}")

    async def submitted(self, text: str) -> None:
        self.told.append(f"submitted {text}")
        self.hands.drawn()

    async def pressed(self, press: Press) -> None:
        self.told.append(f"{press.intent.value} {press.digit or ''}".strip())
        if press.intent is not Intent.CHOOSE:
            self.hands.drawn()
        if press.intent is Intent.LOCK:
            raise Refusal("drafts.empty")


def stage(*, boxed: bool = True) -> Stage:
    made = Stage(boxed=boxed)
    screen: Any = made
    made.hands = Hands(lambda: screen, made.pressed, lambda error: made.told.append(type(error).__name__))
    made.hands.drawn()
    return made


def run(*steps: Any) -> None:
    async def all_of_them() -> None:
        for step in steps:
            await step()

    asyncio.run(all_of_them())


def test_an_event_of_an_older_drawing_is_dropped() -> None:
    here = stage(boxed=False)
    click = here.hands.reaching(Press(Intent.CONFIRM))
    run(lambda: here.hands.key(Key("Enter")), lambda: click(None))
    assert here.told == ["confirm"]


def test_a_part_of_the_frame_speaks_to_every_drawing() -> None:
    here = stage(boxed=False)
    place = here.hands.standing_reach(Press(Intent.PLACE, 5))
    run(lambda: here.hands.key(Key("Enter")), lambda: place(None))
    assert here.told == ["confirm", "place 5"]


def test_what_is_typed_before_the_next_box_stands_goes_into_it() -> None:
    here, first, second = stage(), Box("138"), Box()
    old = here.hands.hearing()

    async def steps() -> None:
        await old.focused(Event(first))
        await old.submitted(Event(first))
        await here.hands.key(Key("4"))
        first.value = "1384"
        await old.changed(Event(first))
        new = here.hands.hearing()
        await new.focused(Event(second))
        await here.hands.key(Key("2"))
        second.value = "2"
        await new.changed(Event(second))

    asyncio.run(steps())
    assert here.told == ["submitted 138", "typed 4", "typed 42"]
    assert second.value == "42"


def test_a_digit_typed_ahead_of_a_choice_chooses() -> None:
    here, box = stage(), Box("3860")
    hearing = here.hands.hearing()

    async def steps() -> None:
        await hearing.focused(Event(box))
        submitting = asyncio.ensure_future(hearing.submitted(Event(box)))
        await asyncio.sleep(0)
        await here.hands.key(Key("1"))
        here.field = False
        await submitting
        await here.hands.turned(asyncio.sleep(0))

    asyncio.run(steps())
    assert here.told == ["submitted 3860", "choose 1"]


def test_a_failure_of_a_turn_is_told_once_and_the_next_turn_goes_on() -> None:
    here = stage(boxed=False)
    run(lambda: here.hands.key(Key("S", alt=True)), lambda: here.hands.key(Key("3")))
    assert here.told == ["lock", "Refusal", "choose 3"]


def test_turns_are_taken_in_the_order_of_their_events() -> None:
    here = stage(boxed=False)

    async def steps() -> None:
        await asyncio.gather(*(here.hands.key(Key(str(digit))) for digit in range(1, 10)))

    asyncio.run(steps())
    assert here.told == [f"choose {digit}" for digit in range(1, 10)]


def test_a_digit_pressed_while_esc_is_on_its_way_chooses_on_the_screen_that_comes() -> None:
    here, box = stage(), Box("42")
    hearing = here.hands.hearing()

    async def steps() -> None:
        await hearing.focused(Event(box))
        leaving = asyncio.ensure_future(here.hands.key(Key("Escape")))
        await asyncio.sleep(0)
        await here.hands.key(Key("3"))
        here.field = False
        await leaving

    asyncio.run(steps())
    assert here.told == ["back", "choose 3"]


def test_walking_a_list_leaves_the_box_alone() -> None:
    here, box = stage(), Box("4")
    hearing = here.hands.hearing()

    async def steps() -> None:
        await hearing.focused(Event(box))
        here.hands._ahead.begin()
        await here.hands.key(Key("2"))
        box.value = "42"
        await hearing.changed(Event(box))

    asyncio.run(steps())
    assert (here.told, box.value) == (["typed 42"], "42")


def test_a_key_that_means_the_same_everywhere_is_never_too_late() -> None:
    here = stage(boxed=False)

    async def steps() -> None:
        leaving = asyncio.ensure_future(here.hands.key(Key("Escape")))
        finding = asyncio.ensure_future(here.hands.key(Key("F2")))
        await asyncio.gather(leaving, finding)

    asyncio.run(steps())
    assert here.told == ["back", "find"]
