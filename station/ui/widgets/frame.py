"""The frame around every task: top line, rail of places, bottom strip. Grey words while all is well; amber before it hurts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

import flet as ft

from schemas.money import yuan
from station.ui import look
from station.ui.keyboard import PLACES, Intent, Press, label
from station.ui.readings import CONTACT_S, Allowance, Person, Standing, minutes_since, seconds_since_contact
from station.ui.speech import Speech
from station.ui.widgets.buttons import Handler
from station.ui.widgets.marks import filler, gap, icon, keycap, named, pad, row, side, upright
from station.ui.widgets.type import IN_FRAME, text, wider

Reach = Callable[[Press], Handler]
FEW_INVOICES, OLD_MINUTES = 20, 24 * 60
"""Where the strip turns amber: sheets left, minutes that the oldest entry was not sent."""


@dataclass(frozen=True, slots=True)
class StripItem:
    """One thing at the foot of the screen; `amber` asks for a look."""

    name: str
    mark: ft.IconData
    words: str
    amber: bool = False


def top_line(standing: Standing, person: Person | None, clock: str, speech: Speech, reach: Reach) -> ft.Control:
    """Where, who (nobody while locked), which business day, what time; and the lock."""
    house = ft.Icons.LOCAL_POST_OFFICE if standing.kind == "post" else ft.Icons.ACCOUNT_BALANCE_OUTLINED
    place: list[ft.Control] = [
        icon(house, 22, look.PRIMARY),
        text(standing.name, look.SECTION, bold=True, most=IN_FRAME),
        text(standing.site, look.SECOND, color=look.INK_3, most=IN_FRAME),
        filler(),
    ]
    who = [] if person is None else [_fact(ft.Icons.PERSON_OUTLINE, speech.choice("role", person.role), person.name)]
    day = _fact(ft.Icons.EVENT_NOTE, speech("ui.top.day"), _day(standing.day, speech))
    face = text(clock, look.FIELD, bold=True)
    lock = [] if person is None else [_link(speech("ui.top.lock"), ft.Icons.LOCK_OUTLINE, Intent.LOCK, "lock", reach)]
    tongue = _link(speech("ui.top.language"), ft.Icons.TRANSLATE, Intent.LANGUAGE, "language", reach)
    days = [day, gap(width=12)] if standing.site else []
    body = row(*place, *who, gap(width=12), *days, face, gap(width=8), tongue, *lock)
    return ft.Container(body, height=look.TOP, padding=pad(20, 0), bgcolor=look.PAPER, border=ft.Border(bottom=side()))


def rail(chosen: int | None, speech: Speech, reach: Reach) -> ft.Control:
    """The six places with their digits, and the keys that always hold at its foot."""
    places = [_place(number, number == chosen, speech, reach) for number in PLACES]
    always = [(Intent.FIND, "ui.keys.find"), (Intent.WHY, "ui.keys.why"), (Intent.BACK, "ui.keys.back"),
              (Intent.LIST_KEYS, "ui.keys.list_keys")]  # fmt: skip
    foot = [_always(intent, speech(words), reach) for intent, words in always]
    body = ft.Column(
        [gap(14), *places, filler(), ft.Container(ft.Column(foot, spacing=9), padding=pad(18, 16))], spacing=2
    )
    return ft.Container(body, width=wider(look.RAIL), bgcolor=look.TINT, border=ft.Border(right=side()))


def strip(standing: Standing, now: datetime, speech: Speech, reach: Reach) -> ft.Control:
    """Network, outbox, payments that wait, allowance, printer, stock: no pills while all is well."""
    pieces: list[ft.Control] = []
    for item in strip_items(standing, now, speech):
        pieces += [_strip_item(item), upright(18)]
    status = row(
        keycap(label(Intent.STATUS)),
        text(speech("ui.strip.status"), look.SECOND, color=look.INK_2, most=IN_FRAME),
        tight=True,
    )
    opener = ft.GestureDetector(content=status, on_tap=reach(Press(Intent.STATUS)), mouse_cursor=ft.MouseCursor.CLICK)
    body = row(*pieces[:-1], filler(), named(opener, "status"), spacing=4)
    return ft.Container(
        body, height=look.STRIP_HEIGHT, padding=pad(10, 0, 20, 0), bgcolor=look.STRIP, border=ft.Border(top=side())
    )


def strip_items(standing: Standing, now: datetime, speech: Speech) -> tuple[StripItem, ...]:
    """The items of the strip, in order, each with its words and whether it wants a look."""
    oldest = minutes_since(standing.oldest_at, now)
    items = [_network(standing, now, speech)]
    if not standing.practice:
        items.append(_outbox(standing, oldest, speech))
    if standing.pending:
        figures = {"count": len(standing.pending), "amount": yuan(sum(one.amount_fen for one in standing.pending))}
        items.append(StripItem("pending", ft.Icons.HELP_OUTLINE, speech("ui.strip.pending", **figures), True))
    if standing.allowance is not None:
        items.append(_allowance(standing.allowance, speech))
    waiting = standing.papers_waiting
    printer = speech("ui.strip.papers", count=waiting) if waiting else speech("ui.strip.no_papers")
    items.append(StripItem("printer", ft.Icons.PRINT, printer))
    stock = speech("ui.strip.stock", invoices=standing.invoices, vouchers=standing.vouchers)
    items.append(StripItem("stock", ft.Icons.LAYERS, stock, standing.invoices < FEW_INVOICES))
    return tuple(items)


def span_words(minutes: int, speech: Speech) -> str:
    """A span of time as people say it: 26 分, 5 小时, 2 天."""
    if minutes < 60:
        return speech("ui.span.minutes", count=minutes)
    if minutes < 48 * 60:
        return speech("ui.span.hours", count=minutes // 60)
    return speech("ui.span.days", count=minutes // (24 * 60))


def _network(standing: Standing, now: datetime, speech: Speech) -> StripItem:
    """Offline is a quiet word; it never turns amber by itself."""
    since = seconds_since_contact(standing, now)
    if since is not None and since < CONTACT_S:
        return StripItem("network", ft.Icons.CLOUD_DONE_OUTLINED, speech("ui.strip.online"))
    words = (
        speech("ui.strip.offline")
        if since is None
        else speech("ui.strip.offline_since", since=span_words(since // 60, speech))
    )
    return StripItem("network", ft.Icons.CLOUD_OFF, words)


def _allowance(left: Allowance, speech: Speech) -> StripItem:
    """What is left of the offline allowance; amber at the grades that the bureau signed."""
    amount, hours = f"{left.amount_fen // 100:,}", span_words(left.hours * 60, speech)
    words = speech("ui.strip.allowance", count=left.count, amount=amount, hours=hours)
    return StripItem("allowance", ft.Icons.DATA_USAGE, words, left.grade != "calm")


def _outbox(standing: Standing, oldest: int | None, speech: Speech) -> StripItem:
    words = speech("ui.strip.outbox", count=standing.outbox)
    if standing.outbox and oldest is not None:
        words = speech("ui.strip.outbox_oldest", count=standing.outbox, oldest=span_words(oldest, speech))
    return StripItem("outbox", ft.Icons.UPLOAD, words, bool(oldest and oldest > OLD_MINUTES))


def _strip_item(item: StripItem) -> ft.Control:
    color = look.AMBER if item.amber else look.INK_2
    body = row(
        icon(item.mark, 18, color),
        text(item.words, look.SECOND, bold=item.amber, color=color, most=16),
        spacing=7,
        tight=True,
    )
    box = ft.Container(
        body,
        height=32,
        padding=pad(12, 0),
        alignment=ft.Alignment.CENTER,
        border_radius=6,
        bgcolor=look.AMBER_GROUND if item.amber else None,
        border=ft.Border.all(1, look.AMBER_EDGE) if item.amber else None,
    )
    return named(box, f"strip.{item.name}")


def _place(number: int, chosen: bool, speech: Speech, reach: Reach) -> ft.Control:
    body = row(
        ft.Container(width=4, height=28, border_radius=2, bgcolor=look.PRIMARY if chosen else None),
        text(str(number), look.VALUE, bold=True, color=look.PRIMARY if chosen else look.INK_3, width=16),
        text(speech(f"ui.place.{number}"), bold=chosen, color=look.PRIMARY_DEEP if chosen else look.INK_2, expand=True),
        spacing=9,
    )
    box = ft.Container(body, height=56, padding=pad(0, 0, 10, 0), bgcolor=look.CONTAINER if chosen else None,
                       on_click=reach(Press(Intent.PLACE, number)))  # fmt: skip
    return named(box, f"place.{number}", button=True, selected=chosen)


def _always(intent: Intent, words: str, reach: Reach) -> ft.Control:
    body = row(keycap(label(intent)), text(words, look.SECOND, color=look.INK_2), spacing=8)
    return ft.GestureDetector(content=body, on_tap=reach(Press(intent)), mouse_cursor=ft.MouseCursor.CLICK)


def _fact(mark: ft.IconData, name: str, value: str) -> ft.Control:
    return row(icon(mark, 18, look.INK_3), text(name, look.SECOND, color=look.INK_3, most=16), text(value, bold=True, most=IN_FRAME), spacing=6,
               tight=True)  # fmt: skip


def _link(words: str, mark: ft.IconData, intent: Intent, identifier: str, reach: Reach) -> ft.Control:
    body = row(icon(mark, 18, look.INK_3), text(words, look.SECOND, color=look.INK_2, most=16), spacing=6, tight=True)
    return named(
        ft.GestureDetector(content=body, on_tap=reach(Press(intent)), mouse_cursor=ft.MouseCursor.CLICK), identifier
    )


def _day(day: str, speech: Speech) -> str:
    if not day:
        return speech("ui.top.no_day")
    return f"{day} {speech(f'ui.weekday.{date.fromisoformat(day).isoweekday()}')}"
