"""The wall 全市: every site of one day, trouble first and largest, waiting smaller, even ones as small bars by district."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from central.reconcile.day import SiteDay, Standing
from central.ui import look
from central.ui.marks import STANDINGS
from central.ui.parts import (
    Handler,
    column,
    filler,
    icon,
    keycap,
    named,
    pad,
    row,
    side,
    text,
    wrapped,
)
from central.ui.readings import TILES_MOST, Reading, cause, even_by_district, heard, site_name, troubled, waiting
from central.ui.speech import Speech
from schemas.money import yuan

TILE = 243
SMALL_TILE = 182
"""Three tiles a row, or four small ones, fit a screen of 1366; pixels."""
Opening = Callable[[str], Handler]


def wall(reading: Reading, speech: Speech, opening: Opening) -> ft.Control:
    """The centre of the page."""
    city = reading.city
    pieces: list[ft.Control] = [_title(reading, speech), _figures(reading, speech)]
    trouble, due, even = troubled(city), waiting(city), even_by_district(city)
    if trouble:
        pieces.append(wrapped([_tile(n, day, speech, opening) for n, day in enumerate(trouble, 1)], 12))
    if due:
        pieces.append(_heading(speech("waiting", count=len(due))))
        pieces.append(wrapped([_small_tile(day, speech, opening) for day in due], 8))
    if even:
        pieces.append(_heading(speech("even", count=sum(even.values()))))
        pieces.append(wrapped([_ticks(district, count, speech) for district, count in even.items()], 10))
        ready = [day for day in city.sites if day.standing is Standing.MATCHED]
        pieces.append(wrapped([_link(day, speech, opening) for day in ready[:TILES_MOST]], 14))
    if not city.sites:
        pieces.append(text(speech("no_sites"), color=look.INK_2))
    return ft.Container(
        ft.Column(pieces, spacing=12, expand=True, scroll=ft.ScrollMode.AUTO), padding=pad(28, 18), expand=True
    )


def _title(reading: Reading, speech: Speech) -> ft.Control:
    count = len([day for day in reading.city.sites if day.site.site])
    return row(
        text(speech("wall", count=count), look.TITLE, bold=True),
        text(speech("wall_order"), color=look.INK_2, expand=True, lines=1),
        spacing=14,
    )


def _figures(reading: Reading, speech: Speech) -> ft.Control:
    """Five figures of the city in one box with hairlines between."""
    city = reading.city
    lines = sum(bool(match.document_fen) for day in city.sites for match in day.matches)
    sums = sum(day.document_fen for day in city.sites)
    wrong = sum(day.difference_fen for day in city.sites)
    sites = max(1, len(city.sites))
    parts = [_figure(None, speech("due"), yuan(sums), speech("amounts", count=lines), 2)]
    under = {
        Standing.MATCHED: speech("share", percent=city.count(Standing.MATCHED) * 100 // sites),
        Standing.WAITING: speech("in_transit", amount=yuan(sum(day.transit_fen for day in city.sites))),
        Standing.DIFFERENT: speech("to_check", amount=yuan(wrong)),
        Standing.SILENT: speech("nothing_came"),
    }
    parts += [_figure(one, speech.term(f"standing.{one}"), str(city.count(one)), under[one], 1) for one in under]
    return ft.Container(row(*parts, spacing=0), bgcolor=look.PAPER, border=ft.Border.all(1, look.LINE))


def _figure(standing: Standing | None, title: str, figure: str, under: str, share: int) -> ft.Control:
    mark = STANDINGS.get(standing) if standing else None
    ink = mark.ink if mark and figure != "0" else look.INK
    head = [icon(mark.icon, 17, ink)] if mark else []
    body = column(
        row(*head, text(title, look.SECOND, color=look.INK_2), spacing=6),
        text(figure, look.FIGURES, bold=True, color=ink, lines=1),
        text(under, look.SMALL, color=look.INK_3, lines=1),
        spacing=0,
    )
    box = ft.Container(body, padding=pad(14, 8), border=ft.Border(left=side()) if mark else None)
    return ft.Container(named(box, f"figure.{standing or 'due'}"), expand=share)


def _tile(place: int, day: SiteDay, speech: Speech, opening: Opening) -> ft.Control:
    mark = STANDINGS[day.standing]
    why, figure = cause(day, speech)
    key = [keycap(str(place))] if place <= TILES_MOST else []
    body = column(
        row(icon(mark.icon, 19, mark.ink), text(speech.term(f"standing.{day.standing}"), look.SECOND, bold=True,
            color=mark.ink), filler(), *key, spacing=6),
        text(site_name(day, speech), look.BODY, bold=True, lines=1),
        text(_whereabouts(day, speech), look.SMALL, color=look.INK_3, lines=1),
        row(text(why, look.CAPTION, expand=True, lines=1), text(figure, 18, bold=True, color=mark.ink), spacing=6),
        text(heard(day.heard_ms, speech), look.SMALL, color=look.INK_2, lines=1),
        spacing=3,
    )  # fmt: skip
    inner = ft.Column(
        [ft.Container(height=4, bgcolor=mark.ink), ft.Container(body, padding=pad(14, 9))], spacing=0, tight=True
    )
    box = ft.Container(inner, width=TILE, bgcolor=look.PAPER, border=ft.Border.all(1, look.LINE),
                       on_click=opening(day.site.site))  # fmt: skip
    return named(box, f"tile.{place}", label=f"{site_name(day, speech)} {why} {figure}", button=True)


def _small_tile(day: SiteDay, speech: Speech, opening: Opening) -> ft.Control:
    mark = STANDINGS[Standing.WAITING]
    why, figure = cause(day, speech)
    head = row(icon(mark.icon, 15, mark.ink), text(site_name(day, speech), look.CAPTION, bold=True, lines=1, expand=True),
               spacing=5)  # fmt: skip
    body = column(head, text(f"{why} {figure}".strip(), look.SMALL, color=look.INK_2, lines=1), spacing=1)
    box = ft.Container(body, width=SMALL_TILE, height=54, padding=pad(10, 6), bgcolor=look.PAPER, border_radius=6,
                       border=ft.Border.all(1, look.LINE), on_click=opening(day.site.site))  # fmt: skip
    return named(box, f"waiting.{day.site.site}", label=f"{site_name(day, speech)} {why} {figure}", button=True)


def _ticks(district: str, count: int, speech: Speech) -> ft.Control:
    """One small bar a site, and the number beside them."""
    bars = [ft.Container(width=9, height=20, bgcolor=look.OK_TICK, border_radius=2) for _ in range(count)]
    return row(
        text(speech.district(district), look.CAPTION, color=look.INK_2, width=56),
        row(*bars, spacing=3, tight=True),
        text(str(count), look.SMALL, color=look.INK_3),
        spacing=8,
        tight=True,
    )


def _link(day: SiteDay, speech: Speech, opening: Opening) -> ft.Control:
    words = text(site_name(day, speech), look.CAPTION, color=look.PRIMARY)
    box = ft.Container(words, on_click=opening(day.site.site), padding=pad(2, 2))
    return named(box, f"even.{day.site.site}", button=True)


def _whereabouts(day: SiteDay, speech: Speech) -> str:
    return f"{day.site.site} · {speech.district(day.site.district)}" if day.site.site else speech("nobody_means")


def _heading(words: str) -> ft.Control:
    return text(words, look.SECOND, bold=True, color=look.INK_2)
