"""How the answers beyond the plain sale are read: a unit without a code, discount, agent, and what an item must say of itself. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from schemas.failures import BadInput
from schemas.money import yuan
from schemas.periods import read_day
from station.ui import forms, typed
from station.ui.drafts import Draft, dismiss, fill
from station.ui.numbers import person_id, phone_number
from station.ui.sale_fields import REASONS, Field

Reader = Callable[[Draft, str], Draft]

MOST_MONTHS = 1200


def _plain(read: forms.Reader) -> Reader:
    """An answer that means itself."""
    return lambda draft, text: fill(draft, draft.at, **{draft.at: read(text, draft.at)})


def _discount(draft: Draft, text: str) -> Draft:
    """Less than the price of the line; nothing is no discount."""
    if not typed.clean(text):
        return dismiss(draft)
    fen, price_fen = typed.amount_fen(text, draft.at), draft.amount_fen or 0
    if fen >= price_fen:
        raise BadInput("sale.discount_large", field=draft.at, price=yuan(price_fen))
    return fill(draft, Field.DISCOUNT, discount=str(fen))


def _no_id_reason(draft: Draft, text: str) -> Draft:
    """A unit that has no code says why; that answers for its number."""
    reason = text or draft.said(draft.at)
    if reason not in REASONS:
        raise BadInput("drafts.choose", field=draft.at)
    said = {"buyer_id": "", "buyer_kind": "unit", "no_id_reason": reason}
    return fill(draft, Field.BUYER_ID, Field.NO_ID_REASON, **said)


def _agent_name(draft: Draft, text: str) -> Draft:
    """Nothing is no agent."""
    name = typed.name(text, draft.at)
    return fill(draft, draft.at, **{draft.at: name}) if name else dismiss(draft)


def _agent_id(draft: Draft, text: str) -> Draft:
    """Somebody else's number than the taxpayer's."""
    kind, number = person_id(typed.number(text), draft.at)
    if number == draft.said(Field.ID):
        raise BadInput("sale.agent_self", field=draft.at)
    return fill(draft, draft.at, **{draft.at: number, "agent.id_type": kind})


def _agent_phone(draft: Draft, text: str) -> Draft:
    number = phone_number(forms.number_of(text, draft.at), draft.at)
    return fill(draft, draft.at, **{draft.at: number})


def _authority_to(draft: Draft, text: str) -> Draft:
    """An authority 授权委托书 that has ended is none."""
    until = _day(draft, text)
    if until < draft.on:
        raise BadInput("sale.authority_over", field=draft.at, until=until)
    return fill(draft, draft.at, **{draft.at: until})


def _lease_from(draft: Draft, text: str) -> Draft:
    """Days of the lease may be left out; the months may not."""
    return fill(draft, draft.at, **{draft.at: _day(draft, text) if typed.clean(text) else ""})


def _lease_to(draft: Draft, text: str) -> Draft:
    """With both days said, the months between them are offered."""
    start, end = draft.said(Field.LEASE_FROM), _day(draft, text) if typed.clean(text) else ""
    if start and end and end < start:
        raise BadInput("sale.lease_backwards", field=draft.at, start=start)
    months = months_of(date.fromisoformat(start), date.fromisoformat(end)) if start and end else 1
    offered = replace(draft, offers={**draft.offers, Field.LEASE_MONTHS: str(months)})
    return fill(offered, draft.at, **{draft.at: end})


def _lease_months(draft: Draft, text: str) -> Draft:
    said = typed.clean(text) or "1"
    if not said.isascii() or not said.isdigit() or not 1 <= int(said[:6]) <= MOST_MONTHS or len(said) > 6:
        raise BadInput("sale.months", field=draft.at, most=MOST_MONTHS)
    return fill(draft, draft.at, **{draft.at: str(int(said))})


def months_of(start: date, end: date) -> int:
    """The months that a lease covers, its last day among them; a month that is begun counts.

    >>> months_of(date(2026, 1, 1), date(2026, 12, 31)), months_of(date(2026, 1, 15), date(2026, 2, 15))
    (12, 2)
    """
    return (end.year - start.year) * 12 + end.month - start.month + (end.day >= start.day)


def _day(draft: Draft, text: str) -> str:
    return read_day(typed.day(text, draft.on), draft.at).isoformat()


MORE: dict[Field, Reader] = {
    Field.NO_ID_REASON: _no_id_reason,
    Field.DISCOUNT: _discount,
    Field.AGENT_NAME: _agent_name,
    Field.AGENT_ID: _agent_id,
    Field.AGENT_PHONE: _agent_phone,
    Field.AUTHORITY_NO: _plain(forms.line_of),
    Field.AUTHORITY_TO: _authority_to,
    Field.PROPERTY_ADDRESS: _plain(forms.line_of),
    Field.PROPERTY_CERTIFICATE: _plain(forms.maybe),
    Field.LEASE_FROM: _lease_from,
    Field.LEASE_TO: _lease_to,
    Field.LEASE_MONTHS: _lease_months,
    Field.WORKS_COUNTY: _plain(forms.line_of),
    Field.WORKS_PROJECT: _plain(forms.line_of),
    Field.FREIGHT_FROM: _plain(forms.line_of),
    Field.FREIGHT_TO: _plain(forms.line_of),
    Field.FREIGHT_VEHICLE: _plain(forms.line_of),
    Field.FREIGHT_GOODS: _plain(forms.line_of),
}
