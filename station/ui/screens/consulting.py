"""What the office says about a draft while it is being typed: who was here before, and what the sale would cost."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from schemas.failures import BadInput, Refusal
from station.counter.asking import Find, QuoteApplication
from station.counter.questions import Reception
from station.ui import typed
from station.ui.applying import Place, application
from station.ui.drafts import Draft, Field, box
from station.ui.host import Host
from station.ui.readings import CONTACT_S, Hit, hits, seconds_since_contact
from station.ui.sale_fields import MONEY
from station.ui.screens.candidates import Offer, offers

UNHEARD_FEN = 10**9
"""What is assumed at most to have been sold elsewhere, in 分: above every threshold 起征点 that a pack has."""


@dataclass(frozen=True, slots=True)
class Consulted:
    """Offers for the open box, the quote of what was typed or said, and what looks like it was issued before."""

    offers: tuple[Offer, ...] = ()
    quote: dict[str, Any] | None = None
    window: dict[str, Any] | None = None

    @property
    def gross_fen(self) -> int | None:
        """What the invoice will say with tax 价税合计, in 分."""
        return self.quote["net_fen"] + self.quote["vat_fen"] if self.quote else None

    @property
    def repeats(self) -> tuple[str, ...]:
        """The numbers and days of what was issued to the same buyer for the same sum in thirty days."""
        return tuple(f"{one['number']} · {one['on']}" for one in (self.window or {}).get("duplicates", ()))

    @property
    def total_fen(self) -> int | None:
        """What the counter would collect, in 分."""
        return self.quote["total_fen"] if self.quote else None


async def consult(host: Host, draft: Draft, *, refuse: bool = False) -> Consulted:
    """Ask the office about a draft. What is refused is raised only when `refuse`; while typing it is silent.

    With `refuse` the window is asked as well 受理审核: what it would not take is raised before any money is.
    """
    found = await _found(host, draft)
    shown = offers(draft, found, host.speech)
    priced = _priced(draft)
    if priced is None:
        return Consulted(shown)
    try:
        quote = await host.ask(QuoteApplication(asked(host, priced) | _unheard(host)))
        window = await _window(host, priced) if refuse else None
    except (BadInput, Refusal):
        if refuse:
            raise
        return Consulted(shown)
    return Consulted(shown, quote, window)


def asked(host: Host, draft: Draft, total_fen: int | None = None) -> dict[str, Any]:
    """The application of a draft at this site."""
    return application(draft, Place(host.standing.district), total_fen)


async def _window(host: Host, draft: Draft) -> dict[str, Any]:
    """What the window says of the application; its first refusal is raised."""
    told = await host.ask(Reception(asked(host, draft)))
    for one in told["refusals"]:
        raise Refusal(one["code"], field=one["field"], **one["params"])
    return told


def _unheard(host: Host) -> dict[str, Any]:
    """The most that may have been sold elsewhere: nothing is known of it where the centre was not heard for a while."""
    since_s = seconds_since_contact(host.standing, host.now())
    if since_s is not None and since_s < CONTACT_S:
        return {}
    sums = ("day_gross_fen", "month_gross_fen", "quarter_gross_fen")
    return {"prior": {**dict.fromkeys(sums, 0), "at_most": dict.fromkeys(sums, UNHEARD_FEN)}}


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
