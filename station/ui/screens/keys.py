"""The list of keys, opened by one of them."""

from __future__ import annotations

import flet as ft

from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import TABLE, Intent, Key, Press, label
from station.ui.widgets.buttons import button_row, main_button
from station.ui.widgets.marks import column, filler, gap, keycap, named, pad, row, side
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.type import text


class Keys(Screen):
    """Every key with what it does; Esc goes back to where the clerk was."""

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host)
        self._before, self.place = before, before.place

    def body(self) -> ft.Control:
        """Two columns of keys."""
        say = self.speech
        shown = [key for key in TABLE if not key.name.startswith("Numpad")]
        half = (len(shown) + 1) // 2
        columns = [column(*map(self._line, part), spacing=0) for part in (shown[:half], shown[half:])]
        lists: list[ft.Control] = [ft.Container(part, expand=True) for part in columns]
        main = main_button(say("ui.keys.return"), label(Intent.BACK), self.host.reaching(Press(Intent.BACK)))
        return page(
            column(
                title(say("ui.keys.title")),
                next_step(say("ui.keys.next"), say),
                gap(4),
                *self._help(),
                ft.Row(lists, spacing=40, vertical_alignment=ft.CrossAxisAlignment.START),
                gap(8),
                text(say("ui.keys.remark"), look.SECOND, color=look.INK_2),
                filler(),
                button_row(main),
                expand=True,
            )
        )

    def _help(self) -> list[ft.Control]:
        """What the screen before is for, and how it goes."""
        code = f"ui.help.{type(self._before).__name__.lower()}"
        words = self.speech(code) if self.speech.knows(code) else self.speech("ui.help.any")
        head = text(self.speech("ui.help.title"), bold=True)
        body = column(head, text(words, look.SECOND), spacing=4, tight=True)
        return [named(ft.Container(body, bgcolor=look.BAND, border_radius=8, padding=pad(14, 10)), "help"), gap(4)]

    def _line(self, key: Key) -> ft.Control:
        cap = ft.Container(row(keycap(key.label, size=look.SECOND), tight=True), width=90)
        words = text(self.speech(key.words), look.BODY)
        return ft.Container(
            row(cap, words), height=40, padding=pad(4, 0), border=ft.Border(bottom=side(1, look.LINE_2))
        )

    async def press(self, press: Press) -> None:
        """Back to where the clerk was."""
        if press.intent in (Intent.BACK, Intent.CONFIRM):
            await self.host.show(self._before)
