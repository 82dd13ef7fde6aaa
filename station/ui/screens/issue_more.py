"""What a sale may say beyond the plain way: lines, a discount, an agent, a price without tax. One key each, none in the plain way."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

from station.ui import look, sale_lines
from station.ui.drafts import Draft, call_for
from station.ui.keyboard import Intent, label
from station.ui.sale_fields import Field
from station.ui.speech import Speech
from station.ui.widgets.marks import icon, keycap, named, pad, row
from station.ui.widgets.type import text

Act = Callable[[Draft], Draft]

MORE: dict[int, tuple[str, Act]] = {
    5: ("line", sale_lines.add),
    6: ("discount", lambda draft: call_for(draft, Field.DISCOUNT)),
    7: ("agent", lambda draft: call_for(draft, Field.AGENT_NAME)),
}
"""Digit → what it asks for, once the amount is said: the digits that no method of payment has."""

LINES = 8
"""The digit that opens the list of lines, where there are several."""

REFUSES = 9
"""The digit that refuses the request 拒绝受理 after all."""

OTHER_MEANING: dict[Field, Act] = {
    Field.BUYER_ID: lambda draft: call_for(draft, Field.NO_ID_REASON),
    Field.AMOUNT: sale_lines.toggle_tax,
}
"""What the arrow down does in a box that has no offers."""


def act_of(draft: Draft, digit: int) -> Act | None:
    """What a digit asks for where the sale waits for its payment."""
    return MORE[digit][1] if draft.at is Field.METHOD and digit in MORE else None


def opens_lines(draft: Draft, digit: int) -> bool:
    """Whether a digit opens the list of lines."""
    return draft.at is Field.METHOD and digit == LINES and len(sale_lines.lines(draft)) > 1


def refuses(draft: Draft, digit: int) -> bool:
    """Whether a digit refuses the request."""
    return draft.at is Field.METHOD and digit == REFUSES


def other_meaning(draft: Draft) -> Draft | None:
    """The draft whose open box means the other thing, if it has one."""
    act = OTHER_MEANING.get(draft.at)
    return act(draft) if act else None


def more_line(draft: Draft, speech: Speech) -> ft.Control:
    """The digits that ask for more, under the methods of payment."""
    made: list[ft.Control] = [_chip(str(digit), speech(f"sale.more.{name}"), name) for digit, (name, _) in MORE.items()]
    if opens_lines(draft, LINES):
        made.append(_chip(str(LINES), speech("sale.more.lines"), "lines"))
    made.append(_chip(str(REFUSES), speech("refusing.screen.open"), "refuse"))
    return ft.Row(made, spacing=18, run_spacing=6, wrap=True)


def other_line(draft: Draft, speech: Speech) -> ft.Control:
    """What the arrow down would make of the open box."""
    if draft.at is Field.BUYER_ID:
        return _chip(label(Intent.DOWN), speech("sale.no_code"), "no_code")
    return _chip(label(Intent.DOWN), speech("sale.to_gross" if draft.said("net") else "sale.to_net"), "tax")


def repeated(found: Sequence[str], speech: Speech) -> list[ft.Control]:
    """What was issued before to the same buyer for the same sum: said once, and in nobody's way."""
    if not found:
        return []
    words = speech("sale.repeated", number=found[0], count=len(found))
    line = row(
        icon(ft.Icons.CONTENT_COPY, 18, look.AMBER), text(words, look.SECOND, color=look.AMBER, expand=True), spacing=8
    )
    return [named(ft.Container(line, bgcolor=look.AMBER_GROUND, border_radius=8, padding=pad(14, 8)), "repeated")]


def _chip(key: str, words: str, name: str) -> ft.Control:
    shown = text(words, look.SECOND, color=look.INK_2)
    return named(row(keycap(key, size=look.CAPTION), shown, spacing=6, tight=True), f"more.{name}")
