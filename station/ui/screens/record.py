"""One sale from its entry: who, for whom, what, money, copies, paper; and what may still be done with it."""

from __future__ import annotations

from typing import Any

import flet as ft

from schemas.failures import Refusal
from schemas.money import yuan
from station.counter.asking import Paper, Show, Why
from station.counter.questions import Followed
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.sale_reading import Sale, sale
from station.ui.screens.paper import PaperView
from station.ui.screens.righting.menu import RightingMenu
from station.ui.screens.sale_parts import copies, later_tags, paper_list, said_rows, sheet
from station.ui.screens.why import Why as WhyScreen
from station.ui.widgets.buttons import button, button_row, main_button
from station.ui.widgets.marks import column, filler, gap, named, row, rule, tag
from station.ui.widgets.sheets import next_step, page, panel, title
from station.ui.widgets.type import money, text


class Record(Screen):
    """Read only; what may still be done with it stands on its own screen."""

    place = 4

    def __init__(self, host: Host, before: Screen, ref: str) -> None:
        super().__init__(host)
        self._before, self._ref = before, ref
        self._sale = Sale()
        self._paper = 0
        self._picture: bytes | None = None
        self._later: dict[str, Any] = {}

    async def opened(self) -> None:
        """Read the sale, what came of it later, and its first paper."""
        await self._read()
        self._turn_to(self._paper)

    async def _read(self) -> None:
        self._sale = sale(await self.host.ask(Show(self._ref)))
        try:
            self._later = await self.host.ask(Followed(self._sale.ref))
        except Refusal:
            self._later = {}

    async def refreshed(self) -> None:
        """The ledger moved on: read again; the paper is as it was."""
        await self._read()
        self.host.freshen()

    def _turn_to(self, place: int) -> None:
        self._paper, self._picture = place % max(1, len(self._sale.papers)), None
        if self._sale.papers:
            paper = self._sale.papers[self._paper]
            self.host.later(self, Paper(self._sale.ref, paper.name, "png", paper.part), self._show_picture)

    def _show_picture(self, answer: dict[str, Any]) -> None:
        self._picture = answer["data"]

    def body(self) -> ft.Control:
        """The sale at the left, its money and paper at the right."""
        say, one = self.speech, self._sale
        state = tag(say.choice("state", one.state), "ok" if one.state == "issued" else "error")
        left = column(
            title(
                say("ui.record.voucher" if one.dues else "ui.record.title", number=one.number),
                one.on,
                *later_tags(one, self._later, say),
                state,
            ),
            next_step(say("ui.record.next"), say),
            gap(2),
            *said_rows(one, say),
            gap(6),
            copies(one, self.host.standing, self.host.now(), say),
            gap(6),
            paper_list(one, self._paper, say),
            filler(),
            self._buttons(),
            expand=True,
        )
        return page(left, self._beside())

    def _beside(self) -> ft.Control:
        say, one = self.speech, self._sale
        now = next((paid["method"] for paid in self._later.get("payments", ())), one.method)
        paid = say.choice("method", now)
        return panel(
            row(
                text(say("ui.working.total"), look.SECTION, bold=True),
                filler(),
                tag(paid, "ok" if one.total_fen else "plain"),
            ),
            named(row(filler(), money(yuan(one.total_fen), look.PAID)), "total"),
            text(one.order_no, look.CAPTION, color=look.INK_3),
            rule(look.HEAD_LINE),
            gap(2),
            sheet(self._picture, one, self._paper, say),
        )

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(say("ui.record.back"), label(Intent.BACK), reach(Press(Intent.BACK)))
        others = [button(say("ui.done.other_paper"), "↑ ↓", reach(Press(Intent.DOWN)), "other"),
                  button(say("ui.done.large"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "large")]  # fmt: skip
        if not self._sale.dues:
            others.append(button(say("ui.keys.why"), label(Intent.WHY), reach(Press(Intent.WHY)), "why"))
        if self._may_be_righted:
            words = say("ui.record.righting")
            others.append(button(words, label(Intent.SECOND), reach(Press(Intent.SECOND)), "righting"))
        return button_row(main, *others)

    @property
    def _may_be_righted(self) -> bool:
        """What is void has nothing left to put right; what another device wrote is that one's."""
        return self._sale.state != "voided" and bool(self._later)

    async def press(self, press: Press) -> None:
        """Papers by arrows, F9 why, F8 put right, Esc back to the hits."""
        match press.intent:
            case Intent.FIRST if self._sale.papers:
                await self.host.show(PaperView(self.host, self, self._sale, self._paper))
            case Intent.UP | Intent.DOWN:
                self._turn_to(self._paper + (1 if press.intent is Intent.DOWN else -1))
                self.host.redraw()
            case Intent.WHY if not self._sale.dues:
                quote = await self.host.ask(Why(self._ref))
                await self.host.show(WhyScreen(self.host, self, quote, self._sale.gross_fen))
            case Intent.SECOND if self._may_be_righted:
                await self.host.show(RightingMenu(self.host, self, self._sale))
            case Intent.BACK | Intent.CONFIRM:
                await self.host.show(self._before)
            case _:
                pass
