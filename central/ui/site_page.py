"""One site's day 对账: voucher ↔ payment ↔ money side by side, differences at the top."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import flet as ft

from central.ports.day import Act
from central.reconcile.classes import Class
from central.reconcile.day import SiteDay
from central.reconcile.match import Match
from central.reconcile.terms import item
from central.ui import look
from central.ui.marks import STANDINGS, of_class
from central.ui.parts import Handler, column, filler, icon, named, pad, row, side, tag, text
from central.ui.readings import Reading, act_of, short, site_name, time_of
from central.ui.speech import Speech
from schemas.money import yuan

Acts = Mapping[tuple[bytes, int], Act]
_LINE = 40


@dataclass(frozen=True, slots=True)
class _Col:
    name: str
    width: float | None
    align: str = "left"


_COLUMNS = (
    _Col("", 22), _Col("time", 42), _Col("voucher", 144), _Col("item", None), _Col("document", 78, "right"),
    _Col("", 18, "center"), _Col("payment", 100), _Col("amount", 78, "right"), _Col("", 18, "center"),
    _Col("money", 104), _Col("arrived", 78, "right"),
)  # fmt: skip


def site_page(
    day: SiteDay, acts: Acts, reading: Reading, speech: Speech, chosen: int, choosing: Callable[[int], Handler]
) -> ft.Control:
    """The centre of the page."""
    lines: list[ft.Control] = [
        named(_line(match, acts, speech, place == chosen, choosing(place)), f"line.{place + 1}")
        for place, match in enumerate(day.matches)
    ]
    empty = ft.Container(text(speech("empty_day"), color=look.INK_2), padding=pad(4, 18))
    table = ft.ListView(lines, expand=True, spacing=0, item_extent=_LINE) if lines else column(empty, expand=True)
    listed = ft.Column([_header(speech), table], spacing=0, expand=True)
    body = ft.Column(
        [_title(day, speech), _card(day, speech), listed, _foot(day, reading, speech)], spacing=10, expand=True
    )
    return ft.Container(body, padding=pad(24, 18), expand=True)


def _title(day: SiteDay, speech: Speech) -> ft.Control:
    mark = STANDINGS[day.standing]
    words = speech.term(f"standing.{day.standing}")
    count = len(day.differences) or len(day.waiting)
    tagged = speech("tagged", words=words, count=count) if count else words
    where = f"{day.site.site} · {speech.district(day.site.district)}" if day.site.site else speech("nobody_means")
    return row(
        text(site_name(day, speech), look.TITLE, bold=True, lines=1),
        text(where, color=look.INK_2, lines=1),
        tag(tagged, mark.ink, mark.ground, mark.icon),
        filler(),
        spacing=14,
    )


def _card(day: SiteDay, speech: Speech) -> ft.Control:
    """Three sums that should be equal, large; what is on its way is said beneath."""
    explained = day.payment_fen + day.awaited_fen == day.money_fen + day.transit_fen
    due = [
        speech(code, amount=yuan(fen))
        for code, fen in (("besides", day.transit_fen), ("awaited", day.awaited_fen))
        if fen
    ]
    transit = " · ".join(due) or speech("all_arrived")
    counts = [sum(bool(fen) for fen in (getattr(m, side_) for m in day.matches))
              for side_ in ("document_fen", "payment_fen", "money_fen")]  # fmt: skip
    body = ft.Row(
        [
            _sum(speech("sum.document"), day.document_fen, speech("count", count=counts[0])),
            _sign(day.document_fen == day.payment_fen, explained=False),
            _sum(speech("sum.payment"), day.payment_fen, speech("count", count=counts[1])),
            _sign(day.payment_fen == day.money_fen, explained=explained),
            _sum(speech("sum.money"), day.money_fen, f"{speech('count', count=counts[2])} · {transit}"),
        ],
        alignment=ft.MainAxisAlignment.SPACE_AROUND,
    )
    return named(ft.Container(body, bgcolor=look.CONTAINER, border_radius=12, padding=pad(20, 8)), "sums")


def _sum(title: str, fen: int, under: str) -> ft.Control:
    return ft.Column(
        [
            text(title, look.SECOND, color=look.ON_CONTAINER),
            text(yuan(fen), look.EQUAL, bold=True, color=look.ON_CONTAINER),
            text(under, look.CAPTION, color=look.INK_2),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _sign(even: bool, *, explained: bool) -> ft.Control:
    """Equal, equal but for what is on its way, or not."""
    words = "=" if even else "…" if explained else "≠"
    wrong = not even and not explained
    return text(words, look.EQUAL, bold=wrong, color=look.ERROR if wrong else look.ON_CONTAINER)


def _header(speech: Speech) -> ft.Control:
    cells = [
        _cell(text(speech(f"column.{c.name}") if c.name else "", look.CAPTION, color=look.INK_3), c) for c in _COLUMNS
    ]
    return ft.Container(
        row(*cells, spacing=8), height=30, padding=pad(8, 0), border=ft.Border(bottom=side(1, look.HEAD_LINE))
    )


def _line(match: Match, acts: Acts, speech: Speech, chosen: bool, choose: Handler) -> ft.Control:
    mark, wrong = of_class(match.kind), of_class(match.kind).ink == look.ERROR
    cells = [icon(mark.icon, 18, mark.ink), *(_words(words, wrong, speech) for words in _said(match, acts, speech))]
    body = row(*[_cell(cell, column_) for cell, column_ in zip(cells, _COLUMNS, strict=True)], spacing=8)
    ground = look.ERROR_GROUND if wrong else None
    return ft.Container(body, height=_LINE, padding=pad(8, 0), bgcolor=look.CONTAINER if chosen else ground,
                        border=ft.Border(bottom=side(1, look.LINE_2)), on_click=choose)  # fmt: skip


def _said(match: Match, acts: Acts, speech: Speech) -> list[str]:
    """The ten cells behind the mark; None-like sides are said in words, never left blank."""
    awaited = match.kind is Class.LEDGER_AWAITED
    none, unissued = ("…", "…") if awaited else (speech("none"), speech("no_voucher"))
    act, payment = act_of(match, acts), match.payment
    standing = [one for one in match.documents if not one.void]
    void = speech("void") if match.documents else none
    voucher = f"{match.documents[0].code} {match.documents[0].number}" if match.documents else unissued
    items = "、".join(item(code, speech.language) for code in act.items) if act else ""
    paid = speech(f"method.{payment.method}") if payment else none
    money = match.money
    missing = speech("transit") if match.kind is Class.IN_TRANSIT else speech("no_line")
    lines = speech("row", row=money[-1].row) if money else missing
    return [
        time_of(match, acts) or "·",
        voucher,
        items or "·",
        yuan(match.document_fen) if standing else void,
        _between(match),
        f"{paid} {short(payment.order_no)}" if payment else paid,
        yuan(match.payment_fen) if payment and payment.state == "taken" else _unpaid(match, none, speech),
        "=" if match.payment_fen == match.money_fen else "…" if match.difference_fen == 0 else "≠",
        lines,
        yuan(match.money_fen) if money else "…" if match.difference_fen == 0 else none,
    ]


def _between(match: Match) -> str:
    """What stands between document and payment; nothing where neither stands."""
    if not match.document_fen and not match.payment_fen:
        return "·"
    return "=" if match.document_fen == match.payment_fen else "≠"


def _unpaid(match: Match, none: str, speech: Speech) -> str:
    return speech(f"state.{match.payment.state}") if match.payment else none


def _words(words: str, wrong: bool, speech: Speech) -> ft.Control:
    missing = wrong and words in (speech("none"), speech("no_voucher"), speech("no_line"), "≠")
    color = look.ERROR if missing else look.INK_3 if words in ("=", "…", "·") else look.INK
    return text(words, look.SECOND, bold=missing, color=color, lines=1)


def _cell(content: ft.Control, column_: _Col) -> ft.Container:
    aligned = {"right": ft.Alignment.CENTER_RIGHT, "center": ft.Alignment.CENTER}.get(
        column_.align, ft.Alignment.CENTER_LEFT
    )
    return ft.Container(content, width=column_.width, expand=column_.width is None, alignment=aligned)


def _foot(day: SiteDay, reading: Reading, speech: Speech) -> ft.Control:
    """How much of the site's log this page stands on."""
    held = [reading.heads[device] for device in day.site.devices if device in reading.heads]
    last = " · ".join(speech("held", seq=seq, head=f"{head.hex()[:4]}…{head.hex()[-4:]}") for seq, head in held)
    exempt = sum(book.exempt for book in day.books)
    closed = speech("closed") if day.closed else speech("not_closed")
    said = speech("day_says", closed=closed, invoices=sum(b.invoices for b in day.books), exempt=exempt)
    return row(
        text(said, look.SECOND, color=look.INK_2, lines=1, expand=True), text(last, look.CAPTION, color=look.INK_3)
    )
