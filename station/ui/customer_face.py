"""The customer's screen 客户屏: a page of its own that only shows. It has no office, no keys and no way to command anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.customer import DUE, NOTHING, PAID, Board, Shown
from station.ui.speech import Speech
from station.ui.theme import theme
from station.ui.widgets.marks import filler, gap, icon, named, pad, rule
from station.ui.widgets.type import span, spans, text

PAID_S = 30.0
"""Seconds that 已收 stands before the next customer is greeted."""
LARGE, LARGE_LONG, WORD = 150, 104, 44
MOST_DIGITS = 10
"""An amount of more signs than this is drawn smaller."""


class CustomerFace:
    """One second page; `site` gives the names of site and collecting unit as they stand now."""

    def __init__(self, page: ft.Page, board: Board, site: Callable[[], tuple[str, str]]) -> None:
        self.page, self._board, self._site = page, board, site
        self._changed = asyncio.Event()
        self._wake = self._changed.set
        self._middle = ft.Container(expand=True)
        self._open = True

    async def open(self) -> None:
        """Set the page up and show what stands."""
        page = self.page
        page.theme, page.padding, page.spacing = theme(), 0, 0
        page.title = Speech()("customer.title")
        page.theme_mode, page.bgcolor, page.on_close = ft.ThemeMode.LIGHT, look.GROUND, self._closed
        page.add(self._middle)
        self._board.watch(self._wake)
        self._draw(self._board.shown)
        page.run_task(self._follow)

    async def _follow(self) -> None:
        """Draw each change; what was paid goes by itself."""
        while self._open:
            lasts = PAID_S if self._board.shown.kind == PAID else None
            try:
                await asyncio.wait_for(self._changed.wait(), lasts)
            except TimeoutError:
                self._draw(NOTHING)
                await self._changed.wait()
            self._changed.clear()
            if self._open:
                self._draw(self._board.shown)

    async def _closed(self, _event: Any) -> None:
        self._open = False
        self._board.leave(self._wake)
        self._changed.set()

    def _draw(self, shown: Shown) -> None:
        self._middle.content = customer_body(shown, *self._site())
        self._middle.update()


def customer_body(shown: Shown, site: str, unit: str) -> ft.Control:
    """The whole page of one value."""
    say = Speech(shown.language) if shown.language else Speech()
    middle = _greeting(say) if shown.kind not in (DUE, PAID) else _sum(shown, unit, say)
    head = ft.Row([named(text(site, look.TITLE, bold=True), "site"), filler()])
    body = ft.Column([head, rule(look.LINE), filler(), *middle, filler()], expand=True, spacing=18)
    return ft.Container(body, expand=True, padding=pad(60, 34), bgcolor=look.GROUND)


def _greeting(say: Speech) -> list[ft.Control]:
    return [
        _centred(named(text(say("customer.welcome"), 64, bold=True, color=look.PRIMARY_DEEP), "state")),
        _centred(text(say("customer.welcome_next"), 30, color=look.INK_2)),
    ]


def _sum(shown: Shown, unit: str, say: Speech) -> list[ft.Control]:
    """What state, how much, what for, to whom."""
    is_paid = shown.kind == PAID
    figure = yuan(shown.amount_fen)
    ink = look.OK if is_paid else look.ON_CONTAINER
    size = LARGE if len(figure) <= MOST_DIGITS else LARGE_LONG
    amount = spans(span("¥ ", size // 2, color=ink), span(figure, size, bold=True, color=ink))
    free = not shown.amount_fen
    word = say("customer.free" if free else f"customer.{shown.kind}")
    mark: list[ft.Control] = [icon(ft.Icons.CHECK_CIRCLE_OUTLINE, 54, look.OK)] if is_paid else []
    state = named(text(word, WORD, bold=True, color=ink), "state")
    card = ft.Column(
        [ft.Row([*mark, state], alignment=ft.MainAxisAlignment.CENTER), *([] if free else [_centred(named(amount, "amount"))])],
        spacing=6, tight=True,
    )  # fmt: skip
    ground = look.OK_GROUND if is_paid else look.CONTAINER
    return [
        ft.Container(card, bgcolor=ground, border_radius=16, padding=pad(40, 26)),
        gap(6),
        *_lines(shown, unit, say),
    ]


def _lines(shown: Shown, unit: str, say: Speech) -> list[ft.Control]:
    more = [say("customer.more", count=shown.unnamed)] if shown.unnamed else []
    facts = [
        ("what", say("ui.and").join([*shown.named, *more])),
        ("method", say.choice("method", shown.method) if shown.method not in ("", "none") else ""),
        ("payee", unit),
    ]
    return [_line(name, words, say) for name, words in facts if words]


def _line(name: str, words: str, say: Speech) -> ft.Control:
    label = text(say(f"customer.{name}"), 26, color=look.INK_2, width=170)
    return named(ft.Row([label, text(words, 34, bold=True, expand=True, lines=2)]), name)


def _centred(control: ft.Control) -> ft.Control:
    return ft.Row([control], alignment=ft.MainAxisAlignment.CENTER)
