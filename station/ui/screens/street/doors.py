"""The street station's doors, behind F4 at the third place: what is done here by digit, and what was done last."""

from __future__ import annotations

from collections.abc import Mapping

import flet as ft

from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.screens.dues import Dues
from station.ui.screens.street.accept import Accept
from station.ui.screens.street.form import StreetForm
from station.ui.screens.street.hand_over import HandOver
from station.ui.screens.street.household import NewHousehold
from station.ui.widgets.buttons import button_row, text_button
from station.ui.widgets.doors import Door, door_column
from station.ui.widgets.marks import STRETCH, column, filler, gap, named, tag
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.type import text

FORMS: Mapping[str, type[StreetForm]] = {"household": NewHousehold, "hand_over": HandOver, "accept": Accept}
DOORS = (*FORMS, "dues")
"""What opens by digit."""


class StreetDoors(Screen):
    """Digits open; Esc goes back to the taxpayers."""

    place: int | None = 3

    def __init__(self, host: Host, done: str = "") -> None:
        super().__init__(host)
        self._done = done

    def body(self) -> ft.Control:
        """The doors, and what was done last."""
        say, reach = self.speech, self.host.reaching
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        left = column(
            title(say("streetplace.title"), self.host.standing.name),
            next_step(say("streetplace.next"), say),
            gap(8),
            *([named(tag(self._done, "ok"), "done")] if self._done else []),
            text(say("streetplace.about")),
            filler(),
            button_row(end=back),
            expand=True,
        )
        doors = [Door(name, say(f"streetplace.door.{name}"), "", False) for name in DOORS]
        right = door_column(say("streetplace.doors"), doors, reach)
        return ft.Row([page(left), right], spacing=0, vertical_alignment=STRETCH, expand=True)

    async def press(self, press: Press) -> None:
        """A digit opens its door."""
        match press.intent:
            case Intent.CHOOSE if 1 <= (press.digit or 0) <= len(DOORS):
                await self._open(DOORS[(press.digit or 1) - 1])
            case Intent.BACK:
                await self.host.go(3)
            case _:
                pass

    async def _open(self, name: str) -> None:
        if name == "dues":
            return await self.host.show(Dues(self.host))
        return await self.host.show(FORMS[name](self.host, self, lambda words: StreetDoors(self.host, words)))
