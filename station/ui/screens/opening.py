"""Opening the business day 开班: the float goes into the drawer before the first customer."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from schemas.failures import Failure
from station.counter.commands import OpenDay
from station.ui import look, typed
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.widgets.buttons import button_row, main_button, text_button
from station.ui.widgets.fields import active_row, entry
from station.ui.widgets.marks import column, filler, gap, named
from station.ui.widgets.sheets import next_step, notice_block, page, title
from station.ui.widgets.type import text


class Opening(Screen):
    """One amount, or none."""

    place = 5

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._held = ""
        self._told: Notice | None = None
        self._command = UUID(host.new_command())

    @property
    def field(self) -> bool:
        """Always a box."""
        return True

    def body(self) -> ft.Control:
        """One box."""
        say, reach = self.speech, self.host.reaching
        wrong = self._told is not None
        box = entry(self._held, self.host.hearing(), label=say("ui.opening.float"), size=28, right=True, error=wrong,
                    prefix="¥", suffix=say("ui.yuan"))  # fmt: skip
        below = (
            notice_block(self._told, say) if self._told else text(say("ui.opening.help"), look.SECOND, color=look.INK_2)
        )
        main = main_button(say("ui.opening.main"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return page(
            column(
                title(say("ui.opening.title"), self.host.standing.day),
                next_step(say("ui.opening.next"), say),
                gap(6),
                ft.Container(
                    active_row(say("ui.opening.float"), named(box, "field.float"), below, error=wrong), width=710
                ),
                filler(),
                button_row(main, end=back),
                expand=True,
            )
        )

    async def typed(self, text: str) -> None:
        """What stands in the box."""
        self._held = text

    async def submitted(self, text: str) -> None:
        """Open the day with this float."""
        self._held, self._told = text, None
        amount = typed.amount_fen(text) if typed.clean(text) not in ("", "0") else 0
        day = self.host.standing.day
        await self.host.do(OpenDay(command=self._command, clerk=self.host.clerk, on=day, float_fen=amount))
        await self.host.go(5)

    async def press(self, press: Press) -> None:
        """A click on the button is Enter; Esc goes back."""
        if press.intent is Intent.CONFIRM:
            await self.submitted(self._held)
        elif press.intent is Intent.BACK:
            await self.host.go(5)

    def refused(self, failure: Failure) -> None:
        """A wrong amount stands at the box."""
        self._told = notice(failure, self.speech)
