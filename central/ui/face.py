"""One reconciler's face: holds the day, the site and the line that were chosen, and draws them again when something came."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

import flet as ft

from central.ports.day import Act
from central.reconcile.day import SiteDay
from central.reconcile.moments import clock
from central.reconcile.report import places_of
from central.reconcile.run import CityDay, reconcile
from central.store.store import Store
from central.ui import look
from central.ui.evidence_panel import evidence_panel
from central.ui.frame import rail, strip, top_line
from central.ui.inbox import PAGE, Case, inbox, listed
from central.ui.parts import Handler
from central.ui.readings import TILES_MOST, Reading, troubled
from central.ui.site_page import site_page
from central.ui.speech import Speech
from central.ui.wall import wall
from central.ui.wall_panel import wall_panel
from central.work.auditing import Auditor

_STEPS = {"Arrow Down": 1, "Arrow Up": -1, "Page Down": PAGE, "Page Up": -PAGE}
GLANCE_SECONDS = 2
"""Between two looks at whether anything came."""


class Face:
    """The pages of one window."""

    def __init__(self, page: ft.Page, store: Store, auditor: Auditor) -> None:
        self._page, self._store, self._speech = page, store, Speech()
        self._auditor = auditor
        self._on = ""
        self._site: str | None = None
        """The site that is open; None is the wall, an empty code money that is nobody's."""
        self._chosen = 0
        self._reading = Reading(on="", days=(), city=CityDay("", ()), files=(), heads={}, heard_ms=0, mark=(-1, -1, -1))
        self._acts: Mapping[tuple[bytes, int], Act] = {}
        self._cases: tuple[Case, ...] | None = None
        """The inbox while it is open."""
        self._minute = ""

    async def open(self) -> None:
        """Set the page up, read, draw, and keep looking."""
        page = self._page
        page.theme, page.padding, page.spacing = _theme(), 0, 0
        page.theme_mode, page.bgcolor = ft.ThemeMode.LIGHT, look.GROUND
        page.on_keyboard_event = self._key
        page.run_task(self._glance)
        await self._again()

    async def _glance(self) -> None:
        while True:
            await asyncio.sleep(GLANCE_SECONDS)
            came = await asyncio.to_thread(self._came)
            if came:
                await self._read()
            if came or clock(self._store.clock.wall_ms()) != self._minute:
                self._draw()

    def _came(self) -> bool:
        with self._store.asking() as asked:
            return asked.changes() != self._reading.mark

    async def _read(self) -> None:
        self._reading, self._acts, cases = await asyncio.to_thread(self._look)
        self._cases = cases if self._cases is not None else None
        self._on = self._reading.on
        self._chosen = min(self._chosen, max(0, self._count() - 1))

    def _look(self) -> tuple[Reading, Mapping[tuple[bytes, int], Act], tuple[Case, ...]]:
        with self._store.asking() as asked:
            days = asked.days()
            spoken = self._on in days or self._on in asked.statement_days()
            on = self._on if spoken else days[0] if days else ""
            city = reconcile(asked, on)
            reading = Reading(
                on=on,
                days=days,
                city=city,
                files=asked.files(on),
                heads=asked.heads(),
                heard_ms=max(asked.contacts().values(), default=0),
                mark=asked.changes(),
            )
            day = city.site(self._site) if self._site is not None else None
            acts = asked.acts(places_of(day)) if day else {}
            names = {one.site: one.name for one in asked.sites()}
            cases = () if self._cases is None else listed(asked.matters.cases(still_open=True), names)
        self._auditor.note("pages: cases", sorted({case.site for case in cases}), "", "")
        if day is not None:
            self._auditor.note("pages: a site's day", [day.site.site], on, "")
        return reading, acts, cases

    # ------------------------------------------------------------ what was chosen
    def _day(self) -> SiteDay | None:
        return self._reading.city.site(self._site) if self._site is not None else None

    def _opening(self, site: str) -> Handler:
        async def opened(_: object) -> None:
            self._site, self._chosen = site, 0
            await self._again()

        return opened

    def _going(self, on: str) -> Handler:
        async def gone(_: object) -> None:
            self._on, self._chosen = on, 0
            await self._again()

        return gone

    def _choosing(self, place: int) -> Handler:
        def chose(_: object) -> None:
            self._chosen = place
            self._draw()

        return chose

    def _opening_case(self, place: int) -> Handler:
        async def opened(_: object) -> None:
            if self._cases and place < len(self._cases):
                case = self._cases[place]
                self._cases, self._on = None, case.day
                await self._opening(case.site)(None)

        return opened

    async def _list(self) -> None:
        self._site, self._cases, self._chosen = None, (), 0
        await self._again()

    async def _back(self, _: object = None) -> None:
        self._site, self._cases, self._chosen = None, None, 0
        await self._again()

    async def _turn(self, _: object = None) -> None:
        self._speech = self._speech.other()
        self._draw()

    async def _export(self, _: object = None) -> None:
        if self._on:
            await ft.UrlLauncher().launch_url(f"/v1/days/{self._on}/export/csv", web_only_window_name="_self")

    async def _again(self) -> None:
        await self._read()
        self._draw()

    async def _key(self, event: ft.KeyboardEvent) -> None:
        key = event.key
        if key == "F8":
            await self._turn()
        elif key == "F4":
            await self._export()
        elif key == "F6":
            await self._list()
        elif key == "Escape":
            await self._back()
        elif key in _STEPS and (self._cases is not None or self._site is not None):
            self._step(_STEPS[key])
        elif key == "Enter" and self._cases is not None:
            await self._opening_case(self._chosen)(None)
        elif self._site is None and self._cases is None:
            await self._key_on_wall(key)

    async def _key_on_wall(self, key: str) -> None:
        digit = key.removeprefix("Numpad ")
        tiles = troubled(self._reading.city)[:TILES_MOST]
        if len(digit) == 1 and digit.isdecimal() and 1 <= int(digit) <= len(tiles):
            await self._opening(tiles[int(digit) - 1].site.site)(None)
        elif key in ("Arrow Left", "Arrow Right") and self._on in self._reading.days:
            days = self._reading.days
            place = days.index(self._on) + (1 if key == "Arrow Left" else -1)
            if 0 <= place < len(days):
                await self._going(days[place])(None)

    def _step(self, by: int) -> None:
        if self._count():
            self._chosen = min(max(0, self._chosen + by), self._count() - 1)
            self._draw()

    def _count(self) -> int:
        """How many lines the page has to choose from."""
        day = self._day()
        return len(self._cases) if self._cases is not None else len(day.matches) if day else 0

    # ------------------------------------------------------------ drawing
    def _draw(self) -> None:
        speech, reading = self._speech, self._reading
        self._minute = clock(self._store.clock.wall_ms())
        day = self._day()
        middle = self._of_cases() if self._cases is not None else self._of_site(day) if day else self._of_city()
        keys = self._keys(inside=day is not None)
        body = ft.Row(
            [rail(reading, keys, speech, self._going), *middle],
            expand=True,
            spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.STRETCH,
        )
        self._page.title = speech("title", name=self._store.name)
        top = top_line(self._store.name, reading, self._minute, speech, self._turn)
        self._page.controls = [ft.Column([top, body, strip(reading, speech)], spacing=0, expand=True)]
        self._page.update()

    def _keys(self, *, inside: bool) -> list[tuple[str, str]]:
        """The keys that hold on this page."""
        speech, back = self._speech, ("Esc", self._speech("keys.back"))
        if self._cases is not None:
            return [("↑ ↓", speech("keys.case")), ("Enter", speech("keys.case_open")), back]
        cases = ("F6", speech("keys.inbox"))
        if inside:
            return [("↑ ↓", speech("keys.line")), cases, back]
        return [(f"1–{TILES_MOST}", speech("keys.open")), ("← →", speech("keys.day")), cases]

    def _of_cases(self) -> list[ft.Control]:
        return [inbox(self._cases or (), self._chosen, self._speech, self._opening_case)]

    def _of_city(self) -> list[ft.Control]:
        return [
            wall(self._reading, self._speech, self._opening),
            wall_panel(self._reading, self._speech, self._export),
        ]

    def _of_site(self, day: SiteDay) -> list[ft.Control]:
        match = day.matches[self._chosen] if day.matches else None
        return [
            site_page(day, self._acts, self._reading, self._speech, self._chosen, self._choosing),
            evidence_panel(day, match, self._acts, self._speech, self._back, self._export),
        ]


def _theme() -> ft.Theme:
    return ft.Theme(
        color_scheme_seed=look.SEED,
        font_family=look.FAMILY,
        color_scheme=ft.ColorScheme(
            primary=look.PRIMARY,
            on_primary=look.PAPER,
            primary_container=look.CONTAINER,
            surface=look.GROUND,
            on_surface=look.INK,
            outline_variant=look.LINE,
            error=look.ERROR,
        ),
        page_transitions=ft.PageTransitionsTheme(),
    )
