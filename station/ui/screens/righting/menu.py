"""What may still be done with a sale or a collection 更正与退税: each act with what it is for, or why it may not be done."""

from __future__ import annotations

import flet as ft

from schemas.failures import Failure
from station.counter.questions import Followed, RefundWays
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.righting_reading import Case, case
from station.ui.sale_reading import Sale
from station.ui.screens.righting.base import RightingForm
from station.ui.screens.righting.method import MethodForm
from station.ui.screens.righting.panel import ways_part
from station.ui.screens.righting.red import RedForm
from station.ui.screens.righting.refund import RefundForm
from station.ui.screens.righting.void import VoidForm
from station.ui.widgets.buttons import button_row, text_button
from station.ui.widgets.marks import column, filler, gap, icon, keycap, named, pad, row, rule, side, tag
from station.ui.widgets.sheets import grave_notice, next_step, page, panel, title
from station.ui.widgets.type import text

OF_A_SALE: tuple[type[RightingForm], ...] = (VoidForm, RedForm, MethodForm, RefundForm)
OF_DUES: tuple[type[RightingForm], ...] = (RefundForm, MethodForm)
"""The acts in the order of their digits."""


class RightingMenu(Screen):
    """A digit opens the act; what the law refuses says so in its row."""

    place = 4

    def __init__(self, host: Host, before: Screen, sale: Sale) -> None:
        super().__init__(host)
        self._before, self._sale = before, sale
        self._case = Case(sale=sale)
        self._refused: dict[str, Notice] = {}
        self._told: Notice | None = None

    @property
    def _acts(self) -> tuple[type[RightingForm], ...]:
        acts = OF_DUES if self._sale.dues else OF_A_SALE
        return tuple(act for act in acts if act is not MethodForm or self._case.paid)

    async def opened(self) -> None:
        """Read how the sale stands, and ask of each act whether it may be done."""
        followed = await self.host.ask(Followed(self._sale.ref))
        self._case = case(self._sale, followed, await self.host.ask(RefundWays(self._sale.ref, self.host.standing.day)))
        self._refused = {}
        for act in self._acts:
            try:
                await act(self.host, self._before, self._case).foreseen()
            except Failure as failure:
                self._refused[act.kind] = notice(failure, self.speech)

    def body(self) -> ft.Control:
        """The acts at the left, the refund table at the right."""
        say, reach = self.speech, self.host.reaching
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        left = column(
            title(say("righting.menu.title"), f"{self._sale.number} · {self._sale.name}"),
            next_step(say("righting.menu.next"), say),
            gap(6),
            *(self._line(digit, act.kind) for digit, act in enumerate(self._acts, 1)),
            *([grave_notice(self._told, say)] if self._told else []),
            filler(),
            button_row(end=back),
            expand=True,
        )
        ways = ways_part(self._case, "", say)
        beside = panel(text(say("righting.menu.kept"), look.SECOND, color=look.INK_2), rule(look.HEAD_LINE), *ways)
        return page(left, beside if ways else None)

    def _line(self, digit: int, kind: str) -> ft.Control:
        say, refused = self.speech, self._refused.get(kind)
        means = f"{refused.what}{refused.now}" if refused else say(f"righting.menu.{kind}_means")
        words = column(
            text(
                say(f"righting.menu.{kind}"), look.SECTION, bold=not refused, color=look.INK_3 if refused else look.INK
            ),
            text(means, look.SECOND, color=look.INK_2),
            spacing=2,
            tight=True,
            expand=True,
        )
        mark = (
            tag(say("righting.menu.not_now"), "amber", ft.Icons.BLOCK) if refused else icon(ft.Icons.CHEVRON_RIGHT, 24)
        )
        line = row(keycap(str(digit), size=look.BODY), words, mark, spacing=16)
        return named(
            ft.Container(line, padding=pad(16, 10), border=ft.Border(bottom=side(1, look.LINE_2))), f"act.{kind}"
        )

    async def press(self, press: Press) -> None:
        """A digit opens an act, Esc goes back to the sale."""
        if press.intent is Intent.CHOOSE and 1 <= (press.digit or 0) <= len(self._acts):
            act = self._acts[(press.digit or 1) - 1]
            await self.host.show(act(self.host, self._before, self._case))
        elif press.intent is Intent.BACK:
            await self.host.show(self._before)

    def refused(self, failure: Failure) -> None:
        """Why nothing may be done with it here."""
        self._told = notice(failure, self.speech)
