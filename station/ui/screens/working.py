"""The working of the tax beside the form 试算: gross, net, every line with its figures, the total largest of all."""

from __future__ import annotations

from typing import Any

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.keyboard import Intent, label
from station.ui.rates import percent
from station.ui.speech import Speech
from station.ui.widgets.marks import column, filler, icon, keycap, named, pad, row, rule, side
from station.ui.widgets.sheets import panel, total_card
from station.ui.widgets.type import labelled, money, text


def working(quote: dict[str, Any], gross_fen: int, speech: Speech) -> ft.Control:
    """The right panel of a quote; `gross_fen` is what the invoice will say with tax."""
    lines = shown_lines(quote)
    return panel(
        _head(speech),
        _gross(gross_fen, speech),
        row(
            labelled(speech("ui.working.net"), yuan(quote["net_fen"])),
            filler(),
            labelled(speech("ui.working.vat"), yuan(quote["vat_fen"])),
        ),
        rule(look.HEAD_LINE),
        column(*(_line(place, line, speech) for place, line in enumerate(lines, 1)), spacing=0),
        *_remarks(quote, speech),
        filler(),
        total_card(speech("ui.working.total"), yuan(quote["total_fen"]), speech("ui.working.lines", count=len(lines))),
        _foot(quote, speech),
    )


def empty(speech: Speech) -> ft.Control:
    """The right panel before there is an amount."""
    waiting = row(
        text(speech("ui.working.gross"), look.SECOND, color=look.INK_2),
        filler(),
        text(speech("ui.working.waiting"), look.SECTION, color=look.INK_3),
    )
    return panel(_head(speech), waiting, rule(look.HEAD_LINE))


def shown_lines(quote: dict[str, Any]) -> list[dict[str, Any]]:
    """The lines that the counter collects, and those that were relieved to nothing; what others withhold is a remark."""
    return [line for line in quote["taxes"] if line["collector"] == "counter"]


def _head(speech: Speech) -> ft.Control:
    return row(
        text(speech("ui.working.title"), look.SECTION, bold=True),
        filler(),
        text(speech("ui.working.why"), look.CAPTION, color=look.INK_3),
        keycap(label(Intent.WHY)),
    )


def _gross(gross_fen: int, speech: Speech) -> ft.Control:
    name = column(
        text(speech("ui.working.gross"), look.SECOND, color=look.INK_2),
        text(speech("ui.working.with_tax"), look.SMALL, color=look.INK_3),
        spacing=0,
    )
    size = look.GROSS if gross_fen < 10**9 else 26
    return row(name, filler(), money(yuan(gross_fen), size))


def _line(place: int, line: dict[str, Any], speech: Speech) -> ft.Control:
    head = row(
        text(speech.choice("tax", line["tax"]), 17, bold=True, expand=True, lines=1),
        text(speech("ui.working.paid"), look.SMALL, color=look.INK_3),
        text(yuan(line["due_fen"]), look.FIGURE, bold=True, align="right"),
    )
    facts = row(
        ft.Container(labelled(speech("ui.working.base"), yuan(line["base_fen"])), expand=3),
        ft.Container(labelled(speech("ui.working.rate"), percent(line["rate"])), expand=2),
        ft.Container(labelled(speech("ui.working.relief"), yuan(line["relief_fen"])), expand=3),
        keycap(str(place), size=12),
        spacing=6,
    )
    box = ft.Container(
        column(head, facts, spacing=1, tight=True), padding=pad(0, 7), border=ft.Border(bottom=side(1, look.LINE_2))
    )
    return named(box, f"tax.{line['tax']}")


def _remarks(quote: dict[str, Any], speech: Speech) -> list[ft.Control]:
    """Why nothing is due, what else becomes due elsewhere, and what is not certain while copies are missing."""
    made: list[ft.Control] = []
    if quote.get("exempt"):
        made.append(_remark(ft.Icons.CHECK, look.OK, speech.choice("exempt", quote["exempt"])))
    if quote.get("back_tax_gross_fen"):
        words = speech("ui.working.back_tax", amount=yuan(quote["back_tax_gross_fen"]))
        made.append(_remark(ft.Icons.SCHEDULE, look.AMBER, words))
    bounds = quote.get("bounds")
    if bounds and not bounds["certain"]:
        least, most = bounds["total_fen"]
        made.append(
            _remark(ft.Icons.HELP_OUTLINE, look.AMBER, speech("ui.working.between", least=yuan(least), most=yuan(most)))
        )
    return made


def _remark(mark: ft.IconData, color: str, words: str) -> ft.Control:
    return row(icon(mark, 18, color), text(words, look.CAPTION, color=color, expand=True), spacing=8)


def _foot(quote: dict[str, Any], speech: Speech) -> ft.Control:
    """What the counter does not collect, and the pack of rules that was used."""
    withheld = [speech.choice("tax", line["tax"]) for line in quote["taxes"] if line["collector"] == "buyer_withholds"]
    words = speech("ui.working.pack", pack=quote["pack"]["id"])
    if withheld:
        words = speech("ui.working.withheld", taxes=speech("ui.and").join(withheld)) + words
    return row(
        icon(ft.Icons.INFO_OUTLINE, 16, look.INK_3), text(words, look.SMALL, color=look.INK_3, expand=True), spacing=6
    )
