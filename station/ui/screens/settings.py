"""Settings 设置 of one clerk: the language and the size of the type, true at once; and the printers of this computer."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import flet as ft

from schemas.words import LANGUAGES
from station.counter.paperwork import Printers
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.preferences import Preferences
from station.ui.widgets.buttons import button_row, main_button
from station.ui.widgets.choices import radio
from station.ui.widgets.marks import column, filler, gap
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text


class Settings(Screen):
    """A digit chooses."""

    place = 6

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host)
        self._before = before
        self._printers: list[dict[str, Any]] = []

    async def opened(self) -> None:
        """Which printers are set up."""
        self._printers = (await self.host.ask(Printers()))["printers"]

    def _choices(self) -> list[Preferences]:
        now = self.host.preferences
        sizes = [replace(now, type_size=size) for size in look.TYPE_SIZES]
        return [*sizes, *(replace(now, language=language) for language in LANGUAGES)]

    def body(self) -> ft.Control:
        """Type sizes, languages, printers."""
        say, now = self.speech, self.host.preferences
        main = main_button(say("ui.keys.return"), label(Intent.BACK), self.host.reaching(Press(Intent.BACK)))
        sizes = [
            radio(str(n), say("ui.settings.size", percent=size), "", size == now.type_size, f"size.{size}")
            for n, size in enumerate(look.TYPE_SIZES, 1)
        ]
        tongues = [
            radio(str(n), say(f"ui.settings.{one}"), "", one == say.language, f"language.{one}")
            for n, one in enumerate(LANGUAGES, len(look.TYPE_SIZES) + 1)
        ]
        return page(
            column(
                title(say("ui.settings.title"), self.host.standing.person(self.host.clerk).name),
                next_step(say("ui.settings.next"), say),
                gap(4),
                ft.Row(
                    [
                        ft.Container(column(text(say("ui.settings.type"), bold=True), *sizes), expand=True),
                        ft.Container(column(text(say("ui.settings.language"), bold=True), *tongues), expand=True),
                    ],
                    spacing=40,
                    vertical_alignment=ft.CrossAxisAlignment.START,
                ),
                gap(8),
                text(say("ui.settings.printers"), bold=True),
                self._table(),
                filler(),
                button_row(main),
                expand=True,
            )
        )

    def _table(self) -> ft.Control:
        say = self.speech
        if not self._printers:
            return text(say("ui.settings.no_printer"), look.SECOND, color=look.INK_2)
        columns = (
            Col(say("ui.settings.printer"), 200),
            Col(say("ui.settings.kind"), 120),
            Col(say("ui.settings.papers")),
        )
        rows = [
            line(columns, (one["name"], one["kind"], say("ui.and").join(say.choice("paper", p) for p in one["papers"])))
            for one in self._printers
        ]
        return column(header(columns), *rows, spacing=0)

    async def press(self, press: Press) -> None:
        """A digit chooses; Esc goes back."""
        choices = self._choices()
        if press.intent is Intent.CHOOSE and 1 <= (press.digit or 0) <= len(choices):
            self.host.prefer(choices[(press.digit or 1) - 1])
            self.host.freshen()
        elif press.intent in (Intent.BACK, Intent.CONFIRM):
            await self.host.show(self._before)
