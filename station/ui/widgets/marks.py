"""Small marks: lines, gaps, icons, tags, keycaps. Colour is never the only signal: every mark has a word."""

from __future__ import annotations

import flet as ft

from station.ui import look
from station.ui.widgets.type import text

CENTER, START, STRETCH = (
    ft.CrossAxisAlignment.CENTER,
    ft.CrossAxisAlignment.START,
    ft.CrossAxisAlignment.STRETCH,
)
_TAGS = {
    "plain": (look.INK_2, look.TAG, None),
    "ok": (look.OK, look.OK_GROUND, ft.Icons.CHECK),
    "amber": (look.AMBER, look.AMBER_GROUND, ft.Icons.SCHEDULE),
    "error": (look.ERROR, look.ERROR_TAG, ft.Icons.CHANGE_HISTORY),
    "blue": (look.ON_CONTAINER, look.CONTAINER, None),
}


def pad(left: float, top: float, right: float | None = None, bottom: float | None = None) -> ft.Padding:
    """Padding; right and bottom follow left and top where they are not given."""
    return ft.Padding.only(
        left=left, top=top, right=left if right is None else right, bottom=top if bottom is None else bottom
    )


def side(width: float = 1, color: str = look.LINE) -> ft.BorderSide:
    """One side of a border."""
    return ft.BorderSide(width, color)


def gap(height: float | None = None, width: float | None = None) -> ft.Container:
    """Empty space."""
    return ft.Container(height=height, width=width)


def filler() -> ft.Container:
    """Space that takes what is left."""
    return ft.Container(expand=True)


def rule(color: str = look.LINE_2, height: float = 1) -> ft.Container:
    """A hairline across."""
    return ft.Container(height=height, bgcolor=color)


def upright(height: float | None = None, color: str = look.LINE) -> ft.Container:
    """A hairline down."""
    return ft.Container(width=1, height=height, bgcolor=color)


def icon(name: ft.IconData, size: int = 20, color: str = look.INK_2) -> ft.Icon:
    """An icon; the word beside it says what it means."""
    return ft.Icon(name, size=size, color=color)


def tag(words: str, kind: str = "plain", mark: ft.IconData | None = None) -> ft.Container:
    """A word on a pale ground with its icon: `plain`, `ok`, `amber`, `error` or `blue`."""
    ink, ground, usual = _TAGS[kind]
    shown = mark or usual
    pieces: list[ft.Control] = [icon(shown, 16, ink)] if shown else []
    pieces.append(text(words, look.CAPTION, bold=kind != "plain", color=ink))
    return ft.Container(ft.Row(pieces, spacing=5, tight=True), bgcolor=ground, padding=pad(8, 2), border_radius=5)


def keycap(label: str, *, on: bool = False, size: int = look.SMALL) -> ft.Container:
    """A key: a hairline box with a thicker foot; `on` a filled button it is white."""
    edge = look.KEY_EDGE_ON if on else look.KEY_EDGE
    border = ft.Border(top=side(1, edge), left=side(1, edge), right=side(1, edge), bottom=side(2, edge))
    return ft.Container(
        text(label, size, bold=True, color=look.PAPER if on else look.INK_2, most=16),
        padding=pad(6, 1),
        border_radius=4,
        bgcolor=None if on else look.PAPER,
        border=border,
    )


def row(*pieces: ft.Control, spacing: float = 10, tight: bool = False, spread: bool = False) -> ft.Row:
    """Controls side by side, centred on one line."""
    return ft.Row(
        list(pieces),
        spacing=spacing,
        tight=tight,
        vertical_alignment=CENTER,
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN if spread else ft.MainAxisAlignment.START,
    )


def column(*pieces: ft.Control, spacing: float = 6, tight: bool = False, expand: bool | None = None) -> ft.Column:
    """Controls one under another."""
    return ft.Column(list(pieces), spacing=spacing, tight=tight, expand=expand)


def named(
    control: ft.Control, identifier: str, *, selected: bool | None = None, button: bool | None = None
) -> ft.Semantics:
    """A control that assistive technology and tests find by its identifier."""
    return ft.Semantics(content=control, identifier=identifier, selected=selected, button=button)
