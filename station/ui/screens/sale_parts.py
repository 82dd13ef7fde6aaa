"""Parts that the result and the record of a sale share: where copies are, its papers, the paper itself."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import flet as ft

from schemas.money import yuan
from station.ui import look, typed
from station.ui.pictures import fitted
from station.ui.readings import Standing
from station.ui.sale_reading import Sale, SalePaper
from station.ui.speech import Speech
from station.ui.widgets.fields import answered_row
from station.ui.widgets.marks import column, gap, icon, named, pad, row, rule, side, tag
from station.ui.widgets.type import span, spans, text

SHEET_WIDE, SHEET_HIGH = 386, 340
"""The frame of a paper beside the task, in pixels."""
_STATES = {
    "queued": (ft.Icons.SCHEDULE, look.INK_2),
    "sending": (ft.Icons.PRINT, look.PRIMARY_DEEP),
    "printed": (ft.Icons.CHECK, look.OK),
    "confirmed": (ft.Icons.CHECK, look.OK),
    "unknown": (ft.Icons.HELP_OUTLINE, look.AMBER),
}


def copies(sale: Sale, standing: Standing, now: datetime, speech: Speech) -> ft.Control:
    """Who holds the entry: this machine, neighbours, the centre. A solid line is held, a dashed one to come."""
    held = standing.centre_holds >= sale.seq
    here = _node(ft.Icons.COMPUTER, speech("ui.copies.here"), clock_of(sale.at, now), held=True)
    words = speech("ui.copies.held" if held else "ui.copies.to_come")
    centre = _node(ft.Icons.ACCOUNT_BALANCE_OUTLINED, speech("ui.copies.centre"), words, held=held)
    near: list[ft.Control] = []
    if standing.witnesses:
        title = speech("ui.copies.peers", count=standing.witnesses)
        near = [_path(True), _node(ft.Icons.HUB_OUTLINED, title, speech("ui.copies.held"), held=True)]
    return named(row(here, *near, _path(held), centre, spacing=14), "copies")


def clock_of(at: str, now: datetime) -> str:
    """The time of an entry in the zone of the frame's clock, to the second."""
    return datetime.fromisoformat(at).astimezone(now.tzinfo).strftime("%H:%M:%S") if at else ""


def paper_list(sale: Sale, chosen: int, speech: Speech) -> ft.Control:
    """The papers of the sale and what the printer did with each."""
    return column(rule(look.HEAD_LINE), *(_paper(p, n == chosen, speech) for n, p in enumerate(sale.papers)), spacing=0)


def print_mark(state: str, speech: Speech) -> ft.Control:
    """What the printer did with a paper: an icon and its word."""
    mark, color = _STATES.get(state, _STATES["queued"])
    return row(icon(mark, 18, color), text(speech.choice("print_state", state), bold=True, color=color), spacing=6)


def sheet(picture: bytes | None, sale: Sale, chosen: int, speech: Speech) -> ft.Control:
    """The paper itself, made from the committed entry."""
    if not sale.papers:
        return text(speech("ui.papers.none"), look.SECOND, color=look.INK_2)
    name = speech.choice("paper", sale.papers[chosen].name)
    if not picture:
        return column(text(name, look.CAPTION, color=look.INK_3), gap(SHEET_HIGH), spacing=6)
    wide, high = fitted(picture, SHEET_WIDE, SHEET_HIGH)
    image = ft.Image(src=picture, width=wide, height=high, semantics_label=name)
    frame = ft.Container(image, border=ft.Border.all(1, look.SHEET_RULE), bgcolor=look.SHEET, width=wide + 2)
    return column(text(name, look.CAPTION, color=look.INK_3), named(frame, "sheet"), spacing=6)


def said_rows(sale: Sale, speech: Speech) -> list[ft.Control]:
    """Who asked, for whom, what and how much; of a collection who paid and which taxes."""
    person = spans(span(sale.name, look.VALUE, bold=True), span("   " + typed.masked(sale.id), color=look.INK_2))
    code = span("   " + typed.spaced(sale.buyer_id), look.CAPTION, color=look.INK_2)
    if sale.dues:
        taxes = speech("ui.and").join(speech.choice("tax", tax) for tax in sale.dues)
        pairs = [("applicant", person), ("item", text(taxes, look.VALUE, lines=1))]
    else:
        pairs = [("applicant", person), ("buyer", spans(span(sale.buyer, look.VALUE, bold=True), code)),
                 ("item", text(sale.item, look.VALUE)), ("amount", text(yuan(sale.gross_fen), look.VALUE, bold=True))]  # fmt: skip
    return [answered_row(speech(f"ui.row.{name}"), value, None, f"row.{name}", 46) for name, value in pairs]


def later_tags(sale: Sale, later: Mapping[str, Any], speech: Speech) -> list[ft.Control]:
    """What came of a sale later: red letters, refunds asked for, tax paid back."""
    red = sum(one["total_fen"] for one in later.get("red", ()))
    asked = later.get("requested_fen", 0)
    undone = sale.state != "voided" and any(paid["state"] == "reversed" for paid in later.get("payments", ()))
    return [
        *([tag(speech("righting.later.red", amount=yuan(red)), "error")] if red else []),
        *([tag(speech("righting.later.refund", amount=yuan(asked)), "amber")] if asked else []),
        *([tag(speech("righting.later.undone"), "error")] if undone else []),
    ]


def _node(mark: ft.IconData, title: str, remark: str, *, held: bool) -> ft.Control:
    disc = ft.Container(
        icon(mark, 20, look.PAPER if held else look.INK_2),
        width=36,
        height=36,
        border_radius=18,
        bgcolor=look.PRIMARY if held else None,
        border=None if held else ft.Border.all(1.5, look.EDGE),
        alignment=ft.Alignment.CENTER,
    )
    words = column(text(title, bold=True), text(remark, look.CAPTION, color=look.INK_2), spacing=0, tight=True)
    return row(disc, words, tight=True)


def _path(held: bool) -> ft.Control:
    if held:
        return ft.Container(height=2, width=44, bgcolor=look.PRIMARY)
    dashes = [ft.Container(width=7, height=2, bgcolor=look.EDGE) for _ in range(4)]
    return ft.Container(ft.Row(list(dashes), spacing=5), width=44)


def _paper(paper: SalePaper, chosen: bool, speech: Speech) -> ft.Control:
    mark, color = _STATES.get(paper.state, _STATES["queued"])
    line = row(
        icon(mark, 20, color),
        text(speech.choice("paper", paper.name), bold=chosen, expand=True, lines=1),
        text(paper.number, 17, bold=True, width=150),
        text(speech.choice("print_state", paper.state), bold=True, color=color, width=120),
        spacing=14,
    )
    box = ft.Container(
        line,
        height=44,
        padding=pad(8, 0),
        bgcolor=look.TINT if chosen else None,
        border=ft.Border(bottom=side(1, look.LINE_2)),
    )
    return named(box, f"paper.{paper.name}", selected=chosen)
