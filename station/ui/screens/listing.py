"""A screen that is a list: only the rows in sight are built, the place is kept, arrows walk, Enter acts on the chosen one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import flet as ft

from schemas.failures import Failure
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.marks import column, filler, gap, named
from station.ui.widgets.sheets import grave_notice, next_step, page, title
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text

PAGE = 11
"""Rows in sight."""


class ListScreen(Screen):
    """A list brings `kind` (its words are `ui.KIND.…`), its rows, and what Enter does with one."""

    place: int | None = 6
    kind = ""
    page_rows = PAGE
    """Rows in sight of this list."""
    wide = False
    """Whether the chosen row is told in full at the right."""

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host)
        self._before = before
        self.rows: Sequence[Any] = ()
        self.chosen = 0
        self._told: Notice | None = None

    # ------------------------------------------------------------ what a list brings
    async def read(self) -> Sequence[Any]:
        """The rows, from the office."""
        raise NotImplementedError

    def columns(self) -> tuple[Col, ...]:
        """The columns."""
        raise NotImplementedError

    def cells(self, row: Any) -> tuple[str | ft.Control, ...]:
        """One row as the cells of the columns."""
        raise NotImplementedError

    def own(self, name: str) -> str:
        """Words of this list alone."""
        return self.speech(f"ui.{self.kind}.{name}")

    def head(self) -> list[ft.Control]:
        """What stands above the list."""
        return []

    def tags(self) -> list[ft.Control]:
        """What stands beside the title."""
        return []

    def beside(self) -> ft.Control | None:
        """The chosen row in full."""
        return None

    def main_words(self) -> str | None:
        """What Enter does with the chosen row, if anything."""
        return None

    def others(self) -> list[tuple[str, Intent, str]]:
        """Other acts: words, key, identifier."""
        return []

    async def act(self, press: Press) -> bool:
        """Enter, a digit, F4 or F8; whether it meant anything here."""
        del press
        return False

    # ------------------------------------------------------------ the list
    @property
    def row(self) -> Any | None:
        """The chosen row."""
        return self.rows[self.chosen] if self.rows else None

    async def opened(self) -> None:
        """Read the rows; the place is kept as far as there are rows."""
        self.rows = await self.read()
        self.chosen = max(0, min(self.chosen, len(self.rows) - 1))

    async def refreshed(self) -> None:
        """Something changed: read again."""
        await self.opened()
        self.host.freshen()

    def body(self) -> ft.Control:
        """Title, rows in sight, acts."""
        say = self.speech
        left = column(
            title(self.own("title"), self._count(), *self.tags()),
            next_step(self.own("next" if self.rows else "none"), say),
            gap(2),
            *self.head(),
            self._table(),
            *([grave_notice(self._told, say)] if self._told else []),
            filler(),
            self._buttons(),
            expand=True,
        )
        return page(left, self.beside() if self.wide else None)

    def _count(self) -> str:
        first = self._first
        shown = len(self.rows[first : first + self.page_rows])
        return self.speech("ui.list.count", first=first + 1, last=first + shown, count=len(self.rows)) if shown else ""

    @property
    def _first(self) -> int:
        return self.chosen // self.page_rows * self.page_rows

    def _table(self) -> ft.Control:
        if not self.rows:
            return text(self.speech("ui.list.none"), look.SECOND, color=look.INK_2)
        columns, first = self.columns(), self._first
        made = [
            named(line(columns, self.cells(one), chosen=place == self.chosen, height=40), f"{self.kind}.{place}",
                  selected=place == self.chosen)
            for place, one in enumerate(self.rows[first : first + self.page_rows], first)
        ]  # fmt: skip
        return column(header(columns), *made, spacing=0)

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        words = self.main_words()
        made = [main_button(words, label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))] if words else []
        made += [button(said, label(key), reach(Press(key)), name) for said, key, name in self.others()]
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(*made, end=back)

    async def press(self, press: Press) -> None:
        """Arrows walk, Esc goes back, the rest is the list's own."""
        self._told = None
        match press.intent:
            case Intent.UP | Intent.DOWN if self.rows:
                step = 1 if press.intent is Intent.DOWN else -1
                self.chosen = max(0, min(len(self.rows) - 1, self.chosen + step))
                self._walked()
            case Intent.BACK:
                await self.host.show(self._before)
            case _:
                if await self.act(press):
                    await self.opened()
                    self.host.redraw()

    def _walked(self) -> None:
        """The list asks the same of another row, so an Enter already on its way is good; an open box is drawn anew."""
        if self.field:
            self.host.redraw()
        else:
            self.host.freshen()

    def refused(self, failure: Failure) -> None:
        """What was refused stands under the list."""
        self._told = notice(failure, self.speech)
