"""Why is there no line 断在哪里: the place where the way to the centre breaks off, told within ten seconds."""

from __future__ import annotations

from typing import Any

import flet as ft

from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.widgets.buttons import button, button_row, main_button
from station.ui.widgets.marks import column, filler, gap, icon, named, pad, row, side
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.type import text

SEEN = ("addressed", "router", "neighbours", "host", "centre")
"""What is looked at, from here outward."""


class Offline(Screen):
    """Looks once when it is opened and again at F4; nobody waits for it."""

    place = 6

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host)
        self._before = before
        self._found: dict[str, Any] | None = None

    async def opened(self) -> None:
        """Begin to look; the answer is drawn when it is there."""
        self.host.aside(self, lambda office: office.why_offline(), self._take)

    def _take(self, found: dict[str, Any]) -> None:
        self._found = found

    def body(self) -> ft.Control:
        """What answers and what does not, from here outward, and what to do."""
        say, reach, found = self.speech, self.host.reaching, self._found
        main = main_button(say("ui.keys.return"), label(Intent.BACK), reach(Press(Intent.BACK)))
        again = button(say("ui.offline.again"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "again")
        told = say(f"lan.offline_{found['place']}") if found else say("ui.sync.looking")
        return page(
            column(
                title(say("ui.offline.title")),
                next_step(say("ui.offline.next" if found else "ui.offline.waits"), say),
                gap(10),
                *(self._line(name) for name in SEEN),
                gap(10),
                named(text(told, look.SECTION, bold=found is not None), "place"),
                filler(),
                button_row(main, again),
                expand=True,
            )
        )

    def _line(self, name: str) -> ft.Control:
        say = self.speech
        answered = self._found["seen"][name] if self._found else None
        waits = self._found is None
        mark, color, words = (
            (ft.Icons.SCHEDULE, look.INK_3, "ui.offline.looking") if waits
            else (ft.Icons.REMOVE, look.INK_3, "ui.offline.nobody") if answered is None
            else (ft.Icons.CHECK, look.OK, "ui.offline.yes") if answered
            else (ft.Icons.CHANGE_HISTORY, look.AMBER, "ui.offline.no")
        )  # fmt: skip
        body = row(icon(mark, 22, color), text(say(f"ui.offline.of.{name}"), 17, width=360),
                   text(say(words), 17, bold=not waits, color=color))  # fmt: skip
        box = ft.Container(body, height=48, padding=pad(8, 0), border=ft.Border(bottom=side(1, look.LINE_2)))
        return named(box, f"seen.{name}")

    async def press(self, press: Press) -> None:
        """F4 looks again; Esc goes back."""
        if press.intent is Intent.FIRST:
            self._found = None
            await self.opened()
            self.host.redraw()
        elif press.intent in (Intent.BACK, Intent.CONFIRM):
            await self.host.show(self._before)
