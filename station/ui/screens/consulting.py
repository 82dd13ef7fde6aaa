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
from station.ui.sale_fields import MONEY
from station.ui.screens.candidates import Offer, offers


@dataclass(frozen=True, slots=True)
class Consulted:
    """Offers for the open box, and the quote of what was typed or said."""

    offers: tuple[Offer, ...] = ()
    quote: dict[str, Any] | None = None

    @property
    def gross_fen(self) -> int | None:
        """What the invoice will say with tax 价税合计, in 分."""
        return self.quote["net_fen"] + self.quote["vat_fen"] if self.quote else None

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
    except (BadInput, Refusal):
        if refuse:
            raise
        return Consulted(shown)
    return Consulted(shown, quote)


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
    """The draft with the figure that stands in its open box or was said, when all that a price needs is answered."""
    before = draft.asked[: draft.asked.index(Field.AMOUNT)]
    if not draft.answered >= set(before):
        return None
    if draft.at not in MONEY:
        return draft if draft.amount_fen else None
    try:
        fen = typed.amount_fen(box(draft))
    except BadInput:
        return draft if draft.at is Field.DISCOUNT else None
    return replace(draft, values={**draft.values, draft.at: str(fen)})
