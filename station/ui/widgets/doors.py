"""Doors: what a place opens by digit, each with the fact that says whether it is worth opening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import flet as ft

from station.ui import look
from station.ui.keyboard import Intent, Press
from station.ui.widgets.marks import column, icon, keycap, named, pad, row, side
from station.ui.widgets.type import text, wider


@dataclass(frozen=True, slots=True)
class Door:
    """One door: its identifier, its words, what is true behind it now, and whether that wants somebody."""

    name: str
    words: str
    fact: str = ""
    amber: bool = False


def door_column(title: str, doors: Sequence[Door], reach: Callable[[Press], Callable[[Any], Any]]) -> ft.Container:
    """The doors under their title, digits from 1."""
    made = [_door(digit, door, reach(Press(Intent.CHOOSE, digit))) for digit, door in enumerate(doors, 1)]
    body = column(text(title, look.SECTION, bold=True), column(*made, spacing=0), spacing=8)
    return ft.Container(
        body, width=wider(344, 40), padding=pad(22, 16, 22, 12), bgcolor=look.PAPER, border=ft.Border(left=side())
    )


def _door(digit: int, door: Door, press: Callable[[Any], Any]) -> ft.Control:
    color = look.AMBER if door.amber else look.INK_2
    fact = [text(door.fact, look.CAPTION, bold=door.amber, color=color, lines=1, most=17)] if door.fact else []
    words = column(text(door.words, 17), *fact, spacing=0, tight=True, expand=True)
    mark = [icon(ft.Icons.SCHEDULE, 20, look.AMBER)] if door.amber else []
    box = ft.Container(
        row(keycap(str(digit), size=look.SECOND), words, *mark, spacing=14),
        height=60,
        padding=pad(4, 0),
        border=ft.Border(bottom=side(1, look.LINE_2)),
        on_click=press,
    )
    return named(box, f"door.{door.name}", button=True)
