"""What will happen, beside a form that puts something right: number, money, paper, what the customer takes home; and the refund table."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from station.ui import look
from station.ui.consequences import GROUPS, Point, table, why
from station.ui.righting_reading import Case
from station.ui.speech import Speech
from station.ui.widgets.marks import START, column, filler, icon, named, pad, row, rule
from station.ui.widgets.sheets import panel
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text, wider

_MARKS = {
    "number": ft.Icons.TAG,
    "money": ft.Icons.PAYMENTS_OUTLINED,
    "paper": ft.Icons.DESCRIPTION_OUTLINED,
    "takes": ft.Icons.PERSON_OUTLINE,
}
_GROUP_WIDE = 82
"""The column of the headings, in pixels."""


def consequences_panel(told: Sequence[Point], case: Case, holds: str, speech: Speech) -> ft.Control:
    """The points by group, and under them the row of the refund table that holds."""
    title = text(speech("righting.what_happens"), look.SECTION, bold=True)
    body = point_rows(told, speech) if told else [text(speech("righting.not_done"), look.SECOND, color=look.INK_2)]
    return panel(title, rule(look.HEAD_LINE), *body, filler(), *ways_part(case, holds, speech), spacing=10)


def point_rows(told: Sequence[Point], speech: Speech) -> list[ft.Control]:
    """Each group with its heading at the left and its sentences beside it."""
    made: list[ft.Control] = []
    for group in GROUPS:
        words = [text(point.words, look.SECOND) for point in told if point.group == group]
        if words:
            head = row(
                icon(_MARKS[group], 18),
                text(speech(f"righting.group.{group}"), look.SECOND, bold=True),
                spacing=6,
            )
            made.append(
                named(
                    ft.Row(
                        [
                            ft.Container(head, width=wider(_GROUP_WIDE)),
                            column(*words, spacing=4, tight=True, expand=True),
                        ],
                        spacing=8,
                        vertical_alignment=START,
                    ),
                    f"point.{group}",
                )
            )
    return made


def ways_part(case: Case, holds: str, speech: Speech) -> list[ft.Control]:
    """The refund table for the way in which it was paid, with the row that holds, if it is known, and why it holds."""
    if not case.ways:
        return []
    method = case.ways[0].method
    title = speech("righting.table", method=speech.choice("method", method))
    columns = (Col("", 24), Col(speech("righting.column.stage"), 82), Col(speech("righting.column.route")),
               Col(speech("righting.column.agrees"), 92))  # fmt: skip
    rows = [
        named(
            line(columns, (_arrow(stage == holds), *cells), height=34, chosen=stage == holds),
            f"way.{stage}",
            selected=stage == holds,
        )
        for stage, *cells in table(method, speech)
    ]
    reason = named(text(why(case, holds, speech) if holds else "", look.CAPTION, color=look.INK_2), "way.why")
    return [
        text(title, look.SECOND, bold=True),
        column(header(columns, 30), *rows, spacing=0),
        ft.Container(reason, padding=pad(0, 2)),
    ]


def _arrow(on: bool) -> ft.Control:
    return icon(ft.Icons.ARROW_RIGHT, 22, look.PRIMARY) if on else ft.Container()
