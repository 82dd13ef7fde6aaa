"""The print queue 打印队列: what waits, and the question that only the paper can answer: what came out?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import flet as ft

from station.counter.paperwork import PrintQueue as Asked
from station.counter.paperwork import RepeatPaper, SettlePaper
from station.ui import look
from station.ui.keyboard import Intent, Press
from station.ui.screens.listing import ListScreen
from station.ui.screens.sale_parts import print_mark
from station.ui.widgets.choices import radio
from station.ui.widgets.marks import column, icon, row, rule
from station.ui.widgets.sheets import panel
from station.ui.widgets.tables import Col
from station.ui.widgets.type import text

OUTCOMES = ("whole", "nothing", "torn")
"""What may have come out, in the order of digits."""


class PrintQueue(ListScreen):
    """A job in doubt asks by digit; Enter signs the answer. F4 prints a slip or a sheet once more."""

    kind = "print_queue"
    wide = True

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._outcome = -1

    async def read(self) -> Sequence[Any]:
        """Jobs in doubt first, then what waits, then what came out last."""
        jobs: list[dict[str, Any]] = (await self.host.ask(Asked(waiting=False, most=100)))["jobs"]
        order = {"unknown": 0, "sending": 1, "queued": 2}
        return sorted(jobs, key=lambda one: order.get(one["state"], 3))

    def columns(self) -> tuple[Col, ...]:
        """What, its number, which copy, its state."""
        say = self.speech
        return (
            Col(say("ui.print_queue.paper")),
            Col(say("ui.print_queue.number"), 110),
            Col(say("ui.print_queue.copy"), 60, right=True),
            Col(say("ui.column.state"), 140),
        )

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One job."""
        say = self.speech
        return (say.choice("paper", row["paper"]), row["number"], str(row["copy"]), print_mark(row["state"], say))

    def beside(self) -> ft.Control | None:
        """The question of a job in doubt; else what is known of the job."""
        one, say = self.row, self.speech
        if one is None:
            return None
        head = text(say.choice("paper", one["paper"]), look.SECTION, bold=True)
        if not one["asks"]:
            facts = [text(say("ui.print_queue.printer", name=one["printer"] or "-"), look.SECOND, color=look.INK_2)]
            if one["reason"]:
                facts.append(text(one["reason"], look.SECOND, color=look.INK_2))
            if one["once"]:
                facts.append(text(say("ui.print_queue.once"), look.SECOND, color=look.INK_2))
            return panel(head, rule(look.HEAD_LINE), *facts)
        rows = [
            radio(str(n), say(f"ui.print_queue.of.{each}"), say(f"ui.print_queue.means.{each}"), n - 1 == self._outcome,
                  f"outcome.{each}")
            for n, each in enumerate(OUTCOMES, 1)
        ]  # fmt: skip
        asked = row(icon(ft.Icons.HELP_OUTLINE, 22, look.AMBER), text(say("ui.print_queue.asks"), 17, bold=True))
        number = [text(one["number"], look.RESULT, bold=True)] if one["number"] else []
        return panel(head, *number, rule(look.HEAD_LINE), asked, column(*rows, spacing=4))

    def main_words(self) -> str | None:
        """Only an answer that was chosen is signed."""
        asks = self.row and self.row["asks"] and self._outcome >= 0
        return self.speech("ui.print_queue.sign") if asks else None

    def others(self) -> list[tuple[str, Intent, str]]:
        """A paper that may be printed twice."""
        may = self.row and self.row["may_repeat"]
        return [(self.speech("ui.print_queue.repeat"), Intent.FIRST, "repeat")] if may else []

    async def act(self, press: Press) -> bool:
        """A digit answers, Enter signs, F4 prints once more."""
        one = self.row
        if one is None:
            return False
        if press.intent is Intent.CHOOSE and one["asks"] and 1 <= (press.digit or 0) <= len(OUTCOMES):
            self._outcome = (press.digit or 1) - 1
            self.host.freshen()
        elif press.intent is Intent.CONFIRM and one["asks"] and self._outcome >= 0:
            await self._settle(one["job"], OUTCOMES[self._outcome])
            return True
        elif press.intent is Intent.FIRST and one["may_repeat"]:
            reason = self.speech("ui.print_queue.repeat_reason")
            await self.host.do(RepeatPaper(**self._who(), job=one["job"], reason=reason))
            return True
        return False

    async def _settle(self, job: int, outcome: str) -> None:
        self._outcome = -1
        await self.host.do(SettlePaper(**self._who(), job=job, outcome=outcome))

    def _who(self) -> dict[str, Any]:
        return {"command": UUID(self.host.new_command()), "clerk": self.host.clerk, "on": self.host.standing.day}
