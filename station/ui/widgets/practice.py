"""What nobody can overlook while it is practised 练习: a band above every screen and a frame around it."""

from __future__ import annotations

import flet as ft

from station.ui import look
from station.ui.keyboard import Intent, Press, label
from station.ui.speech import Speech
from station.ui.widgets.buttons import Handler
from station.ui.widgets.frame import Reach
from station.ui.widgets.marks import icon, keycap, named, pad, row
from station.ui.widgets.type import IN_FRAME, text


def band(pin: str, speech: Speech, reach: Reach) -> ft.Control:
    """The word, what it means, and the way out."""
    means = row(
        icon(ft.Icons.SCHOOL_OUTLINED, 20, look.PAPER),
        text(speech("practice.band"), look.SECTION, bold=True, color=look.PAPER, most=IN_FRAME),
        text(speech("practice.band_next", pin=pin), look.CAPTION, color=look.PAPER, most=16, expand=True, lines=1),
    )
    told = ft.Container(named(means, "practice"), expand=True)
    body = row(told, _leave(speech("practice.leave"), reach(Press(Intent.LOCK))))
    return ft.Container(body, height=look.PRACTICE_BAND, padding=pad(18, 0), bgcolor=look.PRACTICE)


def frame(on: bool) -> ft.Border | None:
    """The frame around the whole page."""
    return ft.Border.all(look.PRACTICE_EDGE, look.PRACTICE) if on else None


def _leave(words: str, press: Handler) -> ft.Control:
    way = row(
        text(words, look.SECOND, bold=True, color=look.PAPER, most=16), keycap(label(Intent.LOCK), on=True), tight=True
    )
    box = ft.Container(way, padding=pad(10, 2), border=ft.Border.all(1, look.PAPER), border_radius=5, on_click=press)
    return named(box, "practice.leave", button=True)
