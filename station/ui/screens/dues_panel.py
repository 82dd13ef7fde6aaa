"""What stands beside a collection: who was here, and the dues oldest first with their surcharge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import flet as ft

from schemas.money import yuan
from station.ui import look, typed
from station.ui.readings import Hit
from station.ui.speech import Speech
from station.ui.widgets.marks import column, filler, gap, named, pad, row, rule, side, tag
from station.ui.widgets.sheets import panel, total_card
from station.ui.widgets.type import text


def known_panel(known: Sequence[Hit], speech: Speech) -> ft.Control:
    """Who was here before, while the payer is being typed."""
    rows = [
        ft.Container(
            column(
                text(hit.name, 17, lines=1),
                text(typed.masked(hit.id), look.CAPTION, color=look.INK_2),
                spacing=0,
                tight=True,
            ),
            padding=pad(4, 8),
            border=ft.Border(bottom=side(1, look.LINE_2)),
        )
        for hit in {hit.id: hit for hit in known}.values()
    ]
    help_line = text(speech("ui.dues.help"), look.SECOND, color=look.INK_2)
    return panel(
        text(speech("ui.dues.dues"), look.SECTION, bold=True), rule(look.HEAD_LINE), column(*rows, spacing=0), help_line
    )


def dues_panel(worked: Mapping[str, Any], speech: Speech) -> ft.Control:
    """Every due in its period, the surcharge to the day of payment, and the sum, large."""
    rows: list[ft.Control] = []
    period = ""
    for one in worked["dues"]:
        shown = f"{one['period_from']} – {one['period_to']}"
        if shown != period:
            period = shown
            rows.append(_band(period, one["due_on"], speech))
        rows.append(_due(one, speech))
    count = len(worked["dues"])
    return panel(
        text(speech("ui.dues.dues"), look.SECTION, bold=True),
        ft.Column(rows, spacing=0, scroll=ft.ScrollMode.AUTO, expand=True),
        *([_late(worked, speech)] if worked["late_fee_fen"] else []),
        total_card(speech("ui.dues.total"), yuan(worked["total_fen"]), speech("ui.working.lines", count=count)),
    )


def _band(period: str, due_on: str, speech: Speech) -> ft.Control:
    body = row(text(period, look.CAPTION, bold=True), filler(),
               text(speech("ui.dues.due_on", on=due_on), look.SMALL, color=look.INK_2))  # fmt: skip
    return ft.Container(body, bgcolor=look.BAND, padding=pad(8, 5))


def _due(one: Mapping[str, Any], speech: Speech) -> ft.Control:
    late = one["late_fee_fen"]
    mark = [tag(speech("ui.dues.late", days=one["days_late"], fee=yuan(late)), "amber")] if late else []
    words = column(text(speech.choice("tax", one["tax"]), bold=True), *mark, spacing=2, tight=True)
    body = row(words, filler(), text(yuan(one["principal_fen"]), look.VALUE, bold=True))
    box = ft.Container(body, padding=pad(8, 6), border=ft.Border(bottom=side(1, look.LINE_2)))
    return named(box, f"due.{one['tax']}")


def _late(worked: Mapping[str, Any], speech: Speech) -> ft.Control:
    principal, late = yuan(worked["principal_fen"]), yuan(worked["late_fee_fen"])
    return row(gap(width=4), text(speech("ui.dues.sum", principal=principal, late=late), look.SECOND, color=look.INK_2))
