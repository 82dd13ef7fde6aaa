"""A list under fast hands: an arrow and the Enter behind it mean one thing."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any, cast

import pytest

from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press
from station.ui.screens.listing import ListScreen


class Drawn:
    """A host that keeps which kind of drawing was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def redraw(self) -> None:
        self.asked.append("redraw")

    def freshen(self) -> None:
        self.asked.append("freshen")


class Three(ListScreen):
    """Three rows, with a box above them or without."""

    boxed = False

    @property
    def field(self) -> bool:
        return self.boxed

    async def read(self) -> Sequence[Any]:
        return ("a", "b", "c")


@pytest.mark.parametrize(("boxed", "drawing"), [(False, "freshen"), (True, "redraw")])
def test_walking_a_list_voids_no_enter_unless_a_box_is_drawn_anew(boxed: bool, drawing: str) -> None:
    host = Drawn()
    screen = Three(cast(Host, host), cast(Screen, None))
    screen.boxed = boxed

    async def walk() -> None:
        await screen.opened()
        await screen.press(Press(Intent.DOWN))

    asyncio.run(walk())
    assert (screen.row, host.asked) == ("b", [drawing])
