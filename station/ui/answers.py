"""How an answer is read: text of one field → the draft with that field confirmed, or BadInput at the field. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from schemas.failures import BadInput
from schemas.identifiers.checking import require_valid
from station.ui import typed
from station.ui.drafts import CHOICES, Draft, Field, fill
from station.ui.items import Item, named
from station.ui.more_answers import MORE
from station.ui.numbers import PHONE, UNIT_ENDINGS, buyer_kind, person_id, phone_number

NUMBERED = {"without_code": "", "no_id_reason": ""}
"""What is said of a buyer who needs no reason for having no code."""

_LONG_NUMBER = re.compile(r"[0-9A-Z]{15,20}")


@dataclass(frozen=True, slots=True)
class Customer:
    """A person who was here before, and what was said last time."""

    name: str
    id: str
    id_type: str
    phone: str
    last: Mapping[str, str]


def answer(draft: Draft, text: str) -> Draft:
    """The draft with the open field answered by `text`; BadInput, named after the field, leaves the draft as it was."""
    return _READERS[draft.at](draft, text)


def take_customer(draft: Draft, customer: Customer) -> Draft:
    """The draft of a known customer: name, id and phone are answered, what was said last time is offered."""
    known = [Field.APPLICANT, Field.ID] + ([Field.PHONE] if customer.phone else [])
    person = {"applicant": customer.name, "id": customer.id, "id_type": customer.id_type, "phone": customer.phone}
    return replace(fill(draft, *known, **person), offers=dict(customer.last))


def take_buyer(draft: Draft, name: str, code: str) -> Draft:
    """The draft with a known buyer, name and code at once; a unit that had no code is asked for it again."""
    kind = buyer_kind(name, code)
    if kind == "unit" and not code:
        return fill(replace(draft, answered=draft.answered - {Field.BUYER_ID}), Field.BUYER, buyer=name)
    return fill(draft, Field.BUYER, Field.BUYER_ID, buyer=name, buyer_id=code, buyer_kind=kind, **NUMBERED)


def take_item(draft: Draft, item: Item) -> Draft:
    """The draft with an item of the short list: name, kind and code at once."""
    said = {"item": item.name, "kind": item.kind, "code": item.code, "listed": "1"}
    return fill(draft, Field.ITEM, Field.KIND, **said)


def _name(draft: Draft, text: str) -> str:
    kept = typed.name(text, draft.at)
    if not kept:
        raise BadInput("drafts.empty", field=draft.at)
    return kept


def _applicant(draft: Draft, text: str) -> Draft:
    """A name; a number that a card reader or scanner typed is taken as what it is, and the name is asked on."""
    kept, number = _name(draft, text), typed.number(text)
    if _LONG_NUMBER.fullmatch(number):
        kind, normal = person_id(number, draft.at)
        return fill(draft, Field.ID, id=normal, id_type=kind)
    if PHONE.fullmatch(number):
        return fill(draft, Field.PHONE, phone=number)
    return fill(draft, Field.APPLICANT, applicant=kept)


def _id(draft: Draft, text: str) -> Draft:
    kind, normal = person_id(typed.number(text), draft.at)
    return fill(draft, Field.ID, id=normal, id_type=kind)


def _phone(draft: Draft, text: str) -> Draft:
    number = typed.number(text)
    return fill(draft, Field.PHONE, phone=phone_number(number, draft.at) if number else "")


def _buyer(draft: Draft, text: str) -> Draft:
    kept, number = _name(draft, text), typed.number(text)
    if _LONG_NUMBER.fullmatch(number):
        code = require_valid("uscc", number, draft.at)
        return fill(draft, Field.BUYER_ID, buyer_id=code, buyer_kind="unit", **NUMBERED)
    if kept == draft.offers.get("buyer") and draft.offers.get("buyer_id"):
        return take_buyer(draft, kept, draft.offers["buyer_id"])
    if Field.BUYER_ID in draft.answered and draft.said("buyer") not in ("", kept):
        draft = replace(draft, answered=draft.answered - {Field.BUYER_ID})
    return fill(draft, Field.BUYER, buyer=kept)


def _buyer_id(draft: Draft, text: str) -> Draft:
    number, name = typed.number(text), draft.said("buyer")
    if not number and name.endswith(UNIT_ENDINGS):
        raise BadInput("drafts.buyer_code_needed", field=draft.at)
    kind = buyer_kind(name, number)
    if number:
        number = require_valid("idno" if kind == "natural_person" else "uscc", number, draft.at)
    return fill(draft, Field.BUYER_ID, buyer_id=number, buyer_kind=kind, **NUMBERED)


def _item(draft: Draft, text: str) -> Draft:
    kept = _name(draft, text)
    known = named(kept)
    if known:
        return take_item(draft, known)
    if kept == draft.offers.get("item") and draft.offers.get("kind"):
        return fill(draft, Field.ITEM, Field.KIND, item=kept, kind=draft.offers["kind"], code="", listed="")
    opened = replace(draft, answered=draft.answered - {Field.KIND})
    return fill(opened, Field.ITEM, item=kept, code="", listed="")


def _amount(draft: Draft, text: str) -> Draft:
    return fill(draft, Field.AMOUNT, amount=str(typed.amount_fen(text, draft.at)))


def _choice(draft: Draft, text: str) -> Draft:
    chosen = text or draft.said(draft.at)
    if chosen not in CHOICES[draft.at]:
        raise BadInput("drafts.choose", field=draft.at)
    return fill(draft, draft.at, **{draft.at: chosen})


_READERS: dict[Field, Callable[[Draft, str], Draft]] = {
    Field.APPLICANT: _applicant,
    Field.ID: _id,
    Field.PHONE: _phone,
    Field.BUYER: _buyer,
    Field.BUYER_ID: _buyer_id,
    Field.ITEM: _item,
    Field.KIND: _choice,
    Field.AMOUNT: _amount,
    Field.METHOD: _choice,
    **MORE,
}
