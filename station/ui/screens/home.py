"""Home after unlocking: the day so far, what was left unfinished, and the places by their digits."""

from __future__ import annotations

import flet as ft

from schemas.money import yuan
from station.counter.asking import DayReport, Show
from station.ui import look, parked, typed
from station.ui.day_reading import Day, day
from station.ui.drafts import Draft, Field
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.sale_reading import Sale, sale
from station.ui.screens.issue import Issue
from station.ui.screens.pending import Waiting
from station.ui.screens.sale_rows import sale_cells, sale_columns
from station.ui.widgets.buttons import button_row, main_button
from station.ui.widgets.marks import column, filler, gap, icon, named, pad, row, rule, side
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.tables import header, line
from station.ui.widgets.type import money, text

MOST = 6
"""How many unfinished sales are listed."""


RECENT = 5
"""How many of the last sales are listed."""


class Home(Screen):
    """Digits open places here; arrows and Enter take up an unfinished sale."""

    task = False

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._day = Day()
        self._drafts: tuple[Draft, ...] = ()
        self._recent: tuple[Sale, ...] = ()
        self._chosen = 0

    async def opened(self) -> None:
        """The day, its last sales, and the drafts of this clerk."""
        self._day = day(await self.host.ask(DayReport(self.host.standing.day or None)))
        last = reversed(self._day.issued[-RECENT:])
        self._recent = tuple([sale(await self.host.ask(Show(one.ref))) for one in last])
        self._drafts = tuple(parked.open_drafts(self.host.drafts, self.host.clerk)[:MOST])

    async def refreshed(self) -> None:
        """The sums of the day moved."""
        await self.opened()
        self.host.freshen()

    def body(self) -> ft.Control:
        """Three figures, the unfinished sales, one button."""
        say, reach = self.speech, self.host.reaching
        words = say("ui.home.resume") if self._drafts else say("ui.home.start")
        return page(
            column(
                title(say("ui.home.title", name=self.host.standing.person(self.host.clerk).name)),
                next_step(say("ui.home.next_draft" if self._drafts else "ui.home.next"), say),
                gap(14),
                row(*self._figures(), spacing=0),
                gap(14),
                *self._waiting(),
                *self._unfinished(),
                *self._last(),
                filler(),
                button_row(main_button(words, label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))),
                expand=True,
            )
        )

    def _figures(self) -> list[ft.Control]:
        say, today = self.speech, self._day
        facts = (
            ("ui.home.sales", text(str(today.sales), look.EQUAL, bold=True)),
            ("ui.home.gross", money(yuan(today.gross_fen), look.EQUAL)),
            ("ui.home.taxes", money(yuan(today.taxes_fen), look.EQUAL)),
        )
        return [self._figure(say(words), figure, place > 0) for place, (words, figure) in enumerate(facts)]

    @staticmethod
    def _figure(words: str, figure: ft.Control, edge: bool) -> ft.Control:
        body = column(text(words, look.SECOND, color=look.INK_2), figure, spacing=2, tight=True)
        border = ft.Border(left=side(1, look.LINE)) if edge else None
        return ft.Container(body, padding=pad(24 if edge else 0, 2, 24, 2), border=border)

    def _waiting(self) -> list[ft.Control]:
        """Payments that wait for their end stand first."""
        waiting = self.host.standing.pending
        if not waiting:
            return []
        words = self.speech("ui.home.pending", count=len(waiting), amount=yuan(sum(one.amount_fen for one in waiting)))
        body = row(icon(ft.Icons.HELP_OUTLINE, 20, look.AMBER), text(words, bold=True, color=look.AMBER))
        return [ft.Container(body, bgcolor=look.AMBER_GROUND, border_radius=8, padding=pad(14, 10)), gap(8)]

    def _unfinished(self) -> list[ft.Control]:
        if not self._drafts:
            return []
        say = self.speech
        rows = [self._line(place, draft) for place, draft in enumerate(self._drafts)]
        return [
            text(say("ui.home.unfinished"), look.SECTION, bold=True),
            rule(look.HEAD_LINE),
            column(*rows, spacing=0),
        ]

    def _last(self) -> list[ft.Control]:
        """The sales issued last, when nothing is unfinished."""
        if self._drafts or not self._recent:
            return []
        columns = sale_columns(self.speech)
        rows = [line(columns, sale_cells(one, self.speech)) for one in self._recent]
        return [text(self.speech("ui.home.recent"), look.SECTION, bold=True), column(header(columns), *rows, spacing=0)]

    def _line(self, place: int, draft: Draft) -> ft.Control:
        on = place == self._chosen
        who = draft.said(Field.APPLICANT) or draft.typed.get(Field.APPLICANT, "") or self.speech("ui.home.nameless")
        detail = " · ".join(part for part in (draft.said(Field.BUYER), draft.said(Field.ITEM)) if part)
        amount = yuan(draft.amount_fen) if draft.amount_fen else ""
        line = row(
            icon(ft.Icons.ARROW_RIGHT, 22, look.PRIMARY) if on else gap(width=22),
            text(who, look.VALUE, bold=True),
            text(typed.clean(detail), look.SECOND, color=look.INK_2, expand=True, lines=1),
            text(amount, look.VALUE),
        )
        box = ft.Container(
            line, height=52, padding=pad(8, 0), bgcolor=look.CONTAINER if on else None,
            border=ft.Border(bottom=side(1, look.LINE_2)), border_radius=8 if on else None,
        )  # fmt: skip
        return named(box, f"draft.{place}", selected=on)

    async def press(self, press: Press) -> None:
        """Arrows walk the unfinished sales; Enter takes one up, or begins; F8 opens the payments that wait."""
        match press.intent:
            case Intent.UP | Intent.DOWN if self._drafts:
                step = 1 if press.intent is Intent.DOWN else -1
                self._chosen = max(0, min(len(self._drafts) - 1, self._chosen + step))
                self.host.redraw()
            case Intent.CONFIRM:
                await self.host.show(Issue(self.host, self._drafts[self._chosen] if self._drafts else None))
            case Intent.SECOND if self.host.standing.pending:
                await self.host.show(Waiting(self.host))
            case _:
                pass
