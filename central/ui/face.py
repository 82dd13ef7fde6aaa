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
from central.ui.parts import Handler
from central.ui.readings import TILES_MOST, Reading, troubled
from central.ui.site_page import site_page
from central.ui.speech import Speech
from central.ui.wall import wall
from central.ui.wall_panel import wall_panel
from central.work.auditing import Auditor

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
        self._reading, self._acts = await asyncio.to_thread(self._look)
        self._on = self._reading.on
        day = self._day()
        self._chosen = min(self._chosen, max(0, len(day.matches) - 1)) if day else 0

    def _look(self) -> tuple[Reading, Mapping[tuple[bytes, int], Act]]:
        with self._store.asking() as asked:
            days = asked.days()
            on = self._on if self._on in days else days[0] if days else ""
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
        if day is not None:
            self._auditor.note("pages: a site's day", [day.site.site], on, "")
        return reading, acts

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

    async def _back(self, _: object = None) -> None:
        self._site, self._chosen = None, 0
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
        elif key == "Escape":
            await self._back()
        elif self._site is None:
            await self._key_on_wall(key)
        elif key in ("Arrow Down", "Arrow Up"):
            self._step(1 if key == "Arrow Down" else -1)

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
        day = self._day()
        if day and day.matches:
            self._chosen = min(max(0, self._chosen + by), len(day.matches) - 1)
            self._draw()

    # ------------------------------------------------------------ drawing
    def _draw(self) -> None:
        speech, reading = self._speech, self._reading
        self._minute = clock(self._store.clock.wall_ms())
        day = self._day()
        middle = self._of_site(day) if day else self._of_city()
        keys = [("↑ ↓", speech("keys.line")), ("Esc", speech("keys.back"))] if day else [
            (f"1–{TILES_MOST}", speech("keys.open")), ("← →", speech("keys.day"))]  # fmt: skip
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
