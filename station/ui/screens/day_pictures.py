"""The day in pictures 图: sales by the hour, payments by method, taxes by kind; each with its figures in words."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.day_reading import Day
from station.ui.speech import Speech
from station.ui.widgets.marks import column, gap, row
from station.ui.widgets.type import IN_FRAME, text, wider

MOST_BARS = 6
"""Bars of one picture; what is smaller stands together in the last."""
LENGTH = 150
"""The longest bar, in pixels."""


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


def by_method(day: Day, speech: Speech) -> ft.Control:
    """What came by each method, net, the largest first."""
    sums = [(speech.choice("method", one.method), one.count, one.net_fen) for one in day.methods]
    return _bars(speech("dayplace.picture.methods"), sums, speech)


def by_tax(day: Day, speech: Speech) -> ft.Control:
    """What was collected of each tax or charge 税费, with surcharges, the largest first."""
    sums = [(speech.choice("tax", one.tax), one.count, one.fen) for one in day.taxes]
    return _bars(speech("dayplace.picture.taxes"), sums, speech)


def _bars(words: str, sums: Sequence[tuple[str, int, int]], speech: Speech) -> ft.Control:
    """Lying bars with name, count and sum; nothing at all says so."""
    shown = _folded(sorted(sums, key=lambda one: -one[2]), speech)
    most = max((fen for _, _, fen in shown), default=0)
    none = [text(speech("dayplace.picture.none"), look.SECOND, color=look.INK_2)] if not shown else []
    bars = [_lying(name, fen, most) for name, _, fen in shown]
    body = column(text(words, look.CAPTION, color=look.INK_3), *none, *bars, spacing=4, tight=True)
    told = "，".join(f"{name} {yuan(fen)}" for name, _, fen in shown)
    return ft.Semantics(content=body, label=f"{words}：{told}")


def _folded(sums: Sequence[tuple[str, int, int]], speech: Speech) -> list[tuple[str, int, int]]:
    if len(sums) <= MOST_BARS:
        return list(sums)
    rest = sums[MOST_BARS - 1 :]
    others = (speech("dayplace.picture.others"), sum(one[1] for one in rest), sum(one[2] for one in rest))
    return [*sums[: MOST_BARS - 1], others]


def _lying(name: str, fen: int, most: int) -> ft.Control:
    length = max(2, LENGTH * max(0, fen) // max(1, most))
    strong = bool(fen) and fen == most
    color = look.PRIMARY if strong else look.CHART
    bar = ft.Container(
        width=length, height=16, bgcolor=color, border_radius=ft.BorderRadius.only(top_right=3, bottom_right=3)
    )
    label = text(name, look.CAPTION, width=wider(138, 40), lines=1, most=IN_FRAME)
    return row(label, bar, text(yuan(fen), look.CAPTION, bold=strong, most=IN_FRAME), gap(), spacing=8)
