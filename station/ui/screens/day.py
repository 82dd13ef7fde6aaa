"""Closing the business day 日结: three sums that must be equal, the drawer counted, the difference named and nobody's debt."""

from __future__ import annotations

from uuid import UUID

import flet as ft

from schemas.failures import Failure
from station.counter.asking import DayReport
from station.counter.commands import CloseDay
from station.ui import drawer, last_count, look
from station.ui.day_reading import Day, day
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.screens.day_parts import difference, equality, methods_table
from station.ui.screens.day_pictures import hours
from station.ui.screens.drawer_parts import day_drawer
from station.ui.screens.opening import Opening
from station.ui.screens.pending import Waiting
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.marks import STRETCH, column, filler, named, pad, tag, upright
from station.ui.widgets.sheets import grave_notice, next_step, title
from station.ui.widgets.type import text


class DayScreen(Screen):
    """Pieces by denomination, one box at a time; then Enter signs and closes."""

    place = 5

    def __init__(self, host: Host, before: Screen) -> None:
        super().__init__(host)
        self._before = before
        self._day = Day()
        self._count = drawer.Count()
        self._told: Notice | None = None
        self._at_field: Notice | None = None
        self._command = UUID(host.new_command())

    @property
    def field(self) -> bool:
        """A box stands while the drawer is being counted."""
        return self._counting

    @property
    def _counting(self) -> bool:
        return self._day.state != "closed" and not self._count.done

    async def opened(self) -> None:
        """Read the day's report."""
        self._day = day(await self.host.ask(DayReport(self.host.standing.day or None)))

    async def refreshed(self) -> None:
        """The sums moved; a box being typed into is left alone until it is answered."""
        await self.opened()
        if not self._counting:
            self.host.freshen()

    def body(self) -> ft.Control:
        """The drawer at the left, the books at the right."""
        say = self.speech
        right = column(
            title(say("dayplace.door.close"), self._day.on, self._state()),
            next_step(say(f"ui.day.next.{self._step()}"), say),
            equality(self._day, say),
            methods_table(self._day, say),
            ft.Row(
                [hours(self._day, say), upright(130), difference(self._difference(), say)],
                spacing=18,
                vertical_alignment=ft.CrossAxisAlignment.START,
            ),
            *([grave_notice(self._told, say)] if self._told else []),
            filler(),
            self._buttons(),
            spacing=8,
            expand=True,
        )
        box = self.host.hearing() if self._counting else None
        left = day_drawer(self._day, self._count, box, self._at_field, say)
        return ft.Row(
            [left, ft.Container(right, expand=True, padding=pad(28, 16))],
            spacing=0,
            vertical_alignment=STRETCH,
            expand=True,
        )

    def _state(self) -> ft.Control:
        kind = {"closed": "blue", "open": "ok"}.get(self._day.state, "plain")
        return named(tag(self.speech.choice("day_state", self._day.state), kind), "day.state")

    def _step(self) -> str:
        if self._day.state == "closed":
            return "closed"
        return "count" if self._counting else "close"

    def _difference(self) -> int | None:
        """Counted less books, in fen, once the drawer is counted."""
        if self._day.state == "closed":
            return self._day.difference_fen
        return self._count.total_fen - self._day.books_fen if self._count.done else None

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        words = say(f"ui.day.main.{self._step()}")
        main = main_button(words, label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        others: list[ft.Control] = []
        if self._count.done and self._day.state != "closed":
            others.append(button(say("ui.day.again"), "↑", reach(Press(Intent.UP)), "again"))
        if self._day.state == "untouched":
            others.append(button(say("ui.day.open"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "open"))
        if self.host.standing.pending:
            others.append(button(say("ui.payment.title"), label(Intent.SECOND), reach(Press(Intent.SECOND)), "pending"))
        remark = text(
            say("ui.day.unsent", count=self.host.standing.outbox, seq=self._day.last),
            look.CAPTION,
            color=look.INK_3,
            most=look.CAPTION,
        )
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(main, *others, remark, end=back)

    async def submitted(self, text: str) -> None:
        """One denomination counted; what was counted is kept for the bag."""
        self._at_field = None
        self._count = drawer.put(self._count, text)
        if self._count.done:
            last_count.keep(self.host.drafts, self.host.clerk, self._day.on, self._count)
        self.host.redraw()

    async def press(self, press: Press) -> None:
        """Up and down walk the denominations; Enter closes once all are counted."""
        match press.intent:
            case Intent.UP | Intent.DOWN if self._counting:
                self._count = drawer.step(self._count, 1 if press.intent is Intent.DOWN else -1)
                self.host.redraw()
            case Intent.UP if self._day.state != "closed":
                self._count = drawer.Count()
                self.host.redraw()
            case Intent.CONFIRM if self._day.state == "closed":
                await self.host.home()
            case Intent.CONFIRM if self._counting:
                await self.submitted(self._written)
            case Intent.CONFIRM:
                await self._close()
            case Intent.FIRST if self._day.state == "untouched":
                await self.host.show(Opening(self.host))
            case Intent.SECOND if self.host.standing.pending:
                await self.host.show(Waiting(self.host))
            case Intent.BACK:
                await self.host.show(self._before)
            case _:
                pass

    _written = ""

    async def typed(self, text: str) -> None:
        """Only the button needs what stands in the box."""
        self._written = text

    async def _close(self) -> None:
        self._told = None
        await self.host.do(
            CloseDay(
                command=self._command,
                clerk=self.host.clerk,
                on=self._day.on,
                counted=drawer.as_counted(self._count),
            )
        )
        await self.opened()
        self.host.redraw()

    def refused(self, failure: Failure) -> None:
        """A wrong count stands at its box; anything else under the books."""
        told = notice(failure, self.speech)
        if failure.field == "pieces":
            self._at_field = told
        else:
            self._told = told
