"""One paper large enough to read, made from the committed entry."""

from __future__ import annotations

from typing import Any

import flet as ft

from station.counter.asking import Paper
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.pictures import fitted
from station.ui.sale_reading import Sale
from station.ui.widgets.buttons import button, button_row, main_button
from station.ui.widgets.marks import column, named
from station.ui.widgets.sheets import page, title

WIDTH, HEIGHT = 1150, 540
"""The frame of the picture, in pixels at 1366 × 768."""


class PaperView(Screen):
    """Arrows turn to the other papers of the sale; Esc goes back."""

    def __init__(self, host: Host, before: Screen, sale: Sale, shown: int) -> None:
        super().__init__(host)
        self._before, self.place = before, before.place
        self._sale, self._shown = sale, shown
        self._picture = b""

    async def opened(self) -> None:
        """Have the picture read."""
        paper = self._sale.papers[self._shown]
        self._picture = b""
        self.host.later(self, Paper(self._sale.ref, paper.name, "png", paper.part), self._show_picture)

    def _show_picture(self, answer: dict[str, Any]) -> None:
        self._picture = answer["data"]

    def body(self) -> ft.Control:
        """The paper in the middle."""
        say, reach = self.speech, self.host.reaching
        paper = self._sale.papers[self._shown]
        name = say.choice("paper", paper.name)
        frame = ft.Container(width=WIDTH, height=HEIGHT)
        if self._picture:
            wide, high = fitted(self._picture, WIDTH, HEIGHT)
            image = ft.Image(src=self._picture, width=wide, height=high, semantics_label=name)
            frame = ft.Container(image, border=ft.Border.all(1, look.SHEET_RULE), bgcolor=look.SHEET)
        main = main_button(say("ui.keys.return"), label(Intent.BACK), reach(Press(Intent.BACK)))
        other = button(say("ui.done.other_paper"), "↑ ↓", reach(Press(Intent.DOWN)), "other")
        return page(
            column(
                title(name, paper.number),
                ft.Container(named(frame, "sheet"), alignment=ft.Alignment.CENTER, expand=True),
                button_row(main, other),
                expand=True,
            )
        )

    async def press(self, press: Press) -> None:
        """Turn or go back."""
        if press.intent in (Intent.UP, Intent.DOWN):
            step = 1 if press.intent is Intent.DOWN else -1
            self._shown = (self._shown + step) % len(self._sale.papers)
            await self.opened()
            self.host.redraw()
        elif press.intent in (Intent.BACK, Intent.CONFIRM):
            await self.host.show(self._before)
