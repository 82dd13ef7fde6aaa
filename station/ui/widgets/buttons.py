"""Buttons: one filled a screen, always Enter; outlined ones beside it; the way back as text at the far right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from station.ui import look
from station.ui.widgets.marks import filler, keycap, named, pad, row, side
from station.ui.widgets.type import IN_TABLES, text

Handler = Callable[[Any], Any]
_SHAPE = ft.RoundedRectangleBorder(radius=8)


def main_button(words: str, key: str, press: Handler, identifier: str = "main") -> ft.Semantics:
    """The one filled button: what Enter does."""
    button = ft.FilledButton(
        content=_face(words, key, look.PAPER, on=True),
        height=52,
        on_click=press,
        style=ft.ButtonStyle(
            shape=_SHAPE,
            bgcolor=look.PRIMARY,
            padding=pad(22, 0),
            side={ft.ControlState.FOCUSED: side(2.5, look.PRIMARY_DEEP)},
        ),
    )
    return named(button, identifier)


def button(words: str, key: str, press: Handler, identifier: str) -> ft.Semantics:
    """An outlined button beside the main one."""
    outlined = ft.OutlinedButton(
        content=_face(words, key, look.PRIMARY),
        height=52,
        on_click=press,
        style=ft.ButtonStyle(
            shape=_SHAPE,
            side={ft.ControlState.FOCUSED: side(2.5, look.PRIMARY), ft.ControlState.DEFAULT: side(1, look.EDGE)},
            padding=pad(16, 0),
        ),
    )
    return named(outlined, identifier)


def text_button(words: str, key: str, press: Handler, identifier: str) -> ft.Semantics:
    """A way out that wants no attention."""
    plain = ft.TextButton(
        content=_face(words, key, look.PRIMARY, size=look.BODY),
        height=44,
        on_click=press,
        style=ft.ButtonStyle(shape=_SHAPE, padding=pad(10, 0), side={ft.ControlState.FOCUSED: side(2, look.PRIMARY)}),
    )
    return named(plain, identifier)


def button_row(*buttons: ft.Control, end: ft.Control | None = None) -> ft.Row:
    """The foot of a task: its buttons at the left, the way back or a quiet remark at the right."""
    return row(*buttons, filler(), *([end] if end else []))


def _face(words: str, key: str, color: str, *, on: bool = False, size: int = 17) -> ft.Row:
    return ft.Row(
        [text(words, size, bold=True, color=color, most=IN_TABLES), keycap(key, on=on)],
        spacing=10,
        tight=True,
        alignment=ft.MainAxisAlignment.CENTER,
    )
