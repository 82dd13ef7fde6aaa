"""How a payment that waits is drawn: what happened, what is safe, what now; its three ends; its money."""

from __future__ import annotations

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.deals import Deal
from station.ui.speech import Speech
from station.ui.widgets.choices import radio
from station.ui.widgets.marks import START, column, filler, gap, icon, named, pad, row, rule, side, tag
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import labelled, money, text

ENDS = ("succeeded", "failed", "unknown")
"""How a payment can end, in the order of its digits."""


def three_parts(deal: Deal, speech: Speech) -> ft.Control:
    """What happened, whether anything is lost, what to do now."""
    parts = (
        (
            ft.Icons.QR_CODE,
            "notices.what",
            speech("ui.payment.what", method=speech.choice("method", deal.method)),
        ),
        (ft.Icons.SHIELD_OUTLINED, "notices.lost", speech("ui.payment.lost", order=(deal.order_no or "")[-4:])),
        (ft.Icons.SUBDIRECTORY_ARROW_RIGHT, "notices.now", speech("ui.payment.now")),
    )
    return column(*(_part(mark, speech(words), told) for mark, words, told in parts), spacing=0)


def ends(chosen: int, box: ft.Control | None, speech: Speech) -> list[ft.Control]:
    """The three ends; the box stands under the chosen one only."""
    made: list[ft.Control] = []
    for place, end in enumerate(ENDS):
        made.append(_end(place, end, place == chosen, speech))
        if box and place == chosen:
            made.append(box)
    return made


def money_panel(deal: Deal, speech: Speech) -> ft.Control:
    """The sum in ink, not in blue: it is not paid yet; and the promise that nobody pays twice."""
    promise = ft.Container(
        row(
            icon(ft.Icons.LOCK_OUTLINE, 22),
            column(
                text(speech("ui.payment.once"), bold=True),
                text(speech("ui.payment.once_more"), look.CAPTION, color=look.INK_2),
                spacing=0,
                tight=True,
                expand=True,
            ),
            spacing=12,
        ),
        padding=pad(14, 10),
        border=ft.Border.all(1, look.LINE),
        border_radius=8,
    )
    return panel(
        row(
            text(speech("ui.working.total"), look.SECTION, bold=True),
            filler(),
            tag(speech("ui.payment.waits"), "amber", ft.Icons.HELP_OUTLINE),
        ),
        named(row(filler(), money(yuan(deal.amount_fen), look.HUGE if deal.amount_fen < 10**7 else look.PAID)), "total"),
        row(text(speech.choice("method", deal.method), look.SECOND, color=look.INK_2), filler(),
            labelled(speech("ui.payment.order"), deal.order_no or "")),
        rule(look.HEAD_LINE),
        gap(4),
        promise,
    )  # fmt: skip


def _part(mark: ft.IconData, title: str, words: str) -> ft.Control:
    line = ft.Row(
        [
            ft.Container(icon(mark, 22), width=30),
            text(title, bold=True, width=108),
            text(words, expand=True),
        ],
        spacing=10,
        vertical_alignment=START,
    )
    return ft.Container(line, padding=pad(12, 10), border=ft.Border(bottom=side(1, look.LINE_2)))


def _end(place: int, end: str, chosen: bool, speech: Speech) -> ft.Control:
    words, means = speech(f"ui.payment.end.{end}"), speech(f"ui.payment.end_means.{end}")
    return radio(str(place + 1), words, means, chosen, f"end.{end}")
