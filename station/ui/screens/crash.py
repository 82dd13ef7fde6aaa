"""What a person sees when the program itself failed: plain words, no data, and the way on."""

from __future__ import annotations

import flet as ft

from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import bug
from station.ui.widgets.buttons import button_row, main_button
from station.ui.widgets.marks import column, filler, gap
from station.ui.widgets.sheets import grave_notice, next_step, page, title


class Crash(Screen):
    """Enter goes home; the ledger and the drafts are where they were."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self.framed = bool(host.clerk)

    def body(self) -> ft.Control:
        """Three parts and one button."""
        say = self.speech
        main = main_button(say("ui.crash.home"), label(Intent.CONFIRM), self.host.reaching(Press(Intent.CONFIRM)))
        return page(
            column(
                title(say("ui.crash.title")),
                next_step(say("ui.crash.next"), say),
                gap(8),
                grave_notice(bug(say), say),
                filler(),
                button_row(main),
                expand=True,
            )
        )

    async def press(self, press: Press) -> None:
        """Any of the ways on leads home."""
        if press.intent in (Intent.CONFIRM, Intent.BACK):
            await self.host.home()
