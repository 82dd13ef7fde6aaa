"""Unlocking: who is at the counter, by digit, then the PIN. Nothing of the ledger is drawn before."""

from __future__ import annotations

import flet as ft

from schemas.failures import Failure
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.readings import Person
from station.ui.widgets.buttons import button_row, main_button, text_button
from station.ui.widgets.fields import active_row, answered_row, entry
from station.ui.widgets.marks import column, gap, icon, keycap, named, pad, row, side
from station.ui.widgets.sheets import next_step, notice_block, title
from station.ui.widgets.type import span, spans, text


class Unlock(Screen):
    """A list of names, then one box."""

    framed = False

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._person: Person | None = None
        self._chosen, self._held = 0, ""
        self._told: Notice | None = None

    @property
    def field(self) -> bool:
        """The PIN is typed; the name is chosen."""
        return self._person is not None

    @property
    def _people(self) -> tuple[Person, ...]:
        return self.host.standing.people

    def body(self) -> ft.Control:
        """A sheet in the middle of the page."""
        say = self.speech
        sheet = column(
            title(say("ui.unlock.title"), self.host.standing.name),
            next_step(say("ui.unlock.next_pin" if self._person else "ui.unlock.next_clerk"), say),
            gap(10),
            *(self._asking(self._person) if self._person else self._names()),
            gap(14),
            self._buttons(),
            spacing=6,
            tight=True,
        )
        card = ft.Container(sheet, width=640, padding=ft.Padding.all(30))
        return ft.Container(card, expand=True, alignment=ft.Alignment.CENTER, bgcolor=look.GROUND)

    def _names(self) -> list[ft.Control]:
        return [self._name(place, person) for place, person in enumerate(self._people)]

    def _name(self, place: int, person: Person) -> ft.Control:
        on = place == self._chosen
        who = spans(
            span(person.name, look.VALUE, bold=True),
            span("   " + self.speech.choice("role", person.role), color=look.INK_2),
        )
        arrow = icon(ft.Icons.ARROW_RIGHT, 22, look.PRIMARY) if on else gap(width=22)
        box = ft.Container(
            row(arrow, keycap(str(place + 1), size=look.BODY), ft.Container(who, expand=True), spacing=12),
            height=56,
            padding=pad(10, 0),
            bgcolor=look.CONTAINER if on else None,
            border_radius=8 if on else None,
            border=None if on else ft.Border(bottom=side(1, look.LINE_2)),
            on_click=self.host.reaching(Press(Intent.CHOOSE, place + 1)),
        )
        return named(box, f"clerk.{person.clerk}", selected=on, button=True)

    def _asking(self, person: Person) -> list[ft.Control]:
        say = self.speech
        who = answered_row(say("ui.unlock.clerk"), text(person.name, look.VALUE, bold=True), None, "row.clerk")
        box = entry(
            "",
            self.host.hearing(),
            label=say("ui.unlock.pin"),
            secret=True,
            error=self._told is not None,
        )
        below = notice_block(self._told, say) if self._told else None
        return [who, active_row(say("ui.unlock.pin"), named(box, "field.pin"), below, error=self._told is not None)]

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(say("ui.unlock.open"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(main, end=back if self._person else None)

    async def typed(self, text: str) -> None:
        """Only the button needs what stands in the box."""
        self._held = text

    async def submitted(self, text: str) -> None:
        """The PIN opens the counter, or says why not."""
        assert self._person, "a PIN is asked of somebody"
        self._told = None
        await self.host.unlock(self._person.clerk, text)

    async def press(self, press: Press) -> None:
        """A digit or arrows choose the name; Esc goes back to the names."""
        match press.intent:
            case Intent.CHOOSE if self._person is None and 1 <= (press.digit or 0) <= len(self._people):
                self._ask(self._people[(press.digit or 1) - 1])
            case Intent.UP | Intent.DOWN if self._person is None:
                step = 1 if press.intent is Intent.DOWN else -1
                self._chosen = max(0, min(len(self._people) - 1, self._chosen + step))
                self.host.redraw()
            case Intent.CONFIRM if self._person:
                await self.submitted(self._held)
            case Intent.CONFIRM if self._people:
                self._ask(self._people[self._chosen])
            case Intent.BACK:
                self._person, self._told = None, None
                self.host.redraw()
            case _:
                pass

    def _ask(self, person: Person) -> None:
        self._person, self._told, self._held = person, None, ""
        self.host.redraw()

    def refused(self, failure: Failure) -> None:
        """A wrong PIN stands at the box."""
        self._told = notice(failure, self.speech)
