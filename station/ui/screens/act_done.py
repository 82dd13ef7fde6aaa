"""After an act that has papers: it is read back as it was committed, its papers are turned through, each can be seen large."""

from __future__ import annotations

from typing import Any

import flet as ft

from station.counter.asking import Paper, Show
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.righting_reading import act_of
from station.ui.sale_reading import Sale
from station.ui.screens.paper import PaperView
from station.ui.screens.sale_parts import clock_of, copies, paper_list, sheet
from station.ui.widgets.buttons import button, button_row, main_button
from station.ui.widgets.marks import column, icon, named, row
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import text


class ActDone(Screen):
    """What the results of acts share; `answer` is what the office answered. Enter and Esc leave."""

    def __init__(self, host: Host, answer: dict[str, Any]) -> None:
        super().__init__(host)
        self._answer = answer
        self._act = Sale()
        self._paper = 0
        self._picture: bytes | None = None

    async def leave(self) -> None:
        """Where Enter and Esc go."""
        raise NotImplementedError

    async def opened(self) -> None:
        """Read the committed act back."""
        await self._read()

    async def refreshed(self) -> None:
        """A paper may have come out, a copy arrived elsewhere."""
        await self._read()
        self.host.freshen()

    async def _read(self) -> None:
        before = len(self._act.papers)
        self._act = act_of(await self.host.ask(Show(self._answer["entry"])))
        if not before and self._act.papers:
            self._turn_to(0)

    def _turn_to(self, place: int) -> None:
        self._paper, self._picture = place % max(1, len(self._act.papers)), None
        if self._act.papers:
            paper = self._act.papers[self._paper]
            self.host.later(self, Paper(self._act.ref, paper.name, "png", paper.part), self._show_picture)

    def _show_picture(self, answer: dict[str, Any]) -> None:
        self._picture = answer["data"]

    # ------------------------------------------------------------ drawing
    def _saved(self, result: str) -> ft.Control:
        """What was done, and that it is safe."""
        say = self.speech
        words = column(
            named(text(result, look.RESULT, bold=True), "result"),
            text(say("ui.done.safe_here", at=clock_of(self._act.at, self.host.now())), color=look.INK_2),
            spacing=0,
            tight=True,
        )
        return row(icon(ft.Icons.CHECK_CIRCLE, 48, look.PRIMARY), words, spacing=18)

    def _where(self) -> list[ft.Control]:
        """Who holds the entry, and what the printer did with its papers."""
        say, act = self.speech, self._act
        held = copies(act, self.host.standing, self.host.now(), say)
        return [held, *([paper_list(act, self._paper, say)] if act.papers else [])]

    def _papers(self) -> ft.Control:
        say = self.speech
        if not self._act.papers:
            return panel(text(say("righting.done.no_paper"), look.SECOND, color=look.INK_2))
        return panel(
            text(say("ui.done.papers"), look.SECTION, bold=True),
            sheet(self._picture, self._act, self._paper, say),
        )

    def _buttons(self, words: str) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(words, label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        others: list[ft.Control] = []
        if len(self._act.papers) > 1:
            others.append(button(say("ui.done.other_paper"), "↑ ↓", reach(Press(Intent.DOWN)), "other"))
        if self._act.papers:
            others.append(button(say("ui.done.large"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "large"))
        return button_row(main, *others)

    async def press(self, press: Press) -> None:
        """Enter and Esc leave; up and down turn the papers."""
        match press.intent:
            case Intent.CONFIRM | Intent.BACK:
                await self.leave()
            case Intent.FIRST if self._act.papers:
                await self.host.show(PaperView(self.host, self, self._act, self._paper))
            case Intent.UP | Intent.DOWN:
                self._turn_to(self._paper + (1 if press.intent is Intent.DOWN else -1))
                self.host.redraw()
            case _:
                pass
