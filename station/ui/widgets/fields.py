"""The rows of a form. What has been said becomes a line of text; the one thing being asked is the only box."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from station.ui import look
from station.ui.widgets.marks import column, icon, named, pad, row, side
from station.ui.widgets.type import BOLD, size_of, text, wider

LINES = 7
"""Lines in sight of a box that holds many."""
LABEL = 92
"""The width of the column of labels, in pixels."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """The handlers of an open box: it changed, Enter was pressed in it, it holds the caret."""

    changed: Callable[[Any], Any]
    submitted: Callable[[Any], Any]
    focused: Callable[[Any], Any]


def entry(
    value: str,
    hearing: Hearing,
    *,
    label: str,
    size: int = look.FIELD,
    right: bool = False,
    error: bool = False,
    secret: bool = False,
    prefix: str = "",
    suffix: str = "",
    offered: bool = False,
    lines: bool = False,
) -> ft.TextField:
    """The one open box of a screen. `label` is heard, not drawn: the row draws it at the left.

    What is `offered` is marked, so that Enter takes it and typing takes its place. A box of many `lines` keeps the ends
    of lines that are pasted; Enter is still the way on, Shift+Enter a new line.
    """
    color = look.ERROR if error else look.PRIMARY
    edge = ft.OutlineInputBorder(side=side(2.5, color), border_radius=8)
    return ft.TextField(
        value=value,
        hint_text=label,
        hint_style=ft.TextStyle(color="#00FFFFFF", size=1, font_family=look.FAMILY),
        autofocus=True,
        selection=ft.TextSelection(0, len(value)) if offered and value else None,
        password=secret,
        multiline=lines,
        shift_enter=lines,
        min_lines=LINES if lines else None,
        max_lines=LINES if lines else 1,
        obscuring_character="*",
        text_size=size_of(size),
        text_style=ft.TextStyle(weight=BOLD, color=look.INK, font_family=look.FAMILY),
        text_align=ft.TextAlign.RIGHT if right else ft.TextAlign.LEFT,
        dense=True,
        content_padding=pad(14, 14),
        filled=True,
        fill_color=look.PAPER,
        hover_color=look.PAPER,
        cursor_width=2,
        cursor_color=color,
        ignore_up_down_keys=True,
        autocorrect=False,
        enable_suggestions=False,
        prefix=text(prefix, look.SECTION, color=look.INK_2) if prefix else None,
        suffix=text(suffix, look.BODY, color=look.INK_2) if suffix else None,
        border={ft.ControlState.FOCUSED: edge, ft.ControlState.DEFAULT: edge},
        on_change=hearing.changed,
        on_submit=hearing.submitted,
        on_focus=hearing.focused,
    )


def answered_row(
    label: str, value: ft.Control, proof: ft.Control | None, identifier: str, height: float = 54
) -> ft.Control:
    """A field that has its answer: tick, label, value, and at the right how it is known."""
    return _line(icon(ft.Icons.CHECK, 18, look.PRIMARY), label, value, proof, identifier, height)


def waiting_row(label: str, words: str, identifier: str, height: float = 50) -> ft.Control:
    """A field that will be asked later."""
    value = text(words, look.BODY, color=look.INK_3)
    return _line(ft.Container(width=18), label, value, None, identifier, height)


def active_row(label: str, box: ft.Control, below: ft.Control | None, *, error: bool = False) -> ft.Control:
    """The field being asked, or at fault: tinted band, arrow or triangle, bold label, and beneath what helps."""
    mark = ft.Icons.CHANGE_HISTORY if error else ft.Icons.ARROW_RIGHT
    color = look.ERROR if error else look.PRIMARY_DEEP
    head = row(
        ft.Container(icon(mark, 18 if error else 22, look.ERROR if error else look.PRIMARY), width=22),
        text(label, look.BODY, bold=True, color=color, width=wider(LABEL) - 8),
        ft.Container(box, expand=True),
    )
    foot = [ft.Container(below, padding=ft.Padding.only(left=wider(LABEL) + 36))] if below else []
    return ft.Container(
        column(head, *foot, tight=True),
        padding=pad(8, 10),
        bgcolor=look.ERROR_GROUND if error else look.TINT,
        border_radius=8,
    )


def _line(
    mark: ft.Control, label: str, value: ft.Control, proof: ft.Control | None, identifier: str, height: float
) -> ft.Control:
    body = row(
        mark,
        text(label, look.BODY, color=look.INK_2, width=wider(LABEL)),
        ft.Container(value, expand=True),
        *([proof] if proof else []),
        spacing=12,
    )
    box = ft.Container(body, height=height, padding=pad(10, 0), border=ft.Border(bottom=side(1, look.LINE_2)))
    return named(box, identifier)
