"""The inbox of cases 差异清单: every case that is not closed, the largest first, a page at a time; one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import flet as ft

from central.ports.matters import HeldCase
from central.reconcile.cases import DRAWER
from central.reconcile.classes import Class
from central.ui import look
from central.ui.marks import of_class
from central.ui.parts import Handler, column, filler, icon, named, pad, row, side, text
from central.ui.readings import signed
from central.ui.speech import Speech
from schemas.books.cases import standing
from schemas.money import yuan

PAGE = 12
"""Cases on one page: as many as stand on a screen of 768."""
_LINE = 42
_WIDTHS = {"day": 104, "kind": 118, "document": 108, "money": 108, "difference": 116, "standing": 96}
_AMOUNTS = ("document", "money", "difference")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as the list shows it; amounts in fen."""

    site: str
    name: str
    day: str
    kind: str
    document_fen: int
    money_fen: int
    standing: str

    @property
    def difference_fen(self) -> int:
        """Money less books."""
        return self.money_fen - self.document_fen


def listed(held: Iterable[HeldCase], names: Mapping[str, str]) -> tuple[Case, ...]:
    """The cases, the largest difference first, then by day and site; a site's name is its code where none is known."""
    cases = [
        Case(
            site=one.site,
            name=names.get(one.site, one.site),
            day=one.row.day,
            kind=one.row.kind,
            document_fen=one.row.document_fen,
            money_fen=one.row.money_fen,
            standing=standing(one.row, one.words),
        )
        for one in held
    ]
    return tuple(sorted(cases, key=lambda case: (-abs(case.difference_fen), case.day, case.site, case.kind)))


def inbox(cases: tuple[Case, ...], chosen: int, speech: Speech, opening: Callable[[int], Handler]) -> ft.Control:
    """The page: title, heads, one page of lines."""
    first = chosen // PAGE * PAGE
    lines: list[ft.Control] = [
        _line(case, place, place == chosen, speech, opening(place))
        for place, case in enumerate(cases[first : first + PAGE], first)
    ]
    empty = text(speech("inbox.none"), color=look.INK_2)
    body = column(_head(speech), *lines, spacing=0) if lines else empty
    sums = sum(abs(case.difference_fen) for case in cases)
    pages = speech("inbox.page", page=first // PAGE + 1, pages=max(1, -(-len(cases) // PAGE)))
    title = row(
        named(text(speech("inbox.title", count=len(cases)), look.TITLE, bold=True), "inbox"),
        text(speech("inbox.order"), color=look.INK_2, expand=True, lines=1),
        text(speech("to_check", amount=yuan(sums)), look.SECTION, bold=True, color=look.ERROR if sums else look.INK),
        spacing=14,
    )
    foot = row(
        text(pages, look.CAPTION, color=look.INK_3),
        filler(),
        text(speech("inbox.nobody"), look.CAPTION, color=look.INK_2),
    )
    return ft.Container(
        ft.Column([title, body, filler(), foot], spacing=12, expand=True), padding=pad(28, 18), expand=True
    )


def _head(speech: Speech) -> ft.Control:
    cells = [text(speech(f"inbox.{name}"), look.CAPTION, color=look.INK_3, width=width, align=_side_of(name))
             for name, width in _WIDTHS.items()]  # fmt: skip
    heads = row(ft.Container(width=18), text(speech("inbox.site"), look.CAPTION, color=look.INK_3, expand=True), *cells)
    return ft.Container(heads, padding=pad(10, 6), border=ft.Border(bottom=side(1, look.HEAD_LINE)))


def _line(case: Case, place: int, chosen: bool, speech: Speech, opened: Handler) -> ft.Control:
    words = speech("inbox.drawer") if case.kind == DRAWER else speech.term(f"class.{case.kind}")
    mark = of_class(Class.AMOUNT_DIFFERS if case.kind == DRAWER else Class(case.kind))
    said = {
        "day": case.day,
        "kind": words,
        "document": yuan(case.document_fen),
        "money": yuan(case.money_fen),
        "difference": signed(case.difference_fen),
        "standing": speech(f"inbox.{case.standing}"),
    }
    cells = [text(said[name], look.SECOND, width=width, align=_side_of(name), bold=name == "difference", lines=1)
             for name, width in _WIDTHS.items()]  # fmt: skip
    pieces = row(icon(mark.icon, 18, mark.ink), text(case.name, bold=chosen, expand=True, lines=1), *cells)
    edge = ft.Border(left=side(4, look.PRIMARY if chosen else look.GROUND), bottom=side(1, look.LINE_2))
    ground = look.CONTAINER if chosen else None
    box = ft.Container(pieces, height=_LINE, padding=pad(6, 0, 10), bgcolor=ground, border=edge, on_click=opened)
    return named(box, f"case.{place + 1}", label=" ".join([case.name, *said.values()]), button=True)


def _side_of(name: str) -> str:
    return "right" if name in (*_AMOUNTS, "standing") else "left"
