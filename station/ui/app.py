"""One face for one clerk: holds the frame and one screen, takes keys one at a time, and speaks to the office.

The discipline of events is `station.ui.hands`'; the parts of the frame are `station.ui.widgets.frame`'s.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import flet as ft

from schemas.failures import Failure
from schemas.money import yuan
from schemas.words import LANGUAGES
from station.counter.asking import DayReport, People, Status
from station.counter.commands import Command
from station.ui import look
from station.ui.customer import NOTHING, Board, spoken_in
from station.ui.hands import Hands
from station.ui.host import Given, Handler, Screen
from station.ui.keyboard import Intent, Press
from station.ui.means import Means
from station.ui.office_port import Office
from station.ui.preferences import Preferences, prefer, preferred
from station.ui.readings import Standing, standing
from station.ui.screens.crash import Crash
from station.ui.screens.find import Find
from station.ui.screens.home import Home
from station.ui.screens.keys import Keys
from station.ui.screens.places import STATUS_PLACE, screen_of
from station.ui.screens.unlock import Unlock
from station.ui.screens.welcome.steps import first_run
from station.ui.speech import Speech
from station.ui.theme import theme
from station.ui.widgets.fields import Hearing
from station.ui.widgets.frame import rail, strip, top_line
from station.ui.widgets.practice import band, frame
from station.ui.widgets.type import set_type_size

_log = logging.getLogger(__name__)

GLANCE_S = 1.0
"""Seconds between two looks at the clock and at the office's counter of changes."""


class Face:
    """The counter's face on one page; implements `station.ui.host.Host`."""

    def __init__(self, page: ft.Page, means: Means, board: Board) -> None:
        self.page, self.drafts, self.clerk = page, means.drafts, ""
        self._means, self._speech = means, Speech()
        self._standing = self._nowhere()
        self._screen: Screen = Unlock(self)
        self._seen, self._minute = -1, ""
        self._preferences = Preferences()
        self._hands = Hands(lambda: self._screen, self._pressed, self._failed, self._prepare)
        self._open, self._board = True, board
        self._around: object = None
        self._beside: object = None
        self._whole, self._band = ft.Container(expand=True), ft.Container()
        self._top, self._rail = ft.Container(), ft.Container()
        self._centre, self._strip = ft.Container(expand=True), ft.Container()

    # ------------------------------------------------------------ the page
    async def open(self) -> None:
        """Set the page up and ask for the clerk."""
        page = self.page
        page.title, page.theme, page.padding, page.spacing = self._means.title, theme(), 0, 0
        page.theme_mode, page.bgcolor = ft.ThemeMode.LIGHT, look.GROUND
        self._say_language()
        page.on_keyboard_event, page.on_close = self._hands.key, self._closed
        middle = ft.Row(
            [self._rail, self._centre], expand=True, spacing=0, vertical_alignment=ft.CrossAxisAlignment.STRETCH
        )
        self._whole.content = ft.Column([self._band, self._top, middle, self._strip], spacing=0, expand=True)
        page.add(self._whole)
        await self._hands.turned(self._begin())
        page.run_task(self._glance)

    async def _begin(self) -> None:
        if self._means.setup is None:
            await self._read_standing()
            return await self.show(self._screen)
        first = await first_run(self._means.setup, self._settled).next(self)
        return await (self.show(first) if first else self._settled())

    async def _settled(self) -> None:
        """The first run has ended: the counter, locked."""
        assert self._means.settle is not None, "a first run ends somewhere"
        self._means = await asyncio.to_thread(self._means.settle)
        self.drafts = self._means.drafts
        await self._read_standing()
        await self.show(Unlock(self))

    def _nowhere(self) -> Standing:
        """The frame of a home that is no site yet."""
        return Standing(name=self._speech("setup.top"))

    @property
    def _office(self) -> Office:
        assert self._means.office is not None, "a counter has an office"
        return self._means.office

    async def _glance(self) -> None:
        """Keep the clock and the strip true while nobody presses a key."""
        while self._open:
            await asyncio.sleep(GLANCE_S)
            changed = self._means.office is not None and self._office.changes() != self._seen
            if changed or self.now().strftime("%H:%M") != self._minute:
                await self._hands.turned(self._look(changed))

    async def _closed(self, _event: Any) -> None:
        self._open = False
        self._board.put(self, NOTHING)

    async def _look(self, changed: bool) -> None:
        if changed:
            await self._read_standing()
            await self._screen.refreshed()
        self._draw_frame()

    # ------------------------------------------------------------ events
    async def _pressed(self, press: Press) -> None:
        if press.intent is Intent.LANGUAGE:
            self.prefer(replace(self._preferences, language=self._speech.other().language))
            self.redraw()
        elif self._screen.framed and await self._common(press):
            return
        else:
            await self._screen.press(press)

    async def _common(self, press: Press) -> bool:
        """The keys that mean the same on every screen of an unlocked face."""
        match press.intent:
            case Intent.LOCK:
                await self._lock()
            case Intent.FIND:
                await self.show(Find(self))
            case Intent.LIST_KEYS:
                await self.show(Keys(self, self._screen))
            case Intent.PLACE | Intent.STATUS:
                await self.go(press.digit or STATUS_PLACE)
            case _:
                return False
        return True

    def _failed(self, error: BaseException) -> None:
        """A failure goes to the screen that asked; a bug is said in plain words, without data of a taxpayer."""
        if isinstance(error, Failure):
            self._screen.refused(error)
            return self.redraw()
        _log.error("a screen failed", exc_info=error)
        self._screen = Crash(self)
        return self.redraw()

    # ------------------------------------------------------------ what screens ask
    def reaching(self, press: Press) -> Handler:
        """The handler of a button that does what a key does, as long as this drawing stands."""
        return self._hands.reaching(press)

    def hearing(self) -> Hearing:
        """The handlers of the open box of this drawing."""
        return self._hands.hearing()

    @property
    def speech(self) -> Speech:
        """The language now spoken."""
        return self._speech

    @property
    def preferences(self) -> Preferences:
        """What this clerk prefers."""
        return self._preferences

    def prefer(self, chosen: Preferences) -> None:
        """Keep what this clerk prefers; true from the next drawing on."""
        if self.clerk:
            prefer(self.drafts, self.clerk, chosen)
        self._preferences, self._speech = chosen, Speech(chosen.language)
        self._standing = self._standing if self._standing.site else self._nowhere()
        self._around = self._beside = None
        self._say_language()
        self._prepare()

    def _say_language(self) -> None:
        """The page tells a screen reader in which language it is to be read."""
        locales = [ft.Locale(*language.split("_")) for language in LANGUAGES]
        spoken = locales[LANGUAGES.index(self._speech.language)]
        self.page.locale_configuration = ft.LocaleConfiguration(supported_locales=locales, current_locale=spoken)
        self.page.update()

    def _prepare(self) -> None:
        """What is true of everything that is drawn in this turn."""
        set_type_size(self._preferences.type_size)

    @property
    def standing(self) -> Standing:
        """What the strip and the top line say, as last read from the office."""
        return self._standing

    def now(self) -> datetime:
        """The time on the clock of the frame."""
        return self._means.clock()

    def new_command(self) -> str:
        """A fresh command id."""
        return str(self._means.new_id())

    async def ask(self, query: object) -> dict[str, Any]:
        """Read from the office, off the drawing thread."""
        return await asyncio.to_thread(self._office.ask, query)

    async def work(self, act: Callable[[Office], Given]) -> Given:
        """Something longer than a question, off the drawing thread; the frame is read again afterwards."""
        answer = await asyncio.to_thread(act, self._office)
        await self._read_standing()
        return answer

    def later(self, screen: Screen, query: object, take: Callable[[dict[str, Any]], None]) -> None:
        """Read something slow without keeping anybody waiting; if the screen still stands, it takes it and is drawn."""
        self.aside(screen, lambda office: office.ask(query), take)

    def aside(self, screen: Screen, act: Callable[[Office], Given], take: Callable[[Given], None]) -> None:
        """The same for anything the office does; what fails is not shown."""

        async def read() -> None:
            try:
                answer = await asyncio.to_thread(act, self._office)
            except Failure as failure:
                _log.info("not read: %s", failure.code)
                return
            await self._hands.turned(self._taken(screen, answer, take))

        self.page.run_task(read)

    async def _taken(self, screen: Screen, answer: Given, take: Callable[[Given], None]) -> None:
        if self._screen is screen:
            take(answer)
            self.freshen()

    async def do(self, command: Command) -> dict[str, Any]:
        """Do a command, off the drawing thread; the frame is read again afterwards."""
        answer = await asyncio.to_thread(self._office.do, command)
        await self._read_standing()
        return answer

    async def sync(self) -> dict[str, Any]:
        """One round with the centre, off the drawing thread."""
        told = await asyncio.to_thread(self._office.sync)
        await self._read_standing()
        return told

    async def unlock(self, clerk: str, pin: str) -> None:
        """Unlock and go home."""
        await asyncio.to_thread(self._office.unlock, clerk, pin)
        self.clerk = clerk
        kept = preferred(self.drafts, clerk)
        self.prefer(kept if self._speech == Speech() else replace(kept, language=self._speech.language))
        await self._read_standing()
        await self.home()

    async def practise(self) -> None:
        """To the practice station, unlocked; from there back to the counter, locked."""
        if self._means.practise is None:
            return await self._lock()
        practice, chosen = await asyncio.to_thread(self._means.practise), self._preferences
        await asyncio.to_thread(self._office.lock)
        self._turn_to(practice.means)
        await self.unlock(practice.clerk, practice.means.pin)
        self.prefer(replace(chosen, language=self._speech.language))
        return self.redraw()

    def _turn_to(self, means: Means) -> None:
        """Another office: nothing of the one before stays, on this page or the customer's."""
        self._board.put(self, NOTHING)
        self._means, self.drafts, self.clerk, self._seen = means, means.drafts, "", -1

    async def _lock(self) -> None:
        await asyncio.to_thread(self._office.lock)
        if self._means.leave is not None:
            self._turn_to(self._means.leave())
        self.clerk = ""
        await self._read_standing()
        await self.show(Unlock(self))

    async def second_screen(self) -> tuple[str, str]:
        """Open the customer's screen; `none` with a link where no window can be opened."""
        assert self._means.second is not None, "a served counter can open a second page"
        return await asyncio.to_thread(self._means.second)

    def speaks(self) -> bool:
        """Whether this computer can read aloud."""
        return self._means.voice is not None and self._means.voice.there()

    async def home(self) -> None:
        """Go home."""
        await self.show(Home(self))

    async def go(self, place: int) -> None:
        """Open one of the six places."""
        await self.show(screen_of(self, place))

    async def show(self, screen: Screen) -> None:
        """Put a screen in the centre."""
        await screen.opened()
        self._screen = screen
        self.redraw()

    def redraw(self) -> None:
        """Draw the frame and the screen; events of the drawing before are void from now on."""
        self._hands.drawn()
        self.freshen()

    def freshen(self) -> None:
        """Draw the screen again while it asks the same: a choice was marked, or the ledger moved. Keys on their way stay good."""
        self._draw_frame()
        self._centre.content = self._screen.body()
        self._centre.update()
        self._tell_customer()

    def _tell_customer(self) -> None:
        """The second page shows what is the customer's of this screen; read aloud where the clerk wants it."""
        shown = spoken_in(self._screen.shown(), self._speech.language)
        if self._standing.practice or not self._board.put(self, shown) or self._means.voice is None:
            return
        self._means.voice.hush()
        if self._preferences.read_aloud and shown.amount_fen:
            words = self._speech(f"customer.aloud_{shown.kind}", amount=yuan(shown.amount_fen).replace(",", ""))
            self._means.voice.say(words, self._speech.language)

    def patch(self, control: ft.Control) -> None:
        """Send the change of one part only, so that an open box keeps its caret."""
        control.update()

    # ------------------------------------------------------------ the frame
    async def _read_standing(self) -> None:
        self._seen = self._office.changes()
        status = await self.ask(Status())
        report = await self.ask(DayReport(status["on"]))
        self._standing = standing(
            status, await self.ask(People()), {"payments": report["unsettled"]}, len(report["issued"])
        )

    def _draw_frame(self) -> None:
        """Draw what changed around the screen; its buttons hold for every drawing of the centre."""
        now, framed, speech = self.now(), self._screen.framed, self._speech
        person = self._standing.person(self.clerk) if framed else None
        self._minute = now.strftime("%H:%M")
        around = (self._standing, person, self._minute, speech)
        if around != self._around:
            self._around = around
            self._top.content = top_line(self._standing, person, self._minute, speech, self._hands.standing_reach)
            self._strip.content = strip(self._standing, now, speech, self._hands.standing_reach) if framed else None
            self._draw_practice()
            self._top.update()
            self._strip.update()
        beside = (self._screen.place, framed, speech)
        if beside != self._beside:
            self._beside = beside
            self._rail.content = rail(self._screen.place, speech, self._hands.standing_reach) if framed else None
            self._rail.update()

    def _draw_practice(self) -> None:
        on = self._standing.practice
        self._band.content = band(self._means.pin, self._speech, self._hands.standing_reach) if on else None
        self._whole.border = frame(on)
        self._whole.update()
