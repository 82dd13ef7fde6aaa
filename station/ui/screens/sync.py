"""How copies travel 同步: what was sent and what waits, who holds it, the allowance while offline, and a round at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from schemas.failures import Failure
from station.counter.asking import Status
from station.ui import look
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.readings import CONTACT_S, seconds_since_contact
from station.ui.screens.allowance import Allowance
from station.ui.screens.findings import Findings
from station.ui.screens.notes import NotesScreen
from station.ui.screens.offline import Offline
from station.ui.screens.parcel import Parcel
from station.ui.screens.print_queue import PrintQueue
from station.ui.screens.proof import Proof
from station.ui.screens.rules_held import RulesHeld
from station.ui.screens.settings import Settings
from station.ui.widgets.buttons import button_row, main_button, text_button
from station.ui.widgets.frame import StripItem, span_words, strip_items
from station.ui.widgets.marks import column, filler, gap, icon, keycap, named, pad, row, rule, side, tag
from station.ui.widgets.sheets import grave_notice, next_step, page, panel, title
from station.ui.widgets.type import text

DOORS: tuple[tuple[str, str, Callable[[Host, Screen], Screen]], ...] = (
    ("allowance", "allowance", Allowance),
    ("offline", "network", Offline),
    ("findings", "", Findings),
    ("rules", "", RulesHeld),
    ("parcel", "outbox", Parcel),
    ("proof", "", Proof),
    ("print", "printer", PrintQueue),
    ("settings", "", Settings),
    ("notes", "", NotesScreen),
)
"""What this place opens by digit: its word, the item of the strip that speaks of it, its screen."""


class Sync(Screen):
    """Enter sends now, digits open what tells more; being offline is a state, not an error."""

    place = 6

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._status: dict[str, Any] = {}
        self._told: Notice | None = None
        self._round: dict[str, Any] | None = None

    async def opened(self) -> None:
        """Read the status."""
        self._status = await self.host.ask(Status())

    async def refreshed(self) -> None:
        """Something was sent or received."""
        await self.opened()
        self.host.freshen()

    def body(self) -> ft.Control:
        """What is held where, at the left; the strip's items in words, at the right."""
        say, reach = self.speech, self.host.reaching
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        main = main_button(say("ui.sync.now"), label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        all_sent = not self._status["outbox"]["count"]
        left = column(
            title(say("ui.place.6"), self.host.standing.name, *self._contact()),
            next_step(say("ui.sync.next_sent" if all_sent else "ui.sync.next"), say),
            gap(10),
            named(row(*self._figures(), spacing=0), "held"),
            gap(10),
            *self._said(),
            filler(),
            button_row(main, end=back),
            expand=True,
        )
        return page(left, self._beside())

    def _contact(self) -> list[ft.Control]:
        say = self.speech
        since = seconds_since_contact(self.host.standing, self.host.now())
        if since is not None and since < CONTACT_S:
            return [tag(say("ui.strip.online"), "ok")]
        if since is None:
            return [tag(say("ui.strip.offline"), mark=ft.Icons.CLOUD_OFF)]
        return [tag(say("ui.strip.offline_since", since=span_words(since // 60, say)), mark=ft.Icons.CLOUD_OFF)]

    def _figures(self) -> list[ft.Control]:
        say, status = self.speech, self._status
        facts = (
            ("ui.sync.here", status["last"]),
            ("ui.sync.centre", status["centre"]["held"]),
            ("ui.sync.waits", status["outbox"]["count"]),
        )
        return [self._figure(say(words), count, place > 0) for place, (words, count) in enumerate(facts)]

    @staticmethod
    def _figure(words: str, count: int, edge: bool) -> ft.Control:
        body = column(
            text(words, look.SECOND, color=look.INK_2), text(f"{count:,}", look.EQUAL, bold=True), spacing=2, tight=True
        )
        return ft.Container(
            body, padding=pad(24 if edge else 0, 2, 30, 2), border=ft.Border(left=side()) if edge else None
        )

    def _said(self) -> list[ft.Control]:
        """What the last round did, or why it could not; nothing is lost by being offline."""
        say = self.speech
        if self._told:
            return [grave_notice(self._told, say)]
        if self._round:
            words = "ui.sync.equal" if self._round["equal"] else "ui.sync.differs"
            done = say("ui.sync.done", sent=self._round["sent"], received=self._round["received"])
            mark = icon(
                ft.Icons.CHECK if self._round["equal"] else ft.Icons.CHANGE_HISTORY,
                20,
                look.OK if self._round["equal"] else look.ERROR,
            )
            return [named(row(mark, text(f"{done} {say(words)}", bold=True, expand=True)), "round")]
        return [text(say("ui.sync.quiet"), look.SECOND, color=look.INK_2)]

    def _beside(self) -> ft.Control:
        """The doors of this place: what the strip says, each with the screen that tells more."""
        say = self.speech
        facts = {item.name: item for item in strip_items(self.host.standing, self.host.now(), say)}
        head, device = self._status["head"], self._status["device"]
        return panel(
            text(say("ui.sync.standing"), look.SECTION, bold=True),
            rule(look.HEAD_LINE),
            column(*(self._door(n, name, facts.get(strip)) for n, (name, strip, _) in enumerate(DOORS, 1)), spacing=0),
            filler(),
            text(
                say("ui.sync.feed", device=device[:8], head=head[:8], last=self._status["last"]),
                look.SMALL,
                color=look.INK_3,
            ),
        )

    def _door(self, digit: int, name: str, item: StripItem | None) -> ft.Control:
        amber = bool(item and item.amber)
        fact = (
            [text(item.words, look.CAPTION, bold=amber, color=look.AMBER if amber else look.INK_2, lines=1, most=17)]
            if item
            else []
        )
        words = column(text(self.speech(f"ui.door.{name}"), 17), *fact, spacing=0, tight=True, expand=True)
        mark = [icon(item.mark, 20, look.AMBER if amber else look.INK_2)] if item else []
        body = row(keycap(str(digit), size=look.SECOND), words, *mark, spacing=14)
        box = ft.Container(
            body, height=56, padding=pad(4, 0), border=ft.Border(bottom=side(1, look.LINE_2)),
            on_click=self.host.reaching(Press(Intent.CHOOSE, digit)),
        )  # fmt: skip
        return named(box, f"door.{name}", button=True)

    async def press(self, press: Press) -> None:
        """Enter makes a round now; Esc goes home."""
        if press.intent is Intent.CHOOSE and 1 <= (press.digit or 0) <= len(DOORS):
            await self.host.show(DOORS[(press.digit or 1) - 1][2](self.host, self))
        elif press.intent is Intent.CONFIRM:
            self._told = None
            self._round = await self.host.sync()
            await self.opened()
            self.host.redraw()
        elif press.intent is Intent.BACK:
            await self.host.home()

    def refused(self, failure: Failure) -> None:
        """No way to the centre now: said once, in words."""
        self._told, self._round = notice(failure, self.speech), None
