"""The lines of an invoice as the form shows them: one a row, or many in one."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.sale_fields import Field
from station.ui.sale_lines import Line
from station.ui.speech import Speech
from station.ui.widgets.fields import answered_row
from station.ui.widgets.type import span, spans, text

SHOWN, ROW = 2, 36
"""How many lines beside the open one have a row of their own; the height of one, in pixels."""


def line_rows(held: Sequence[Line], first: int, speech: Speech) -> list[ft.Control]:
    """The lines around the open one; `first` is the place of the first, from 0. The newest are shown, the rest counted."""
    told = list(enumerate(held, first))
    folded, shown = told[: len(told) - SHOWN] if len(told) > SHOWN else [], told[-SHOWN:]
    made: list[ft.Control] = []
    if folded:
        said = text(speech("sale.folded", count=len(folded)), look.SECOND, color=look.INK_2)
        made.append(answered_row(speech("sale.lines_before"), said, None, "lines.folded", ROW))
    return made + [_line(place, line, speech) for place, line in shown]


def price(line: Line, speech: Speech) -> ft.Control:
    """What the open line costs: the figure and its discount; whether the tax is in it, its label says."""
    figure = span(yuan(int(line.get(Field.AMOUNT, "0"))), look.VALUE, bold=True)
    return spans(figure, span(_discount(line, speech), look.BODY, color=look.INK_2))


def line_words(line: Line, speech: Speech) -> str:
    """A line in one go: its price with all that is said of it."""
    return yuan(int(line[Field.AMOUNT])) + _remark(line, speech)


def _remark(line: Line, speech: Speech) -> str:
    return (f"   {speech('sale.net')}" if line.get("net") else "") + _discount(line, speech)


def _discount(line: Line, speech: Speech) -> str:
    said = line.get(Field.DISCOUNT)
    return f"   {speech('sale.discounted', amount=yuan(int(said)))}" if said else ""


def _line(place: int, line: Line, speech: Speech) -> ft.Control:
    name = span(line[Field.ITEM], look.BODY, bold=True)
    said = spans(name, span("   " + line_words(line, speech), look.BODY, color=look.INK_2))
    return answered_row(speech("sale.line", number=place + 1), said, None, f"line.{place}", ROW)
