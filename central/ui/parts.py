"""Small parts of the pages: type, hairlines, icons, tags, keycaps. Colour is never the only signal: every mark has a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from central.ui import look

Handler = Callable[[Any], Any]
CENTER = ft.CrossAxisAlignment.CENTER
_WEIGHTS = {False: ft.FontWeight.W_400, True: ft.FontWeight.W_600}
_ALIGN = {"left": ft.TextAlign.LEFT, "right": ft.TextAlign.RIGHT, "center": ft.TextAlign.CENTER}


def text(
    words: str,
    size: int = look.BODY,
    *,
    bold: bool = False,
    color: str = look.INK,
    align: str = "left",
    width: float | None = None,
    expand: bool | None = None,
    lines: int | None = None,
) -> ft.Text:
    """A piece of text; with `lines` it is cut with an ellipsis after that many."""
    return ft.Text(
        words,
        size=size,
        weight=_WEIGHTS[bold],
        font_family=look.FAMILY,
        color=color,
        text_align=_ALIGN[align],
        width=width,
        expand=expand,
        max_lines=lines,
        overflow=ft.TextOverflow.ELLIPSIS if lines else ft.TextOverflow.CLIP,
    )


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


def hairline(color: str = look.LINE_2) -> ft.Container:
    """A hairline across."""
    return ft.Container(height=1, bgcolor=color)


def upright(height: float = 18) -> ft.Container:
    """A hairline down."""
    return ft.Container(width=1, height=height, bgcolor=look.LINE)


def icon(name: ft.IconData, size: int = 18, color: str = look.INK_2) -> ft.Icon:
    """An icon; the word beside it says what it means."""
    return ft.Icon(name, size=size, color=color)


def row(*pieces: ft.Control, spacing: float = 10, tight: bool = False, expand: bool | None = None) -> ft.Row:
    """Controls side by side, centred on one line."""
    return ft.Row(list(pieces), spacing=spacing, tight=tight, expand=expand, vertical_alignment=CENTER)


def column(*pieces: ft.Control, spacing: float = 6, tight: bool = True, expand: bool | None = None) -> ft.Column:
    """Controls one under another."""
    return ft.Column(list(pieces), spacing=spacing, tight=tight, expand=expand)


def wrapped(pieces: Sequence[ft.Control], spacing: float) -> ft.Row:
    """Controls side by side over as many lines as they need."""
    return ft.Row(list(pieces), wrap=True, spacing=spacing, run_spacing=spacing)


def tag(words: str, ink: str, ground: str, mark: ft.IconData) -> ft.Container:
    """A word on a pale ground with its icon."""
    pieces = row(icon(mark, 16, ink), text(words, look.CAPTION, bold=True, color=ink), spacing=5, tight=True)
    return ft.Container(pieces, bgcolor=ground, padding=pad(8, 2), border_radius=5)


def keycap(label: str) -> ft.Container:
    """A key: a hairline box with a thicker foot."""
    thin = side(1, look.KEY_EDGE)
    return ft.Container(
        text(label, look.SMALL, bold=True, color=look.INK_2),
        padding=pad(6, 1),
        border_radius=4,
        bgcolor=look.PAPER,
        border=ft.Border(top=thin, left=thin, right=thin, bottom=side(2, look.KEY_EDGE)),
    )


def named(
    control: ft.Control, identifier: str, *, label: str | None = None, button: bool | None = None
) -> ft.Semantics:
    """A control that assistive technology and tests find by its identifier."""
    return ft.Semantics(content=control, identifier=identifier, label=label, button=button)


def button(words: str, key: str, press: Handler, identifier: str) -> ft.Semantics:
    """An outlined button with its key."""
    face = ft.Row(
        [text(words, 17, bold=True, color=look.PRIMARY), keycap(key)],
        spacing=10,
        tight=True,
        alignment=ft.MainAxisAlignment.CENTER,
    )
    edges = {ft.ControlState.FOCUSED: side(2.5, look.PRIMARY), ft.ControlState.DEFAULT: side(1, "#7D8A98")}
    style = ft.ButtonStyle(shape=ft.RoundedRectangleBorder(radius=8), side=edges, padding=pad(16, 0))
    return named(ft.OutlinedButton(content=face, height=48, on_click=press, style=style), identifier)
