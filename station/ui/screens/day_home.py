"""The fifth place 日结: how the day stands in figures and pictures, and what is done with it by digit."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from schemas.failures import Failure
from schemas.money import yuan
from station.counter.asking import DayReport
from station.counter.questions import Drawer, Handover, ToCountersign
from station.ui.day_reading import Day, day
from station.ui.host import Host, Screen
from station.ui.keyboard import Intent, Press, label
from station.ui.notices import Notice, notice
from station.ui.screens.bag import Bag
from station.ui.screens.day import DayScreen
from station.ui.screens.day_parts import equality
from station.ui.screens.day_pictures import by_method, by_tax, hours
from station.ui.screens.handover import GiveShift
from station.ui.screens.opening import Opening
from station.ui.screens.pending import Waiting
from station.ui.screens.reports import Reports
from station.ui.screens.settle import Settle
from station.ui.screens.signing import Signing
from station.ui.screens.supplement import Supplement
from station.ui.screens.to_sign import ToSign
from station.ui.widgets.buttons import button, button_row, main_button, text_button
from station.ui.widgets.doors import Door, door_column
from station.ui.widgets.marks import START, STRETCH, column, filler, gap, named, tag
from station.ui.widgets.sheets import grave_notice, next_step, page, title

DOORS: tuple[tuple[str, Callable[[Host, Screen], Screen]], ...] = (
    ("close", DayScreen),
    ("handover", GiveShift),
    ("deposit", Bag),
    ("settle", Settle),
    ("supplement", Supplement),
    ("reports", Reports),
    ("sign", ToSign),
)
"""What this place opens by digit: its word, its screen."""


class DayHome(Screen):
    """Digits open, Enter is the first door; nothing is asked here."""

    place = 5

    def __init__(self, host: Host) -> None:
        super().__init__(host)
        self._day = Day()
        self._drawer: dict[str, Any] = {}
        self._handover: dict[str, Any] = {}
        self._to_sign: list[dict[str, Any]] = []
        self._told: Notice | None = None

    async def opened(self) -> None:
        """Read the day, and what waits behind each door."""
        on = self.host.standing.day or None
        self._day = day(await self.host.ask(DayReport(on)))
        self._drawer = await self.host.ask(Drawer(on))
        self._handover = await self.host.ask(Handover(on))
        self._to_sign = (await self.host.ask(ToCountersign()))["waiting"]

    async def refreshed(self) -> None:
        """Somebody sold, or signed."""
        await self.opened()
        self.host.freshen()

    def body(self) -> ft.Control:
        """Figures and pictures at the left, doors at the right."""
        say = self.speech
        sums = ft.Row([by_method(self._day, say), by_tax(self._day, say)], spacing=30, vertical_alignment=START)
        left = column(
            title(say("ui.place.5"), self._day.on, self._state()),
            next_step(say(f"dayplace.home.next.{self._day.state}"), say),
            equality(self._day, say),
            gap(4),
            hours(self._day, say),
            gap(2),
            sums,
            *([grave_notice(self._told, say)] if self._told else []),
            filler(),
            self._buttons(),
            spacing=8,
            expand=True,
        )
        doors = [Door(name, say(f"dayplace.door.{name}"), *self._fact(name)) for name, _ in DOORS]
        right = door_column(say("dayplace.home.doors"), doors, self.host.reaching)
        return ft.Row([page(left), right], spacing=0, vertical_alignment=STRETCH, expand=True)

    def _state(self) -> ft.Control:
        kind = {"closed": "blue", "open": "ok"}.get(self._day.state, "plain")
        return named(tag(self.speech.choice("day_state", self._day.state), kind), "day.state")

    def _fact(self, name: str) -> tuple[str, bool]:
        """What is true behind a door now, and whether it wants somebody."""
        say, drawer, waiting = self.speech, self._drawer, self._handover["waiting"]
        match name:
            case "close":
                return say("dayplace.fact.drawer", amount=yuan(drawer["drawer_fen"])), False
            case "handover" if waiting:
                return say("dayplace.fact.handover", name=waiting[0]["receiver"]), True
            case "deposit" if drawer["undeposited_fen"]:
                words = say("dayplace.fact.deposit", amount=yuan(drawer["undeposited_fen"]), since=drawer["since"])
                return words, drawer["grade"] != "calm"
            case "sign" if self._to_sign:
                return say("dayplace.fact.sign", count=len(self._to_sign)), True
            case _:
                return "", False

    def _buttons(self) -> ft.Control:
        say, reach = self.speech, self.host.reaching
        words = say("dayplace.home.main_closed" if self._day.state == "closed" else "dayplace.home.main")
        main = main_button(words, label(Intent.CONFIRM), reach(Press(Intent.CONFIRM)))
        others: list[ft.Control] = []
        if self._day.state == "untouched":
            others.append(button(say("ui.day.open"), label(Intent.FIRST), reach(Press(Intent.FIRST)), "open"))
        if self.host.standing.pending:
            others.append(button(say("ui.payment.title"), label(Intent.SECOND), reach(Press(Intent.SECOND)), "pending"))
        back = text_button(say("ui.keys.back"), label(Intent.BACK), reach(Press(Intent.BACK)), "back")
        return button_row(main, *others, end=back)

    async def press(self, press: Press) -> None:
        """A digit opens its door."""
        self._told = None
        match press.intent:
            case Intent.CHOOSE if 1 <= (press.digit or 0) <= len(DOORS):
                await self._open(*DOORS[(press.digit or 1) - 1])
            case Intent.CONFIRM:
                await self.host.show(DayScreen(self.host, self))
            case Intent.FIRST if self._day.state == "untouched":
                await self.host.show(Opening(self.host))
            case Intent.SECOND if self.host.standing.pending:
                await self.host.show(Waiting(self.host))
            case Intent.BACK:
                await self.host.home()
            case _:
                pass

    async def _open(self, name: str, screen: Callable[[Host, Screen], Screen]) -> None:
        """A shift that waits for its receiver is signed before another is given."""
        waiting = next((one for one in self._to_sign if one["act"] == "handover"), None)
        signs = name == "handover" and waiting is not None
        await self.host.show(Signing(self.host, self, waiting) if signs and waiting else screen(self.host, self))

    def refused(self, failure: Failure) -> None:
        """What a door refused stands under the pictures."""
        self._told = notice(failure, self.speech)
