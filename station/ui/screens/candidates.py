"""What the counter can offer for the open box: people who were here, buyers they named, items of the short list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import flet as ft

from station.ui import look, typed
from station.ui.answers import Customer
from station.ui.drafts import Draft, Field
from station.ui.items import Item, search
from station.ui.readings import Hit
from station.ui.speech import Speech
from station.ui.widgets.marks import column, gap, icon, named, pad, row, rule, side
from station.ui.widgets.sheets import panel
from station.ui.widgets.type import text

MOST = 8
"""How many offers the panel shows."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One offer: what is read, and what it stands for. A customer, a buyer's name and code, or an item of the short list."""

    title: str
    detail: str = ""
    customer: Customer | None = None
    buyer: tuple[str, str] | None = None
    item: Item | None = None


def offers(draft: Draft, found: Iterable[Hit], speech: Speech) -> tuple[Offer, ...]:
    """The offers for the open box, from what was typed and what a search found."""
    written = draft.typed.get(draft.at, "")
    if draft.at is Field.ITEM:
        return tuple(Offer(item.name, speech(f"ui.kind.{item.kind}"), item=item) for item in search(written, MOST))
    if draft.at is Field.APPLICANT and written:
        return _once(Offer(hit.name, _person(hit, speech), hit.customer) for hit in found if hit.name)
    if draft.at is Field.BUYER:
        return _once(
            Offer(name, typed.spaced(code), buyer=(name, code)) for name, code in _buyers(found, typed.clean(written))
        )
    return ()


def _buyers(found: Iterable[Hit], written: str) -> Iterable[tuple[str, str]]:
    """The buyers 受票方 of the sales that were found; of a sale with many only those that the words speak of."""
    for hit in found:
        for name, code in hit.buyers:
            if len(hit.buyers) == 1 or (written and (written in name or written.upper() in code)):
                yield name, code


def preselected(draft: Draft, shown: tuple[Offer, ...]) -> int:
    """Which offer Enter takes: the first for initials or digits, the exact name for a name, none for a new one (-1)."""
    written = typed.clean(draft.typed.get(draft.at, ""))
    if not written or not shown:
        return -1
    if written.isascii():
        return 0
    return next((place for place, offer in enumerate(shown) if offer.title == written), -1)


def offer_panel(shown: tuple[Offer, ...], chosen: int, draft: Draft, speech: Speech) -> ft.Control:
    """The right panel with the offers; the chosen one is what Enter takes."""
    head = text(speech(f"ui.offers.{draft.at}"), look.SECTION, bold=True)
    if not shown:
        words = "ui.offers.none" if draft.typed.get(draft.at) else f"ui.issue.help.{draft.at}"
        return panel(head, rule(look.HEAD_LINE), text(speech(words), look.SECOND, color=look.INK_2))
    rows = [_row(offer, place == chosen, place) for place, offer in enumerate(shown)]
    hint = speech("ui.offers.keys") if chosen >= 0 else speech("ui.offers.keys_none")
    return panel(
        head, rule(look.HEAD_LINE), column(*rows, spacing=0), gap(4), text(hint, look.CAPTION, color=look.INK_3)
    )


def _row(offer: Offer, chosen: bool, place: int) -> ft.Control:
    words = column(
        text(offer.title, 17, bold=chosen, color=look.PRIMARY_DEEP if chosen else look.INK, lines=1),
        *([text(offer.detail, look.CAPTION, color=look.INK_2, lines=1)] if offer.detail else []),
        spacing=0,
        tight=True,
        expand=True,
    )
    mark = icon(ft.Icons.ARROW_RIGHT, 20, look.PRIMARY) if chosen else gap(width=20)
    box = ft.Container(
        row(mark, words, spacing=4),
        height=54 if offer.detail else 44,
        padding=pad(4, 0),
        bgcolor=look.CONTAINER if chosen else None,
        border=ft.Border(bottom=side(1, look.LINE_2)),
        border_radius=6 if chosen else None,
    )
    return named(box, f"offer.{place}", selected=chosen)


def _person(hit: Hit, speech: Speech) -> str:
    return speech("ui.offers.person", id=typed.masked(hit.id), item=hit.item, on=hit.on)


def _once(found: Iterable[Offer]) -> tuple[Offer, ...]:
    """Each title and detail once, in order, at most `MOST`."""
    seen: dict[str, Offer] = {}
    for offer in found:
        seen.setdefault(offer.title, offer)
    return tuple(seen.values())[:MOST]
