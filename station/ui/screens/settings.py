"""Settings 设置 of one clerk: type and language, true at once; reading aloud; the customer's screen; the printers."""

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
from station.ui.widgets.marks import column, gap, named
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text

TONGUE = len(look.TYPE_SIZES) + 1
ALOUD = TONGUE + len(LANGUAGES)
SECOND = ALOUD + 1
PRACTICE = SECOND + 1
"""The digits of the first language, of reading aloud, of the customer's screen, of practice."""


class Settings(Screen):
    """A digit chooses."""

    place = 6

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host)
        self._before = before
        self._opened = ""
        self._printers: list[dict[str, Any]] = []

    async def opened(self) -> None:
        """Which printers are set up."""
        self._printers = (await self.host.ask(Printers()))["printers"]

    def _choices(self) -> list[Preferences]:
        now = self.host.preferences
        sizes = [replace(now, type_size=size) for size in look.TYPE_SIZES]
        tongues = [replace(now, language=language) for language in LANGUAGES]
        return [*sizes, *tongues, replace(now, read_aloud=not now.read_aloud)]

    def body(self) -> ft.Control:
        """Type sizes, languages, the customer's screen, printers."""
        say = self.speech
        main = main_button(say("ui.keys.return"), label(Intent.BACK), self.host.reaching(Press(Intent.BACK)))
        right = column(self._tongues(), gap(6), self._second())
        sides = ft.Row(
            [ft.Container(self._type(), expand=True), ft.Container(right, expand=True)],
            spacing=40,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        return page(
            column(
                title(say("ui.settings.title"), self.host.standing.person(self.host.clerk).name),
                next_step(say("ui.settings.next"), say),
                gap(4),
                ft.Column([sides], scroll=ft.ScrollMode.AUTO, expand=True),
                *self._told(),
                button_row(main),
                expand=True,
            )
        )

    def _type(self) -> ft.Control:
        """Type sizes, and under them practice and the printers."""
        say, now = self.speech, self.host.preferences
        sizes = [
            radio(str(n), say("ui.settings.size", percent=size), "", size == now.type_size, f"size.{size}")
            for n, size in enumerate(look.TYPE_SIZES, 1)
        ]
        practice = radio(str(PRACTICE), *self._practice(), self.host.standing.practice, "practice.start")
        return column(
            text(say("ui.settings.type"), bold=True), *sizes, gap(4),
            text(say("practice.settings"), bold=True), practice, gap(4),
            text(say("ui.settings.printers"), bold=True), self._table(),
        )  # fmt: skip

    def _tongues(self) -> ft.Control:
        say = self.speech
        tongues = [
            radio(str(n), say(f"ui.settings.{one}"), "", one == say.language, f"language.{one}")
            for n, one in enumerate(LANGUAGES, TONGUE)
        ]
        return column(text(say("ui.settings.language"), bold=True), *tongues)

    def _second(self) -> ft.Control:
        """Reading aloud, and the customer's own screen."""
        say, aloud = self.speech, self.host.preferences.read_aloud
        told = "aloud_off" if not aloud else "aloud_on" if self.host.speaks() else "silent"
        return column(
            text(say("customer.settings"), bold=True),
            radio(str(ALOUD), say("customer.aloud"), say(f"customer.{told}"), aloud, "aloud"),
            radio(str(SECOND), say("customer.open"), "", False, "second"),
        )

    def _told(self) -> list[ft.Control]:
        """How opening the customer's screen went; with its address where it must be opened by hand."""
        return [named(text(self._opened, look.SECOND, lines=2, most=16), "opened")] if self._opened else []

    def _practice(self) -> tuple[str, str]:
        """What the digit of practice does, and what that means."""
        there = self.host.standing.practice
        return self.speech(f"practice.{'leave' if there else 'start'}"), self.speech(
            f"practice.{'leave_means' if there else 'means'}"
        )

    def _table(self) -> ft.Control:
        say = self.speech
        if not self._printers:
            return text(say("ui.settings.no_printer"), look.SECOND, color=look.INK_2)
        columns = (
            Col(say("ui.settings.printer"), 120),
            Col(say("ui.settings.kind"), 90),
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
        elif press.intent is Intent.CHOOSE and press.digit == SECOND:
            shown, link = await self.host.second_screen()
            self._opened = self.speech(f"customer.{shown}", link=link)
            self.host.freshen()
        elif press.intent is Intent.CHOOSE and press.digit == PRACTICE:
            await self.host.practise()
        elif press.intent in (Intent.BACK, Intent.CONFIRM):
            await self.host.show(self._before)
