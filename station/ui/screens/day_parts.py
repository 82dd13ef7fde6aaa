"""The day as parts: the equality, the methods, the difference."""

from __future__ import annotations

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.day_reading import Day
from station.ui.speech import Speech
from station.ui.widgets.marks import column, icon, named, pad, row
from station.ui.widgets.tables import Col, header, line, total
from station.ui.widgets.type import text


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
