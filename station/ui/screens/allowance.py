"""The offline allowance 离线额度: three meters with their grades, what happens at each, and what still works at the end."""

from __future__ import annotations

from typing import Any

import flet as ft

from schemas.money import yuan
from station.counter.asking import Status
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.widgets.buttons import button_row, main_button
from station.ui.widgets.frame import span_words
from station.ui.widgets.marks import column, filler, gap, icon, named, pad, row, rule, tag
from station.ui.widgets.sheets import next_step, page, panel, title
from station.ui.widgets.type import IN_TABLES, text

METER = 600
"""The length of a meter in pixels; its end is the grant."""
GRADES = ("calm", "amber", "red", "spent")


class Allowance(Screen):
    """Read only; the way to more is a round with the centre."""

    place = 6

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host)
        self._before = before
        self._granted: dict[str, Any] | None = None

    async def opened(self) -> None:
        """Read the status."""
        self._granted = (await self.host.ask(Status()))["allowance"]

    async def refreshed(self) -> None:
        """A sale or a round moved it."""
        await self.opened()
        self.host.freshen()

    def body(self) -> ft.Control:
        """Meters at the left, the ladder at the right."""
        say = self.speech
        main = main_button(say("ui.keys.return"), label(Intent.BACK), self.host.reaching(Press(Intent.BACK)))
        grade = self._granted["grade"] if self._granted else "spent"
        kind = {"calm": "ok", "amber": "amber"}.get(grade, "error")
        left = column(
            title(say("ui.allowance.title"), "", named(tag(say(f"ui.allowance.grade.{grade}"), kind), "grade")),
            next_step(say("ui.allowance.next_calm" if grade == "calm" else "ui.allowance.next"), say),
            gap(10),
            *self._meters(),
            filler(),
            button_row(main),
            expand=True,
        )
        return page(left, self._ladder(grade))

    def _meters(self) -> list[ft.Control]:
        granted, say = self._granted, self.speech
        if granted is None:
            return [text(say("ui.allowance.none"), look.SECTION)]
        spent = granted["spent"]
        lines = [
            ("count", spent["count"], granted["count"], str),
            ("amount", spent["amount_fen"], granted["amount_fen"], yuan),
            ("hours", spent["hours"], granted["hours"], lambda hours: span_words(hours * 60, say)),
        ]
        made = [self._meter(name, used, most, show) for name, used, most, show in lines]
        sources = spent.get("sources", {})
        made += [
            self._meter("source", sources.get(source, 0), most, yuan, source)
            for source, most in granted.get("sources", {}).items()
        ]
        return made

    def _meter(self, name: str, used: int, most: int, show: Any, source: str = "") -> ft.Control:
        say = self.speech
        share = min(100, used * 100 // most) if most else 100
        color = look.PRIMARY if share < 80 else look.AMBER_METER if share < 95 else look.ERROR
        words = say(f"ui.allowance.{name}") + (f" · {source}" if source else "")
        head = row(
            text(words, look.BODY, bold=True), filler(),
            text(say("ui.allowance.used", used=show(used), most=show(most), share=share), look.BODY, most=IN_TABLES),
        )  # fmt: skip
        bar = ft.Stack(
            [
                ft.Container(width=METER, height=14, bgcolor=look.LINE_2, border_radius=4),
                ft.Container(width=max(2, METER * share // 100), height=14, bgcolor=color, border_radius=4),
                *(
                    ft.Container(ft.Container(width=2, height=20, bgcolor=look.INK_2), left=METER * at // 100, top=-3)
                    for at in (80, 95)
                ),
            ],
            width=METER,
            height=20,
        )
        left = text(say("ui.allowance.left", left=show(max(0, most - used))), look.SECOND, color=look.INK_2)
        block = ft.Container(column(head, bar, left, spacing=4, tight=True), width=METER, padding=pad(0, 8))
        return named(block, f"meter.{name}")

    def _ladder(self, grade: str) -> ft.Control:
        say = self.speech
        rungs: list[ft.Control] = []
        for one in GRADES:
            here = one == grade
            mark = icon(ft.Icons.ARROW_RIGHT, 20, look.PRIMARY) if here else gap(width=20)
            words = text(say(f"ui.allowance.rung.{one}"), look.SECOND, bold=here, expand=True)
            rungs.append(row(mark, words, spacing=6))
        still = [
            row(icon(ft.Icons.CHECK, 18, look.OK), text(say(f"ui.allowance.still.{n}"), look.SECOND, expand=True))
            for n in (1, 2, 3)
        ]
        return panel(
            text(say("ui.allowance.ladder"), look.SECTION, bold=True),
            rule(look.HEAD_LINE),
            *rungs,
            gap(8),
            text(say("ui.allowance.still"), look.SECTION, bold=True),
            rule(look.HEAD_LINE),
            *still,
            spacing=10,
        )

    async def press(self, press: Press) -> None:
        """Back."""
        if press.intent in (Intent.BACK, Intent.CONFIRM):
            await self.host.show(self._before)
