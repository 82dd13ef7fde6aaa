"""What the steps of the first run share: their words, the list of steps at the right, and acts off the drawing thread."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import flet as ft

from schemas.failures import Failure
from station.ui import look
from station.ui.forms import Question
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.screens.forming import FormScreen
from station.ui.setup_port import SetUp
from station.ui.speech import Speech
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.marks import column, gap, icon, keycap, named, row, rule
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import text

STEPS = ("site", "head", "printer")
Given = TypeVar("Given")


@dataclass(frozen=True, slots=True)
class Run:
    """The first run as its screens see it: its acts, the screen of each step, and what happens when it has ended."""

    setup: SetUp
    next: Callable[[Host], Coroutine[Any, Any, Screen | None]]
    settled: Callable[[], Awaitable[None]]


class WelcomeForm(FormScreen):
    """One step. `step` is its name among the steps."""

    framed = False
    step = ""

    def __init__(self, host: Host, run: Run, before: Screen | None = None) -> None:
        super().__init__(host, before)
        self.run = run

    async def off(self, act: Callable[[], Given]) -> Given:
        """An act off the drawing thread."""
        return await asyncio.to_thread(act)

    async def go_on(self) -> None:
        """The step is done: the next one, or the counter."""
        self.drop()
        screen = await self.run.next(self.host)
        await (self.host.show(screen) if screen else self.run.settled())

    async def _back(self, *, leave: bool) -> None:
        """There is nothing before the first question of the first run."""
        if self._before is not None or self.said_before:
            await super()._back(leave=leave)

    @property
    def said_before(self) -> bool:
        """Whether a question stands before the open one."""
        return self._form.at is None or self._form.asked[0] is not self._form.at

    def beside(self) -> ft.Control | None:
        """Which step this is."""
        return steps_panel(self.step, self.speech)

    def refused(self, failure: Failure) -> None:
        """Nobody tries again by himself before there is a counter."""
        super().refused(failure)
        if self._placeless is not None:
            self._placeless = replace(self._placeless, lost=self.speech("setup.lost"))

    def _tags(self) -> list[ft.Control]:
        return []

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(self.main_words(), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        clear = button(say("setup.clear"), label(Intent.SECOND), reach(Press(Intent.SECOND)), "clear")
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(main, *([clear] if self._begun else []), end=back if self.said_before else None)

    def own(self, name: str) -> str:
        """Words of this step alone."""
        return self.speech(f"setup.{self.kind}.{name}")

    def label(self, one: Question) -> str:
        """The words of a question."""
        return self.speech(f"setup.ask.{one.name}")

    def step_words(self, one: Question) -> str:
        """What to do at a question, where it has words of its own."""
        return self._known(f"setup.ask_next.{one.name}")

    def help_words(self, one: Question) -> str:
        """What stands under the open box of a question, if anything."""
        return self._known(f"setup.ask_help.{one.name}")

    def choice_words(self, one: Question, choice: str) -> str:
        """The words of a choice."""
        return self.speech(f"setup.of.{one.name}.{choice}")

    def _known(self, code: str) -> str:
        return self.speech(code) if self.speech.knows(code) else ""


def steps_panel(now: str, say: Speech, *more: ft.Control) -> ft.Control:
    """The steps: done with a tick, the one that is asked, those to come; what is true if one stops here; and `more`."""
    place = STEPS.index(now)
    made = [_step(number, name, number - 1 - place, say) for number, name in enumerate(STEPS, 1)]
    stops = row(
        icon(ft.Icons.SHIELD_OUTLINED, 18, look.INK_3),
        text(say("setup.stops"), look.SECOND, color=look.INK_2, expand=True),
    )
    return panel(
        text(say("setup.steps"), look.SECTION, bold=True),
        rule(look.HEAD_LINE),
        column(*made, spacing=4),
        gap(10),
        stops,
        *more,
    )


def _step(number: int, name: str, after: int, say: Speech) -> ft.Control:
    """One step; `after` is negative once it is done, 0 while it is asked."""
    mark = icon(ft.Icons.CHECK, 20, look.OK) if after < 0 else keycap(str(number), size=look.SECOND)
    state = "done" if after < 0 else "later" if after else "now"
    words = column(
        text(say(f"setup.{name}.title"), 17, bold=not after, color=look.INK_3 if after > 0 else look.INK),
        text(say(f"setup.step.{state}"), look.CAPTION, color=look.INK_3),
        spacing=0, tight=True, expand=True,
    )  # fmt: skip
    return named(ft.Container(row(ft.Container(mark, width=34), words), height=58), f"step.{name}", selected=not after)
