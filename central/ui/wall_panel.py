"""Beside the wall: what to do first, where every amount ended, which statements stand."""

from __future__ import annotations

import flet as ft

from central.ports.day import ImportedFile
from central.reconcile.classes import Class
from central.reconcile.day import SiteDay
from central.reconcile.match import Match
from central.ui import look
from central.ui.marks import of_class
from central.ui.parts import Handler, button, column, filler, hairline, icon, keycap, pad, row, side, text
from central.ui.readings import TILES_MOST, Reading, class_sums, first_things, signed, site_name, unspoken
from central.ui.speech import Speech
from schemas.money import yuan


def wall_panel(reading: Reading, speech: Speech, export: Handler) -> ft.Control:
    """The right of the page."""
    first = first_things(reading.city)
    todo = [_first(place, day, match, speech) for place, day, match in first]
    classes = [_class(kind, count, fen, speech) for kind, count, fen in class_sums(reading.city)]
    told = [_told(file, speech) for file in reading.files]
    due = [_due(method, speech) for method in unspoken(reading)]
    body = ft.Column(
        [
            text(speech("first"), look.SECTION, bold=True),
            *(todo or [text(speech("nothing_first"), look.SECOND, color=look.INK_2)]),
            hairline(look.LINE),
            text(speech("classes"), look.SECOND, bold=True, color=look.INK_2),
            *(classes or [text(speech("no_amounts"), look.SECOND, color=look.INK_2)]),
            hairline(look.LINE),
            text(speech("statements"), look.SECOND, bold=True, color=look.INK_2),
            *(told + due or [text(speech("no_statements"), look.SECOND, color=look.INK_2)]),
            filler(),
            row(button(speech("export"), "F4", export, "export")),
        ],
        spacing=9,
        expand=True,
    )
    return ft.Container(body, width=look.PANEL, padding=pad(26, 18), bgcolor=look.PAPER, border=ft.Border(left=side()))


def _first(place: int, day: SiteDay, match: Match, speech: Speech) -> ft.Control:
    key = [keycap(str(place))] if place <= TILES_MOST else []
    title = row(
        text(speech.term(f"class.{match.kind}"), bold=True),
        filler(),
        text(signed(match.difference_fen), bold=True, color=look.ERROR),
        spacing=8,
    )
    under = text(site_name(day, speech), look.CAPTION, color=look.INK_2, lines=1)
    return ft.Row(
        [*key, column(title, under, spacing=1, expand=True)],
        spacing=10,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _class(kind: Class, count: int, fen: int, speech: Speech) -> ft.Control:
    mark = of_class(kind)
    return row(
        icon(mark.icon, 17, mark.ink),
        text(speech.term(f"class.{kind}"), look.SECOND, expand=True, lines=1),
        text(speech("count", count=count), look.SECOND, color=look.INK_2, width=64, align="right"),
        text(yuan(fen), look.SECOND, width=104, align="right"),
        spacing=8,
    )


def _told(file: ImportedFile, speech: Speech) -> ft.Control:
    said = speech("told", channel=speech(f"method.{file.channel}"), lines=file.lines, at=file.imported_at[5:16])
    return row(
        icon(ft.Icons.CHECK, 17, look.OK), text(said.replace("T", " "), look.SECOND, lines=1, expand=True), spacing=8
    )


def _due(method: str, speech: Speech) -> ft.Control:
    said = speech("due_file", channel=speech(f"method.{method}"))
    return row(icon(ft.Icons.SCHEDULE, 17, look.AMBER), text(said, look.SECOND, lines=1, expand=True), spacing=8)
