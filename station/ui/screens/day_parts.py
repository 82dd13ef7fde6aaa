"""The day as parts: the drawer, the equality, the methods, the hours, the difference."""

from __future__ import annotations

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.day_reading import Day
from station.ui.drawer import DENOMINATIONS, Count
from station.ui.notices import Notice
from station.ui.speech import Speech
from station.ui.widgets.fields import Hearing, entry
from station.ui.widgets.marks import column, filler, icon, named, pad, row, side
from station.ui.widgets.tables import Col, header, line, total
from station.ui.widgets.type import text, wider

ROW = 34


def drawer_column(day: Day, count: Count, box: Hearing | None, told: Notice | None, speech: Speech) -> ft.Control:
    """Denominations with their pieces; the open one is the only box. A day closed before shows its sums alone."""
    columns = (Col(speech("ui.drawer.value"), 60, right=True), Col(speech("ui.drawer.pieces"), 84, right=True),
               Col(speech("ui.drawer.sum"), right=True))  # fmt: skip
    closed = day.state == "closed" and not count.done
    counted = day.drawer_fen if closed else count.total_fen
    rows = [] if closed else [header(columns, 30)]
    rows += [_denomination(columns, value, count, box, speech) for value in DENOMINATIONS if not closed]
    error = [text(told.what, look.CAPTION, color=look.ERROR)] if told else []
    books = text(
        speech("ui.drawer.books_are", float=yuan(day.float_fen), cash=yuan(day.books_fen - day.float_fen)),
        look.CAPTION,
        color=look.INK_2,
    )
    body = column(
        text(speech("ui.drawer.title"), look.SECTION, bold=True),
        column(*rows, spacing=0),
        *error,
        books,
        _sum(speech("ui.drawer.books"), yuan(day.books_fen), "drawer.books"),
        _sum(speech("ui.drawer.counted"), yuan(counted), "drawer.counted"),
        filler(),
        spacing=6,
        expand=True,
    )
    return ft.Container(
        body, width=wider(314, 40), padding=pad(24, 16, 22, 12), bgcolor=look.PAPER, border=ft.Border(right=side())
    )


def _denomination(
    columns: tuple[Col, ...], value: int, count: Count, box: Hearing | None, speech: Speech
) -> ft.Control:
    pieces = count.pieces.get(value)
    figure = yuan(value).rstrip("0").rstrip(".")
    if box and value == count.at:
        cell: ft.Control = ft.Container(
            named(_piece_box(pieces, figure, box, speech), "field.pieces"), width=74, height=ROW - 2
        )
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


def _piece_box(pieces: int | None, figure: str, box: Hearing, speech: Speech) -> ft.Control:
    made = entry(
        "" if not pieces else str(pieces),
        box,
        label=speech("ui.drawer.pieces_of", value=figure),
        size=look.SECTION,
        right=True,
    )
    made.content_padding, made.text_size = pad(6, 4), look.SECTION
    return made


def _sum(words: str, figure: str, identifier: str) -> ft.Control:
    return named(row(text(words, color=look.INK_2), filler(), text(figure, look.VALUE, bold=True)), identifier)


def equality(day: Day, speech: Speech) -> ft.Control:
    """Net receipts = vouchers = taxes, large; a sign and a word say whether they agree."""
    words = speech("ui.day.agrees" if day.agrees else "ui.day.differs")
    color = look.ON_CONTAINER if day.agrees else look.ERROR
    mark = ft.Icons.CHECK if day.agrees else ft.Icons.CHANGE_HISTORY
    sums = [("ui.day.net", day.net_fen), ("ui.day.vouchers", day.vouchers_fen), ("ui.day.taxes", day.taxes_fen)]
    figures = [
        column(
            text(speech(code), look.SECOND, color=look.ON_CONTAINER),
            text(yuan(fen), look.EQUAL if fen < 10**9 else look.TITLE, bold=True, color=look.ON_CONTAINER),
            spacing=0,
            tight=True,
        )
        for code, fen in sums
    ]
    signs = [text("=" if day.agrees else "≠", 30, color=color) for _ in range(2)]
    body = row(figures[0], signs[0], figures[1], signs[1], figures[2],
               row(icon(mark, 22, color), text(words, 17, bold=True, color=color), spacing=6, tight=True), spread=True)  # fmt: skip
    return named(ft.Container(body, bgcolor=look.CONTAINER, border_radius=12, padding=pad(24, 8)), "equality")


def methods_table(day: Day, speech: Speech) -> ft.Control:
    """What came by which method; what waits stands apart."""
    columns = (
        Col(speech("ui.column.method")),
        Col(speech("ui.column.count"), 56, right=True),
        Col(speech("ui.column.due"), 116, right=True),
        Col(speech("ui.column.reversed"), 96, right=True),
        Col(speech("ui.column.pending"), 96, right=True),
        Col(speech("ui.column.net"), 124, right=True),
    )
    rows = [
        line(
            columns,
            (
                speech.choice("method", one.method),
                str(one.count),
                yuan(one.due_fen),
                yuan(one.reversed_fen) if one.reversed_fen else "",
                text(yuan(one.pending_fen), bold=True, color=look.AMBER) if one.pending_fen else "",
                text(yuan(one.net_fen), bold=True),
            ),
            striped=place % 2 == 1,
        )
        for place, one in enumerate(day.methods)
    ]
    sums = (
        speech("ui.column.total"),
        str(sum(one.count for one in day.methods)),
        yuan(sum(one.due_fen for one in day.methods)),
        yuan(sum(one.reversed_fen for one in day.methods)),
        yuan(sum(one.pending_fen for one in day.methods)),
        yuan(sum(one.net_fen for one in day.methods)),
    )
    return named(column(header(columns), *rows, total(columns, sums), spacing=0), "methods")


def hours(day: Day, speech: Speech) -> ft.Control:
    """Sales by the hour as bars, the count above each, the busiest in the strong colour."""
    most = max((count for _, count in day.hours), default=0)
    bars = [_bar(hour, count, most) for hour, count in day.hours]
    title = text(speech("ui.day.hours"), look.CAPTION, color=look.INK_3)
    body = column(title, ft.Row(bars, spacing=0), spacing=2, tight=True)
    told = speech("ui.day.hours_told", hours="，".join(f"{hour}:{count}" for hour, count in day.hours))
    return ft.Semantics(content=ft.Container(body, width=380), label=told)


def _bar(hour: int, count: int, most: int) -> ft.Control:
    strong = bool(count) and count == most
    color = look.PRIMARY if strong else look.CHART if count else look.LINE
    pillar = ft.Container(
        width=24,
        height=max(2, 64 * count // max(1, most)),
        bgcolor=color,
        border_radius=ft.BorderRadius.only(top_left=3, top_right=3),
    )
    return ft.Column(
        [text(str(count), look.CAPTION, bold=strong, color=look.INK if count else look.INK_3), pillar,
         text(str(hour), look.SMALL, color=look.INK_3)],
        spacing=2,
        alignment=ft.MainAxisAlignment.END,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        width=38,
        height=112,
    )  # fmt: skip


def difference(fen: int | None, speech: Speech) -> ft.Control:
    """The difference by name, and whose it is: nobody's debt."""
    if fen is None:
        body = [text(speech("ui.day.not_counted"), look.SECOND, color=look.INK_2)]
    elif fen == 0:
        body = [
            row(
                icon(ft.Icons.CHECK, 20, look.OK), text(speech("ui.day.exact"), 17, bold=True, color=look.OK), spacing=6
            )
        ]
    else:
        word = "ui.day.short" if fen < 0 else "ui.day.over"
        body = [
            row(icon(ft.Icons.CHANGE_HISTORY, 20, look.AMBER),
                text(speech(word, amount=yuan(abs(fen))), 17, bold=True, color=look.AMBER), spacing=6),
            text(speech("ui.day.nobody" if fen < 0 else "ui.day.kept_apart"), look.SECOND),
        ]  # fmt: skip
    return ft.Container(named(column(*body, spacing=6, tight=True), "difference"), expand=True)
