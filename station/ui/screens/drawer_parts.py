"""The drawer 现金尾箱 as a column: denominations with their pieces, the open one the only box, sums below."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.day_reading import Day
from station.ui.drawer import DENOMINATIONS, Count
from station.ui.notices import Notice
from station.ui.speech import Speech
from station.ui.widgets.fields import Hearing, entry
from station.ui.widgets.marks import column, filler, named, pad, row, side
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text, wider

ROW = 34
Sum = tuple[str, str, str]
"""A sum below the denominations: its words, its figure, its identifier."""
NOTHING: Mapping[int, int] = {}


def day_drawer(day: Day, count: Count, box: Hearing | None, told: Notice | None, speech: Speech) -> ft.Control:
    """The drawer of a day beside its books. A day closed before shows its sums alone."""
    closed = day.state == "closed" and not count.done
    sums = [
        (speech("ui.drawer.books"), yuan(day.books_fen), "drawer.books"),
        (speech("ui.drawer.counted"), yuan(day.drawer_fen if closed else count.total_fen), "drawer.counted"),
    ]
    books = speech("ui.drawer.books_are", float=yuan(day.float_fen), cash=yuan(day.books_fen - day.float_fen))
    shown = None if closed else count
    return drawer_column(speech("ui.drawer.title"), shown, box, told, speech, remark=books, sums=sums)


def drawer_column(
    words: str,
    count: Count | None,
    box: Hearing | None,
    told: Notice | None,
    speech: Speech,
    *,
    remark: str,
    sums: Sequence[Sum],
    offered: Mapping[int, int] = NOTHING,
) -> ft.Control:
    """A count under its title; `offered` are pieces known from a count before, which Enter takes."""
    columns = (Col(speech("ui.drawer.value"), 60, right=True), Col(speech("ui.drawer.pieces"), 84, right=True),
               Col(speech("ui.drawer.sum"), right=True))  # fmt: skip
    rows = [header(columns, 30)] if count else []
    if count:
        rows += [_denomination(columns, value, count, box, speech, offered) for value in DENOMINATIONS]
    error = [text(told.what, look.CAPTION, color=look.ERROR)] if told else []
    body = column(
        text(words, look.SECTION, bold=True),
        column(*rows, spacing=0),
        *error,
        text(remark, look.CAPTION, color=look.INK_2),
        *(_sum(*one) for one in sums),
        filler(),
        spacing=6,
        expand=True,
    )
    return ft.Container(
        body, width=wider(314, 40), padding=pad(24, 16, 22, 12), bgcolor=look.PAPER, border=ft.Border(right=side())
    )


def _denomination(
    columns: tuple[Col, ...], value: int, count: Count, box: Hearing | None, speech: Speech, offered: Mapping[int, int]
) -> ft.Control:
    pieces = count.pieces.get(value)
    figure = yuan(value).rstrip("0").rstrip(".")
    if box and value == count.at:
        stands = offered.get(value) if pieces is None else pieces
        made = _piece_box(stands, figure, box, speech, offered=pieces is None)
        cell: ft.Control = ft.Container(named(made, "field.pieces"), width=74, height=ROW - 2)
    else:
        shown = text("" if pieces is None else str(pieces), look.SECTION, bold=True, align="right")
        cell = ft.Container(
            shown,
            width=64,
            height=ROW - 6,
            padding=pad(8, 0),
            alignment=ft.Alignment.CENTER_RIGHT,
            border=ft.Border(bottom=side(1, look.EDGE)),
        )
    return line(columns, (figure, cell, "" if pieces is None else yuan(value * pieces)), height=ROW)


def _piece_box(pieces: int | None, figure: str, box: Hearing, speech: Speech, *, offered: bool) -> ft.Control:
    made = entry(
        "" if not pieces else str(pieces),
        box,
        label=speech("ui.drawer.pieces_of", value=figure),
        size=look.SECTION,
        right=True,
        offered=offered,
    )
    made.content_padding, made.text_size = pad(6, 4), look.SECTION
    return made


def _sum(words: str, figure: str, identifier: str) -> ft.Control:
    return named(row(text(words, color=look.INK_2), filler(), text(figure, look.VALUE, bold=True)), identifier)
