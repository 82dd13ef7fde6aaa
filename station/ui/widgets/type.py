"""Type: two weights, sizes from the tokens, figures that keep their baseline."""

from __future__ import annotations

from contextvars import ContextVar

import flet as ft

from station.ui import look

REGULAR, BOLD = ft.FontWeight.W_400, ft.FontWeight.W_600
_TYPE_SIZE: ContextVar[int] = ContextVar("type_size", default=100)
_LARGEST = 26
"""What is as large as this is large enough for everybody; only smaller type grows, and no further."""
IN_TABLES, IN_FRAME = 20, 18
"""How far type grows where many things must stand side by side."""
_ALIGN = {"left": ft.TextAlign.LEFT, "right": ft.TextAlign.RIGHT, "center": ft.TextAlign.CENTER}


def set_type_size(percent: int) -> None:
    """The type of what is drawn from here on, in percent of the usual size."""
    _TYPE_SIZE.set(percent)


def wider(pixels: float, share: int = 60) -> int:
    """A width that goes with the type by a share of its growth, in percent."""
    return int(pixels * (100 + (_TYPE_SIZE.get() - 100) * share / 100) / 100)


def size_of(size: int, most: int = _LARGEST) -> int:
    """The size in which type of a usual size is drawn."""
    return min(size * _TYPE_SIZE.get() // 100, max(size, most))


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
    most: int = _LARGEST,
) -> ft.Text:
    """A line of text; with `lines` it is cut with an ellipsis after that many; large type grows to `most`."""
    return ft.Text(
        words,
        size=size_of(size, most),
        font_family=look.FAMILY,
        weight=BOLD if bold else REGULAR,
        color=color,
        text_align=_ALIGN[align],
        width=width,
        expand=expand,
        max_lines=lines,
        overflow=ft.TextOverflow.ELLIPSIS if lines else ft.TextOverflow.CLIP,
    )


def span(
    words: str, size: int = look.BODY, *, bold: bool = False, color: str = look.INK, most: int = _LARGEST
) -> ft.TextSpan:
    """A piece of a line in its own style, on the same baseline."""
    style = ft.TextStyle(
        size=size_of(size, most), weight=BOLD if bold else REGULAR, color=color, font_family=look.FAMILY
    )
    return ft.TextSpan(words, style)


def spans(*pieces: ft.TextSpan, align: str = "left", width: float | None = None, expand: bool | None = None) -> ft.Text:
    """Pieces of different size on one baseline."""
    return ft.Text(spans=list(pieces), font_family=look.FAMILY, text_align=_ALIGN[align], width=width, expand=expand)


def money(figure: str, size: int, *, color: str = look.INK, quiet: str = look.INK_2) -> ft.Text:
    """An amount of money: the sign half the size and light, a gap before the digits, fen in full size."""
    sign = span("¥ ", max(look.SMALL, size // 2), color=quiet)
    return spans(sign, span(figure, size, bold=True, color=color), align="right")


def labelled(label: str, value: str, size: int = look.SECOND) -> ft.Text:
    """A small label and its value on one baseline."""
    return spans(span(f"{label} ", look.SMALL, color=look.INK_3, most=IN_FRAME - 1), span(value, size, most=IN_FRAME))
