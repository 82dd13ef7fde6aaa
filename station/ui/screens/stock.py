"""Invoices and vouchers 发票与票证: what is left of both stocks, and what was issued today."""

from __future__ import annotations

import flet as ft

from schemas.money import yuan
from station.counter.asking import DayReport, Show
from station.ui import look
from station.ui.day_reading import Day, day
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.sale_reading import Sale, sale
from station.ui.screens.forms_aside import FormsAside
from station.ui.screens.record import Record
from station.ui.screens.sale_rows import sale_cells, sale_columns
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.marks import column, filler, gap, named, row
from station.ui.widgets.sheets import next_step, page, title
from station.ui.widgets.tables import Col, header, line, total
from station.ui.widgets.type import labelled, text

PAGE = 11
"""Rows on one page of the list."""


class Stock(Screen):
    """The day's invoices in the order of their numbers; Enter opens one, F4 takes forms out of use."""

    place = 4

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._day = Day()
        self._shown: tuple[Sale, ...] = ()
        self._chosen = -1

    async def opened(self) -> None:
        """Read the day, and the sales of the page that is shown."""
        self._day = day(await self.host.ask(DayReport(self.host.standing.day)))
        last = len(self._day.issued) - 1
        self._chosen = last if self._chosen < 0 else min(self._chosen, last)
        await self._read_page()

    async def refreshed(self) -> None:
        """Another window may have sold."""
        await self.opened()
        self.host.freshen()

    @property
    def _first(self) -> int:
        return max(0, self._chosen) // PAGE * PAGE

    async def _read_page(self) -> None:
        rows = self._day.issued[self._first : self._first + PAGE]
        self._shown = tuple([sale(await self.host.ask(Show(one.ref))) for one in rows])

    def body(self) -> ft.Control:
        """Stocks above, list below."""
        say, reach = self.speech, self.host.reaching
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        main = main_button(say("ui.find.open"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        aside = button(say("dayplace.door.aside"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "aside")
        return page(
            column(
                title(say("ui.place.4"), self._day.on),
                next_step(say("ui.stock.next" if self._shown else "ui.stock.none"), say),
                gap(4),
                self._stocks(),
                gap(4),
                self._table(),
                filler(),
                button_row(*([main] if self._shown else []), aside, end=back),
                expand=True,
            )
        )

    def _stocks(self) -> ft.Control:
        say, standing = self.speech, self.host.standing
        voided = sum(one.state != "issued" for one in self._day.issued)
        shown = say(
            "ui.stock.count",
            first=self._first + 1 if self._shown else 0,
            last=self._first + len(self._shown),
            count=len(self._day.issued),
        )
        return row(
            labelled(say("ui.stock.invoices"), f"{standing.invoices:,}", look.TITLE),
            labelled(say("ui.stock.vouchers"), f"{standing.vouchers:,}", look.TITLE),
            labelled(say("ui.stock.voided"), str(voided), look.TITLE),
            filler(),
            text(shown, look.SECOND, color=look.INK_2),
            spacing=36,
        )

    def _table(self) -> ft.Control:
        say = self.speech
        columns = sale_columns(say)
        rows = [self._line(columns, place, one) for place, one in enumerate(self._shown, self._first)]
        sums = ("", "", "", say("ui.column.total"), yuan(self._day.gross_fen), yuan(self._day.taxes_fen), "")
        return column(header(columns), *rows, total(columns, sums), spacing=0)

    def _line(self, columns: tuple[Col, ...], place: int, one: Sale) -> ft.Control:
        on = place == self._chosen
        return named(
            line(columns, sale_cells(one, self.speech), chosen=on, striped=place % 2 == 1), f"hit.{place}", selected=on
        )

    async def press(self, press: Press) -> None:
        """Arrows walk, Enter opens, Esc goes home."""
        match press.intent:
            case Intent.UP | Intent.DOWN if self._shown:
                before, step = self._first, 1 if press.intent is Intent.DOWN else -1
                self._chosen = max(0, min(len(self._day.issued) - 1, self._chosen + step))
                if self._first != before:
                    await self._read_page()
                self.host.redraw()
            case Intent.CONFIRM if self._shown:
                await self.host.show(Record(self.host, self, self._day.issued[self._chosen].ref))
            case Intent.FIRST:
                await self.host.show(FormsAside(self.host, self))
            case Intent.BACK:
                await self.host.home()
            case _:
                pass
