"""The second person signs 第二人授权: reads what will happen and types the PIN; nothing was done before."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

import flet as ft

from schemas.failures import Failure
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.screens.forming import FormScreen
from station.ui.widgets.buttons import button_row, main_button, text_button
from station.ui.widgets.fields import active_row, answered_row, entry
from station.ui.widgets.marks import column, filler, gap, named
from station.ui.widgets.sheets import next_step, notice_block, page, title
from station.ui.widgets.type import text

ROW = 42
"""The height of an answered row, in pixels."""


class Signing(Screen):
    """One box for the PIN; what the form says stands beside it. A PIN is never kept.

    `rows` draws what was answered; `sign` does the act with the PIN.
    """

    def __init__(
        self,
        host: Host,
        form: FormScreen,
        second: str,
        rows: Callable[[], Sequence[ft.Control]],
        sign: Callable[[str], Awaitable[None]],
    ) -> None:
        super().__init__(host)
        self.place = form.place
        self._form, self._second, self._rows, self._sign = form, second, rows, sign
        self._held = ""
        self._told: Notice | None = None

    @property
    def field(self) -> bool:
        """Always a box."""
        return True

    def body(self) -> ft.Control:
        """What was answered, the PIN, and what will happen."""
        say = self.speech
        person = self.host.standing.person(self._second)
        box = entry("", self.host.hearing(), label=say("ui.unlock.pin"), secret=True, error=self._told is not None)
        below = (
            notice_block(self._told, say)
            if self._told
            else text(say("righting.sign.help"), look.SECOND, color=look.INK_2)
        )
        who = text(f"{person.name} · {say.choice('role', person.role)}", look.SECTION, bold=True)
        left = column(
            title(say("righting.sign.title"), self._form.own("title")),
            next_step(say("righting.sign.next", name=person.name), say),
            gap(2),
            *self._rows(),
            answered_row(say("righting.ask.authoriser"), who, None, "row.authoriser", ROW),
            active_row(say("ui.unlock.pin"), named(box, "field.pin"), below, error=self._told is not None),
            filler(),
            self._buttons(),
            spacing=4,
            expand=True,
        )
        return page(left, self._form.beside())

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(self._form.own("main"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(main, end=back)

    async def typed(self, text: str) -> None:
        """Only the button needs what stands in the box."""
        self._held = text

    async def submitted(self, text: str) -> None:
        """Sign; a wrong PIN stands at the box, what the act refuses at the form."""
        self._told, self._held = None, ""
        try:
            await self._sign(text)
        except Failure as failure:
            if failure.field != "pin" and not failure.code.startswith("keys."):
                await self.host.show(self._form)
            raise

    async def press(self, press: Press) -> None:
        """Enter on the button, Esc back to the form."""
        if press.intent is Intent.CONFIRM:
            await self.submitted(self._held)
        elif press.intent is Intent.BACK:
            await self.host.show(self._form)

    def refused(self, failure: Failure) -> None:
        """A wrong PIN stands at the box."""
        self._told = notice(failure, self.speech)
