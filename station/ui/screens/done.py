"""After a sale: saved first, then where copies are, then the papers, then the paper itself. Nothing pops up."""

from __future__ import annotations

from typing import Any

import flet as ft

from schemas.money import yuan
from station.counter.asking import Paper, Show
from station.ui import look
from station.ui.customer import NOTHING, Shown, paid
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.sale_reading import Sale, sale
from station.ui.screens.paper import PaperView
from station.ui.screens.sale_parts import clock_of, copies, paper_list, sheet
from station.ui.widgets.buttons import button, button_row, main_button
from station.ui.widgets.marks import column, filler, gap, icon, named, row, rule, tag
from station.ui.widgets.sheets import next_step, page, panel, title
from station.ui.widgets.type import labelled, money, text


class Done(Screen):
    """The result of one sale or collection; Enter calls the next customer."""

    place = 1

    def __init__(self, host: Host, answer: dict[str, Any]) -> None:
        super().__init__(host)
        self._answer = answer
        self._sale = Sale()
        self._paper = 0
        self._picture: bytes | None = None

    async def opened(self) -> None:
        """Read the committed sale back: what is drawn comes from the ledger, never from the form."""
        await self._read()

    async def refreshed(self) -> None:
        """A paper may have come out, a copy arrived elsewhere."""
        await self._read()
        self.host.freshen()

    async def _read(self) -> None:
        before = len(self._sale.papers)
        self._sale = sale(await self.host.ask(Show(self._answer["entry"])))
        self.place = 2 if self._sale.dues else 1
        if not before:
            self._turn_to(0)

    def _turn_to(self, place: int) -> None:
        self._paper, self._picture = place % max(1, len(self._sale.papers)), None
        if self._sale.papers:
            paper = self._sale.papers[self._paper]
            self.host.later(self, Paper(self._sale.ref, paper.name, "png", paper.part), self._show_picture)

    def _show_picture(self, answer: dict[str, Any]) -> None:
        self._picture = answer["data"]

    def shown(self) -> Shown:
        """What was paid; a sale without tax asked for nothing."""
        done = self._sale
        what = tuple(self.speech.choice("tax", one) for one in done.dues) or (done.item,)
        return paid(done.total_fen, what, done.method) if done.total_fen else NOTHING

    def body(self) -> ft.Control:
        """Result at the left, money and paper at the right."""
        say, done = self.speech, self._sale
        left = column(
            title(say(f"ui.place.{self.place}"), self._count()),
            next_step(say("ui.done.next_dues" if done.dues else "ui.done.next", name=done.name), say),
            gap(8),
            self._saved(),
            gap(6),
            text(say("ui.done.where"), look.CAPTION, color=look.INK_3),
            copies(done, self.host.standing, self.host.now(), say),
            gap(10),
            text(say("ui.done.papers"), look.CAPTION, color=look.INK_3),
            paper_list(done, self._paper, say),
            filler(),
            self._buttons(),
            spacing=8,
            expand=True,
        )
        return page(left, self._money())

    def _count(self) -> str:
        """Which sale of the day it was; a collection is no invoice."""
        done = self._sale
        return done.name if done.dues else self.speech("ui.done.count", count=self.host.standing.sales_today)

    def _saved(self) -> ft.Control:
        say = self.speech
        disc = ft.Container(
            icon(ft.Icons.CHECK, 34, look.PAPER),
            width=60,
            height=60,
            bgcolor=look.PRIMARY,
            border_radius=30,
            alignment=ft.Alignment.CENTER,
        )
        standing = self.host.standing
        elsewhere = standing.witnesses > 0 or standing.centre_holds >= self._sale.seq
        safe = "ui.done.safe_elsewhere" if elsewhere else "ui.done.safe_here"
        words = column(
            named(
                text(say("ui.done.collected" if self._sale.dues else "ui.done.saved"), look.RESULT, bold=True), "result"
            ),
            text(say(safe, at=clock_of(self._sale.at, self.host.now())), color=look.INK_2),
            spacing=0,
            tight=True,
        )
        return row(disc, words, spacing=18)

    def _money(self) -> ft.Control:
        say, done = self.speech, self._sale
        paid = (
            tag(f"{say.choice('method', done.method)} {say('ui.done.paid')}", "ok")
            if done.total_fen
            else tag(say("ui.done.free"))
        )
        return panel(
            row(text(say("ui.row.method"), look.SECTION, bold=True), filler(), paid),
            named(row(filler(), money(yuan(done.total_fen), look.PAID if done.total_fen < 10**9 else look.GROSS)), "total"),
            row(*([] if done.dues else [labelled(say("ui.working.gross"), yuan(done.gross_fen))]), filler(),
                *([labelled(say("ui.payment.order"), done.order_no)] if done.order_no else [])),
            rule(look.HEAD_LINE),
            gap(2),
            sheet(self._picture, done, self._paper, say),
            filler(),
            row(icon(ft.Icons.INFO_OUTLINE, 16, look.INK_3), text(say("ui.done.specimen"), look.SMALL, color=look.INK_3, expand=True),
                spacing=6),
        )  # fmt: skip

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        main = main_button(say("ui.done.on"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        other = button(say("ui.done.other_paper"), "↑ ↓", reach(Press(Intent.DOWN)), "other")
        large = button(say("ui.done.large"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "large")
        return button_row(main, *([other] if len(self._sale.papers) > 1 else []), large)

    async def press(self, press: Press) -> None:
        """Enter calls the next; up and down turn the papers; Esc goes home."""
        match press.intent:
            case Intent.CONFIRM:
                await self.host.go(self.place or 1)
            case Intent.FIRST if self._sale.papers:
                await self.host.show(PaperView(self.host, self, self._sale, self._paper))
            case Intent.UP | Intent.DOWN:
                self._turn_to(self._paper + (1 if press.intent is Intent.DOWN else -1))
                self.host.redraw()
            case Intent.BACK:
                await self.host.home()
            case _:
                pass
