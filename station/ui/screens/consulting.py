"""What the office says about a draft while it is being typed: who was here before, and what the sale would cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from schemas.failures import BadInput, Refusal
from station.counter.asking import Find, QuoteApplication
from station.ui import typed
from station.ui.applying import Place, application
from station.ui.drafts import Draft, Field, box
from station.ui.host import Host
from station.ui.readings import Hit, hits
from station.ui.screens.candidates import Offer, offers

BEFORE_AMOUNT = frozenset({Field.APPLICANT, Field.ID, Field.PHONE, Field.BUYER, Field.BUYER_ID, Field.ITEM, Field.KIND})
"""What a quote needs beside the amount."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """Offers for the open box; the quote of the amount typed or said, and that amount in 分."""

    offers: tuple[Offer, ...] = ()
    quote: dict[str, Any] | None = None
    gross_fen: int | None = None

    @property
    def total_fen(self) -> int | None:
        """What the counter would collect, in 分."""
        return self.quote["total_fen"] if self.quote else None


async def consult(host: Host, draft: Draft, *, refuse: bool = False) -> Consulted:
    """Ask the office about a draft. A quote that is refused is raised only when `refuse`; while typing it is silent."""
    found = await _found(host, draft)
    shown = offers(draft, found, host.speech)
    priced = _priced(draft)
    if priced is None:
        return Consulted(shown)
    try:
        quote = await host.ask(QuoteApplication(asked(host, priced)))
    except Refusal:
        if refuse:
            raise
        return Consulted(shown)
    return Consulted(shown, quote, priced.amount_fen)


def asked(host: Host, draft: Draft, total_fen: int | None = None) -> dict[str, Any]:
    """The application of a draft at this site."""
    return application(draft, Place(host.standing.district), total_fen)


async def _found(host: Host, draft: Draft) -> tuple[Hit, ...]:
    """Sales to offer from: by what was typed, or the applicant's own for an untouched buyer."""
    if draft.at not in (Field.APPLICANT, Field.BUYER):
        return ()
    wanted = typed.clean(draft.typed.get(draft.at, ""))
    if not wanted and draft.at is Field.BUYER:
        wanted = draft.said(Field.ID)
    return hits(await host.ask(Find(wanted))) if wanted else ()


def _priced(draft: Draft) -> Draft | None:
    """The draft with the amount that stands in its open box or was said, when all before it is answered."""
    if not draft.answered >= BEFORE_AMOUNT:
        return None
    if draft.at is not Field.AMOUNT:
        return draft if draft.amount_fen else None
    try:
        fen = typed.amount_fen(box(draft))
    except BadInput:
        return None
    return replace(draft, values={**draft.values, Field.AMOUNT: str(fen)})
