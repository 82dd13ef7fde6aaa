"""The large parts of a screen: title and next step, the right panel, the total card, the three-part notice."""

from __future__ import annotations

import flet as ft

from station.ui import look
from station.ui.notices import Notice
from station.ui.speech import Speech
from station.ui.widgets.marks import (
    START,
    STRETCH,
    column,
    filler,
    icon,
    named,
    pad,
    row,
    rule,
    side,
)
from station.ui.widgets.type import IN_TABLES, money, span, spans, text, wider


def title(words: str, beside: str = "", *tags: ft.Control) -> ft.Control:
    """The name of the task, a remark beside it, tags at the right."""
    remark = [text(beside, look.BODY, color=look.INK_2)] if beside else []
    return row(named(text(words, look.TITLE, bold=True), "title"), *remark, filler(), *tags, spacing=14)


def next_step(words: str, speech: Speech) -> ft.Control:
    """The one line that says what to do now 下一步."""
    line = row(
        icon(ft.Icons.SUBDIRECTORY_ARROW_RIGHT, 20, look.PRIMARY),
        text(speech("ui.next_step"), bold=True, color=look.PRIMARY),
        text(words, expand=True, lines=2, most=IN_TABLES),
        spacing=8,
    )
    return named(line, "next")


def page(left: ft.Control, right: ft.Control | None = None) -> ft.Control:
    """The centre with its padding, and the right panel where there is one."""
    body = ft.Container(left, expand=True, padding=pad(30, 18))
    if right is None:
        return body
    return ft.Row([body, right], spacing=0, vertical_alignment=STRETCH, expand=True)


def panel(*pieces: ft.Control, spacing: float = 8) -> ft.Container:
    """The right panel: white paper beside the task."""
    return ft.Container(
        column(*pieces, spacing=spacing),
        width=min(wider(look.PANEL), look.PANEL_MOST),
        padding=pad(26, 16, 26, 12),
        bgcolor=look.PAPER,
        border=ft.Border(left=side()),
    )


def total_card(label: str, figure: str, remark: str, identifier: str = "total") -> ft.Control:
    """The largest thing on the screen: what is to be paid."""
    size = look.HUGE if len(figure.replace(",", "")) < 8 else look.HUGE_LONG if len(figure) < 12 else 44
    body = column(
        row(text(label, look.SECTION, bold=True, color=look.ON_CONTAINER), filler(),
            text(remark, look.CAPTION, color=look.ON_CONTAINER)),
        row(filler(), money(figure, size, color=look.ON_CONTAINER, quiet=look.ON_CONTAINER)),
        spacing=0,
        tight=True,
    )  # fmt: skip
    card = ft.Container(body, bgcolor=look.CONTAINER, border_radius=12, padding=pad(20, 10, 20, 8))
    return named(card, identifier)


def notice_block(told: Notice, speech: Speech, typed: str = "") -> ft.Control:
    """What happened, whether anything is lost, what to do now, and a code for the telephone."""
    rows = [
        _part(ft.Icons.CHANGE_HISTORY, speech("notices.what"), told.what),
        _part(ft.Icons.SHIELD_OUTLINED, speech("notices.lost"), told.lost),
        _part(ft.Icons.SUBDIRECTORY_ARROW_RIGHT, speech("notices.now"), told.now),
    ]
    echo = [echoed(typed, told.marks), rule(look.ERROR_RULE)] if told.marks and typed else []
    code = text(speech("notices.phone_code", code=told.code), look.CAPTION, color=look.INK_2)
    return named(column(*echo, *rows, row(filler(), code), spacing=5, tight=True), "notice")


def echoed(typed: str, marks: tuple[int, ...]) -> ft.Control:
    """What was typed, in groups of four, the suspect characters large and red."""
    pieces: list[ft.TextSpan] = []
    for place, sign in enumerate(typed, 1):
        marked = place in marks
        pieces.append(
            span(sign, look.VALUE if marked else look.BODY, bold=marked, color=look.ERROR if marked else look.INK_2)
        )
        if place % 4 == 0:
            pieces.append(span(" ", color=look.INK_2))
    return spans(*pieces)


def grave_notice(told: Notice, speech: Speech) -> ft.Control:
    """The same three parts on a pale ground, for a failure that belongs to no field; a fault that mends itself is grey."""
    return ft.Container(
        notice_block(told, speech),
        bgcolor=look.BAND if told.quiet else look.ERROR_GROUND,
        border=ft.Border.all(1, look.LINE if told.quiet else look.ERROR_EDGE),
        border_radius=8,
        padding=pad(16, 12),
    )


def _part(mark: ft.IconData, label: str, words: str) -> ft.Control:
    pieces = [
        icon(mark, 18),
        text(label, look.SECOND, bold=True, width=wider(116)),
        text(words, look.SECOND, expand=True),
    ]
    return ft.Row(pieces, spacing=8, vertical_alignment=START)
