"""What stands beside a batch: who was here, the files that lie about, how a sheet looks, the chosen row, the sum."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import flet as ft

from schemas.money import yuan
from station.ui import look, typed
from station.ui.batch_reading import Batch, Checked, Wrong
from station.ui.readings import Hit
from station.ui.speech import Speech
from station.ui.widgets.marks import column, filler, gap, icon, named, pad, row, rule, side, tag
from station.ui.widgets.sheets import panel, total_card
from station.ui.widgets.tables import Col, header, line
from station.ui.widgets.type import text

EXAMPLE = ("湖北样例商贸有限公司", "91420106682355174F", "3,860.00")


def payers_panel(known: Sequence[Hit], speech: Speech) -> ft.Control:
    """Payers that were here before."""
    rows = [_two_lines(hit.name, typed.masked(hit.id)) for hit in {hit.id: hit for hit in known}.values()]
    help_line = text(speech("many.help.applicant"), look.SECOND, color=look.INK_2)
    return panel(text(speech("many.payers"), look.SECTION, bold=True), rule(look.HEAD_LINE),
                 column(*rows, spacing=0), help_line)  # fmt: skip


def files_panel(files: Sequence[Path], chosen: str, speech: Speech) -> ft.Control:
    """Sheets on the desktop, among the downloads and on sticks, the newest first."""
    rows = [_file(one, one.name == chosen, place) for place, one in enumerate(files)]
    words = speech("many.files_keys" if files else "many.files_none")
    return panel(
        text(speech("many.files"), look.SECTION, bold=True),
        rule(look.HEAD_LINE),
        column(*rows, spacing=0),
        gap(4),
        text(words, look.SECOND, color=look.INK_2),
    )


def example_panel(speech: Speech) -> ft.Control:
    """How a sheet looks, with its headings, and what else it may say."""
    columns = (
        Col(speech("many.column.name")),
        Col(speech("many.column.id"), 150),
        Col(speech("many.column.gross"), 80, right=True),
    )
    cells = [text(cell, look.SMALL, lines=1) for cell in EXAMPLE]
    return panel(
        text(speech("many.example"), look.SECTION, bold=True),
        header(columns),
        line(columns, cells),
        gap(4),
        text(speech("many.example_columns"), look.SECOND, color=look.INK_2),
        text(speech("many.example_more"), look.SECOND, color=look.INK_2),
    )  # fmt: skip


def check_panel(batch: Batch, chosen: Checked | None, speech: Speech) -> ft.Control:
    """The chosen row in full, with what is wrong at it; beneath it what is collected for all that hold."""
    told = [_wrong(batch.refused, speech)] if batch.refused else _row(chosen, speech) if chosen else []
    remark = speech("many.sum", count=batch.good, gross=yuan(batch.gross_fen))
    return panel(
        *told, filler(), *([total_card(speech("many.total"), yuan(batch.total_fen), remark)] if batch.quote else [])
    )


def _row(chosen: Checked, speech: Speech) -> list[ft.Control]:
    head = row(text(speech("many.line", line=chosen.line), look.SECTION, bold=True), filler(), mark(chosen, speech))
    if chosen.wrong:
        cells = text(chosen.name, look.SECOND, color=look.INK_2, lines=3)
        return [head, rule(look.HEAD_LINE), cells, *(_wrong(one, speech) for one in chosen.wrong)]
    said = [
        text(chosen.name, look.VALUE, bold=True),
        text(typed.spaced(chosen.id) if chosen.id else speech("ui.issue.no_buyer_id"), color=look.INK_2),
        text(chosen.item, color=look.INK_2),
        text(yuan(chosen.gross_fen), look.FIGURE, bold=True),
    ]
    again = (
        [text(speech("many.repeats_long", line=chosen.repeats), look.SECOND, color=look.AMBER)]
        if chosen.repeats
        else []
    )
    return [head, rule(look.HEAD_LINE), *said, *again]


def mark(checked: Checked, speech: Speech) -> ft.Control:
    """Whether a row holds, by word, icon and ground."""
    if checked.wrong:
        return tag(speech("many.bad"), "error")
    return (
        tag(speech("many.repeats", line=checked.repeats), "amber")
        if checked.repeats
        else tag(speech("many.good"), "ok")
    )


def _wrong(wrong: Wrong, speech: Speech) -> ft.Control:
    where = speech("many.cell", heading=wrong.heading, column=wrong.column) if wrong.column else wrong.heading
    place = [text(where, look.CAPTION, bold=True, color=look.ERROR)] if where else []
    now = row(icon(ft.Icons.SUBDIRECTORY_ARROW_RIGHT, 18), text(wrong.now, look.SECOND, expand=True), spacing=8)
    body = column(*place, text(wrong.what), *([now] if wrong.now else []), spacing=4, tight=True)
    box = ft.Container(
        body, bgcolor=look.ERROR_GROUND, border=ft.Border.all(1, look.ERROR_EDGE), border_radius=8, padding=pad(14, 10)
    )
    return named(box, "wrong")


def _two_lines(head: str, foot: str) -> ft.Control:
    words = column(text(head, 17, lines=1), text(foot, look.CAPTION, color=look.INK_2), spacing=0, tight=True)
    return ft.Container(words, padding=pad(4, 8), border=ft.Border(bottom=side(1, look.LINE_2)))


def _file(path: Path, chosen: bool, place: int) -> ft.Control:
    words = column(
        text(path.name, 17, bold=chosen, color=look.PRIMARY_DEEP if chosen else look.INK, lines=1),
        text(path.parent.name, look.CAPTION, color=look.INK_2, lines=1), spacing=0, tight=True, expand=True,
    )  # fmt: skip
    arrow = icon(ft.Icons.ARROW_RIGHT, 20, look.PRIMARY) if chosen else gap(width=20)
    box = ft.Container(row(arrow, words, spacing=6), padding=pad(4, 8), border_radius=8 if chosen else None,
                       bgcolor=look.CONTAINER if chosen else None,
                       border=ft.Border(bottom=side(1, look.LINE_2)))  # fmt: skip
    return named(box, f"file.{place}", selected=chosen)
