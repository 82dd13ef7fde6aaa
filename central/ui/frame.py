"""The frame around every page: top line, rail of business days, bottom strip."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from central.ui import look
from central.ui.parts import Handler, filler, gap, icon, keycap, named, pad, row, side, text, upright
from central.ui.readings import Reading, heard, unspoken
from central.ui.speech import Speech

DAYS_MOST = 9
"""Business days in the rail."""


def top_line(name: str, reading: Reading, clock: str, speech: Speech, language: Handler) -> ft.Control:
    """Whose pages these are, which day, what time; and the other language."""
    other = row(icon(ft.Icons.TRANSLATE, color=look.INK_3), text(speech("language"), look.SECOND, color=look.INK_2),
                keycap("F8"), spacing=6, tight=True)  # fmt: skip
    body = row(
        icon(ft.Icons.ACCOUNT_BALANCE, 22, look.PRIMARY),
        text(speech("title", name=name), look.SECTION, bold=True),
        filler(),
        icon(ft.Icons.EVENT_NOTE, color=look.INK_3),
        text(speech("business_day"), look.SECOND, color=look.INK_3),
        text(speech.day(reading.on) if reading.on else speech("no_day"), bold=True),
        gap(width=12),
        text(clock, look.CLOCK, bold=True),
        gap(width=8),
        named(ft.GestureDetector(content=other, on_tap=language, mouse_cursor=ft.MouseCursor.CLICK), "language"),
    )
    return ft.Container(body, height=look.TOP, padding=pad(20, 0), bgcolor=look.PAPER, border=ft.Border(bottom=side()))


def rail(reading: Reading, keys: Sequence[tuple[str, str]], speech: Speech, go: Callable[[str], Handler]) -> ft.Control:
    """Business days, newest first, and at the foot the keys that hold on this page."""
    shown = reading.days[:DAYS_MOST]
    head = ft.Container(text(speech("days"), look.CAPTION, color=look.INK_3), padding=pad(18, 14, 0, 4))
    foot: list[ft.Control] = [
        row(keycap(key), text(words, look.SECOND, color=look.INK_2), spacing=8) for key, words in keys
    ]
    days = [_day(on, on == reading.on, speech, go(on)) for on in shown]
    body = ft.Column([head, *days, filler(), ft.Container(ft.Column(foot, spacing=9), padding=pad(18, 16))], spacing=0)
    return ft.Container(body, width=look.RAIL, bgcolor=look.TINT, border=ft.Border(right=side()))


def strip(reading: Reading, speech: Speech) -> ft.Control:
    """Sites, contact, statements; and that nobody here can change a site's books."""
    sites = [day.site for day in reading.city.sites if day.site.site]
    enrolled = sum(bool(site.devices) for site in sites)
    told = " · ".join(speech(f"method.{file.channel}") for file in reading.files)
    due = " · ".join(speech(f"method.{method}") for method in unspoken(reading))
    pieces: list[ft.Control] = [
        _fact(ft.Icons.HUB_OUTLINED, speech("strip.sites", enrolled=enrolled, sites=len(sites))),
        _fact(ft.Icons.CLOUD_DONE_OUTLINED, heard(reading.heard_ms, speech)),
        _fact(ft.Icons.RECEIPT_LONG, speech("strip.told", channels=told) if told else speech("strip.untold")),
    ]
    if due:
        pieces.append(_fact(ft.Icons.SCHEDULE, speech("strip.due", channels=due)))
    parted = [piece for each in pieces for piece in (each, upright())][:-1]
    body = row(*parted, filler(), text(speech("strip.ask_only"), look.SECOND, color=look.INK_2), spacing=14)
    return ft.Container(
        body, height=look.STRIP_HEIGHT, padding=pad(20, 0), bgcolor=look.STRIP, border=ft.Border(top=side())
    )


def _fact(mark: ft.IconData, words: str) -> ft.Control:
    return row(icon(mark), text(words, look.SECOND, color=look.INK_2), spacing=7, tight=True)


def _day(on: str, chosen: bool, speech: Speech, go: Handler) -> ft.Control:
    month, weekday = on[5:], speech.day(on)[11:]
    body = row(
        ft.Container(width=4, height=28, border_radius=2, bgcolor=look.PRIMARY if chosen else None),
        text(month, look.SECTION, bold=chosen, color=look.PRIMARY_DEEP if chosen else look.INK_2),
        text(weekday, look.CAPTION, color=look.INK_2 if chosen else look.INK_3),
        spacing=10,
    )
    box = ft.Container(body, height=46, bgcolor=look.CONTAINER if chosen else None, on_click=go)
    return named(box, f"day.{on}", button=True)
