"""Search over everything this site holds 查找: a name, an id, a phone or invoice number; live, by keyboard."""

from __future__ import annotations

import flet as ft

from schemas.failures import Failure
from station.counter import asking
from station.ui import look, typed
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.readings import Hit, money_hits
from station.ui.screens.record import Record
from station.ui.screens.sale_rows import hit_cells, hit_columns
from station.ui.widgets.buttons import button_row, main_button, text_button
from station.ui.widgets.fields import active_row, entry
from station.ui.widgets.marks import column, filler, gap, named
from station.ui.widgets.sheets import grave_notice, next_step, page, title
from station.ui.widgets.tables import header, line
from station.ui.widgets.type import text

MOST = 9
"""How many hits stand on the screen; more letters make them fewer."""


class Find(Screen):
    """One box; the hits under it follow what is typed."""

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._written, self._chosen = "", 0
        self._hits: tuple[Hit, ...] = ()
        self._told: Notice | None = None
        self._list = ft.Container(expand=True)

    @property
    def field(self) -> bool:
        """Always a box."""
        return True

    def body(self) -> ft.Control:
        """Box, hits, and how to go on."""
        say, reach = self.speech, self.host.reaching
        self._list = ft.Container(self._table(), expand=True)
        box = entry(self._written, self.host.hearing(), label=say("ui.find.label"))
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return page(
            column(
                title(say("ui.keys.find"), say("ui.find.remark")),
                next_step(say("ui.find.next"), say),
                gap(2),
                active_row(say("ui.find.label"), named(box, "field.find"), None),
                *([grave_notice(self._told, say)] if self._told else []),
                self._list,
                button_row(
                    main_button(say("ui.find.open"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM))), end=back
                ),
                expand=True,
            )
        )

    def _table(self) -> ft.Control:
        say = self.speech
        if not self._hits:
            words = say("ui.find.nothing" if typed.clean(self._written) else "ui.find.start")
            return ft.Container(text(words, look.SECOND, color=look.INK_2), padding=ft.Padding.all(12))
        columns = hit_columns(say)
        rows = [
            named(
                line(columns, hit_cells(hit, say), chosen=place == self._chosen),
                f"hit.{place}",
                selected=place == self._chosen,
            )
            for place, hit in enumerate(self._hits[:MOST])
        ]
        return column(header(columns), *rows, filler(), spacing=0, expand=True)

    async def typed(self, text: str) -> None:
        """Search as it is typed; the box is left alone."""
        self._written, self._chosen = text, 0
        wanted = typed.clean(text)
        self._hits = money_hits(await self.host.ask(asking.Find(wanted))) if wanted else ()
        self._list.content = self._table()
        self.host.patch(self._list)

    async def submitted(self, text: str) -> None:
        """Open the chosen hit."""
        if text != self._written:
            await self.typed(text)
        if self._chosen < len(self._hits):
            await self.host.show(Record(self.host, self, self._hits[self._chosen].ref))
        else:
            self.host.redraw()

    async def press(self, press: Press) -> None:
        """Up and down walk the hits; Esc goes home."""
        match press.intent:
            case Intent.UP | Intent.DOWN if self._hits:
                step = 1 if press.intent is Intent.DOWN else -1
                self._chosen = max(0, min(len(self._hits[:MOST]) - 1, self._chosen + step))
                self._list.content = self._table()
                self.host.patch(self._list)
            case Intent.CONFIRM:
                await self.submitted(self._written)
            case Intent.BACK:
                await self.host.home()
            case _:
                pass

    def refused(self, failure: Failure) -> None:
        """A search that fails says so under the box."""
        self._told = notice(failure, self.speech)
