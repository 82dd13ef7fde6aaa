"""Choices by digit: pills in a row under a question, or large rows where each choice needs a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from station.ui import look
from station.ui.widgets.marks import column, icon, keycap, named, pad, row, side
from station.ui.widgets.type import text


def pills(words: Sequence[tuple[str, str]], chosen: str) -> ft.Control:
    """(choice, its words) with their digits from 1; the chosen one by edge, weight and ground."""
    made = [_pill(digit, choice, said, choice == chosen) for digit, (choice, said) in enumerate(words, 1)]
    return ft.Row(list(made), spacing=10, run_spacing=8, wrap=True)


def _pill(digit: int, choice: str, said: str, on: bool) -> ft.Control:
    words = text(said, 17, bold=on, color=look.PRIMARY_DEEP if on else look.INK)
    pill = ft.Container(
        row(keycap(str(digit)), words, spacing=8, tight=True),
        height=44,
        padding=ft.Padding.symmetric(horizontal=12),
        border=ft.Border.all(2 if on else 1, look.PRIMARY if on else look.EDGE),
        border_radius=8,
        bgcolor=look.CONTAINER if on else look.PAPER,
    )
    return named(pill, f"choice.{choice}", selected=on)


def radio(key: str, words: str, means: str, on: bool, identifier: str) -> ft.Control:
    """One choice as a row of its own, with what it means under it."""
    meaning = [text(means, look.SECOND, color=look.INK_2)] if means else []
    said = column(
        text(words, 17, bold=on, color=look.PRIMARY_DEEP if on else look.INK), *meaning, spacing=0, tight=True,
        expand=True,
    )  # fmt: skip
    mark = ft.Icons.RADIO_BUTTON_CHECKED if on else ft.Icons.RADIO_BUTTON_UNCHECKED
    box = ft.Container(
        row(keycap(key, size=look.BODY), said, icon(mark, 22, look.PRIMARY if on else look.EDGE), spacing=16),
        padding=pad(16, 10),
        bgcolor=look.TINT if on else None,
        border=ft.Border.all(2, look.PRIMARY) if on else ft.Border(bottom=side(1, look.LINE_2)),
        border_radius=8 if on else None,
    )
    return named(box, identifier, selected=on)
