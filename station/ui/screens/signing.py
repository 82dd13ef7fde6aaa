"""The second signature 复核签字: what is signed stands in full, then the second person's own PIN. Nobody signs for another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import flet as ft

from schemas.failures import Failure
from station.counter.acts import Countersign
from station.counter.asking import Show
from station.ui import hand_reading, look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.readings import Person
from station.ui.widgets.buttons import button_row, main_button, text_button
from station.ui.widgets.choices import pills
from station.ui.widgets.fields import active_row, answered_row, entry
from station.ui.widgets.marks import column, gap, named
from station.ui.widgets.sheets import next_step, notice_block, page, title
from station.ui.widgets.type import text


class Signing(Screen):
    """`waiting` is a row of `ToCountersign`. Without a named person a digit chooses one; then the box asks for the PIN.

    Whoever receives a shift goes on at the counter.
    """

    place = 5

    def __init__(self, host: Host, before: Screen, waiting: Mapping[str, Any]) -> None:
        super().__init__(host)
        self._before, self._waiting = before, waiting
        self._entry: dict[str, Any] = {}
        self._second: str | None = waiting["named"]
        self._told: Notice | None = None
        self._held = ""
        self._command = UUID(host.new_command())

    @property
    def field(self) -> bool:
        """The PIN is typed; who signs is chosen."""
        return self._second is not None

    @property
    def _others(self) -> tuple[Person, ...]:
        by = self._entry["clerk"]["id"]
        return tuple(one for one in self.host.standing.people if one.clerk != by)

    async def opened(self) -> None:
        """Read what is to be signed."""
        self._entry = await self.host.ask(Show(self._waiting["entry"]))

    def body(self) -> ft.Control:
        """What is signed, line by line, and the signature."""
        say, reach, act = self.speech, self.host.reaching, self._waiting["act"]
        lines = [
            answered_row(words, text(value or say("dayplace.nothing"), look.SECTION, bold=bool(value), lines=2,
                         color=look.INK if value else look.INK_2), None, f"line.{place}", 44)
            for place, (words, value) in enumerate(hand_reading.lines(act, self._entry, say))
        ]  # fmt: skip
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        main = main_button(say("dayplace.sign.main"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        by = say("dayplace.sign.by", name=self._entry["clerk"]["name"], on=self._waiting["on"])
        return page(
            column(
                title(say(f"dayplace.sign.title.{act}"), by),
                next_step(say("dayplace.sign.next_pin" if self._second else "dayplace.sign.next_who"), say),
                gap(2),
                ft.Column(lines, spacing=0, scroll=ft.ScrollMode.AUTO, expand=True),
                self._asking(),
                button_row(*([main] if self._second else []), end=back),
                expand=True,
            )
        )

    def _asking(self) -> ft.Control:
        say = self.speech
        if self._second is None:
            people = pills([(one.clerk, one.name) for one in self._others], "")
            nobody = None if self._others else text(say("dayplace.sign.nobody"), look.SECOND, color=look.INK_2)
            return active_row(say("dayplace.sign.who"), people, nobody)
        wrong = self._told is not None
        name = self.host.standing.person(self._second).name
        box = entry("", self.host.hearing(), label=say("dayplace.sign.pin", name=name), secret=True, error=wrong)
        below = notice_block(self._told, say) if self._told else None
        return active_row(name, named(box, "field.pin"), below, error=wrong)

    async def typed(self, text: str) -> None:
        """Only the button needs what stands in the box."""
        self._held = text

    async def submitted(self, text: str) -> None:
        """The second person signs; a shift that is handed over is the receiver's from here on."""
        assert self._second, "a PIN is asked of somebody"
        second, self._told = self._second, None
        sign = Countersign(command=self._command, clerk=second, on=self._waiting["on"], entry=self._waiting["entry"])
        await self.host.work(lambda office: office.do_agreed(sign, second, text))
        if self._waiting["act"] == "handover" and second != self.host.clerk:
            await self.host.work(lambda office: office.lock())
            return await self.host.unlock(second, text)
        return await self.host.show(self._before)

    async def press(self, press: Press) -> None:
        """A digit chooses who signs; Esc goes back, and the signature waits."""
        match press.intent:
            case Intent.CHOOSE if self._second is None and 1 <= (press.digit or 0) <= len(self._others):
                self._second = self._others[(press.digit or 1) - 1].clerk
                self.host.redraw()
            case Intent.CONFIRM if self._second:
                await self.submitted(self._held)
            case Intent.BACK if self._second and self._waiting["named"] is None:
                self._second, self._told = None, None
                self.host.redraw()
            case Intent.BACK:
                await self.host.show(self._before)
            case _:
                pass

    def refused(self, failure: Failure) -> None:
        """A wrong PIN, or a person who may not sign, stands at the box."""
        self._told = notice(failure, self.speech)
