"""Taxpayers 纳税人: the people who were served here, found as the name is typed; Enter begins a sale for one of them."""

from __future__ import annotations

import flet as ft

from schemas.failures import Failure
from schemas.money import yuan
from station.counter.asking import Find
from station.ui import answers, drafts, look, typed
from station.ui.answers import Customer
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.readings import Hit, money_hits
from station.ui.screens.issue import Issue
from station.ui.screens.street.doors import StreetDoors
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.fields import active_row, entry
from station.ui.widgets.marks import column, filler, gap, named
from station.ui.widgets.sheets import grave_notice, next_step, page, title
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text

MOST = 8
"""How many people stand on the screen."""


class People(Screen):
    """One box; the people under it follow what is typed."""

    place = 3

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._written, self._chosen = "", 0
        self._people: tuple[tuple[Customer, tuple[Hit, ...]], ...] = ()
        self._told: Notice | None = None
        self._list = ft.Container(expand=True)

    @property
    def field(self) -> bool:
        """Always a box."""
        return True

    def body(self) -> ft.Control:
        """Box and list."""
        say, reach = self.speech, self.host.reaching
        self._list = ft.Container(self._table(), expand=True)
        box = entry(self._written, self.host.hearing(), label=say("ui.people.label"))
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        doors = button(say("streetplace.title"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "street")
        street = [doors] if self.host.standing.kind == "street" else []
        main = main_button(say("ui.people.issue"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        return page(
            column(
                title(say("ui.place.3"), say("ui.people.remark")),
                next_step(say("ui.people.next"), say),
                gap(2),
                active_row(say("ui.people.label"), named(box, "field.people"), None),
                *([grave_notice(self._told, say)] if self._told else []),
                self._list,
                button_row(main, *street, end=back),
                expand=True,
            )
        )

    def _table(self) -> ft.Control:
        say = self.speech
        if not self._people:
            words = say("ui.find.nothing" if typed.clean(self._written) else "ui.people.start")
            return ft.Container(text(words, look.SECOND, color=look.INK_2), padding=ft.Padding.all(12))
        columns = (
            Col(say("ui.column.name"), 130),
            Col(say("ui.column.id"), 210),
            Col(say("ui.column.phone"), 140),
            Col(say("ui.column.last_buyer")),
            Col(say("ui.column.on"), 110),
            Col(say("ui.column.count"), 60, right=True),
            Col(say("ui.column.gross"), 140, right=True),
        )
        rows = [
            named(
                line(columns, self._cells(who, sales), chosen=n == self._chosen, height=42),
                f"person.{n}",
                selected=n == self._chosen,
            )
            for n, (who, sales) in enumerate(self._people)
        ]
        return column(header(columns), *rows, filler(), spacing=0, expand=True)

    @staticmethod
    def _cells(who: Customer, sales: tuple[Hit, ...]) -> tuple[str, ...]:
        standing = [sale for sale in sales if sale.state == "issued"]
        gross = yuan(sum(sale.gross_fen for sale in standing))
        return (
            who.name,
            typed.masked(who.id),
            typed.phone(who.phone),
            sales[0].buyer,
            sales[0].on,
            str(len(standing)),
            gross,
        )

    async def typed(self, text: str) -> None:
        """Search as it is typed."""
        self._written, self._chosen = text, 0
        wanted = typed.clean(text)
        found = money_hits(await self.host.ask(Find(wanted, most=200))) if wanted else ()
        grouped: dict[str, list[Hit]] = {}
        for hit in found:
            grouped.setdefault(hit.id, []).append(hit)
        self._people = tuple((sales[0].customer, tuple(sales)) for sales in list(grouped.values())[:MOST])
        self._list.content = self._table()
        self.host.patch(self._list)

    async def submitted(self, text: str) -> None:
        """Begin a sale for the chosen person."""
        if text != self._written:
            await self.typed(text)
        if self._chosen < len(self._people):
            begun = drafts.begin(self.host.new_command(), self.host.standing.day)
            await self.host.show(Issue(self.host, answers.take_customer(begun, self._people[self._chosen][0])))
        else:
            self.host.redraw()

    async def press(self, press: Press) -> None:
        """Arrows walk the list, F4 opens the street station's doors, Esc goes home."""
        match press.intent:
            case Intent.UP | Intent.DOWN if self._people:
                step = 1 if press.intent is Intent.DOWN else -1
                self._chosen = max(0, min(len(self._people) - 1, self._chosen + step))
                self._list.content = self._table()
                self.host.patch(self._list)
            case Intent.CONFIRM:
                await self.submitted(self._written)
            case Intent.FIRST if self.host.standing.kind == "street":
                await self.host.show(StreetDoors(self.host))
            case Intent.BACK:
                await self.host.home()
            case _:
                pass

    def refused(self, failure: Failure) -> None:
        """A search that fails says so under the box."""
        self._told = notice(failure, self.speech)
