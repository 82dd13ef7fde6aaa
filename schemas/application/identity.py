"""Who is named must have a number that holds: the numbers of payer, agent and buyers, each at its field."""

from __future__ import annotations

from schemas.application.collection import Collection
from schemas.application.dues import DuesAsked
from schemas.application.models import Application, Buyer, Taxpayer
from schemas.identifiers import require_valid

_UNIT_BY_LENGTH = {15: "taxno15", 20: "taxno20"}
_PERSON_BY_LENGTH = {15: "idno15", 18: "idno"}


def require_numbers(given: Application | Collection | DuesAsked) -> None:
    """BadInput `identifiers.…` at the first number that does not hold."""
    _require_taxpayer(given.taxpayer)
    if isinstance(given, Collection):
        return
    if isinstance(given, DuesAsked):
        if given.application is not None:
            require_numbers(given.application)
        return
    if given.agent is not None:
        require_valid(given.agent.id_type, given.agent.id, "agent.id")
    for index, invoice in enumerate(given.invoices):
        _require_buyer(invoice.buyer, f"invoices.{index}.buyer.id")


def _require_taxpayer(taxpayer: Taxpayer) -> None:
    """A person's number is an identity number unless its type says otherwise; a household may still use an old one."""
    if taxpayer.id_type is not None:
        kind = taxpayer.id_type
    elif taxpayer.kind == "natural_person":
        kind = _PERSON_BY_LENGTH.get(len(taxpayer.id), "idno")
    else:
        kind = _UNIT_BY_LENGTH.get(len(taxpayer.id), "uscc")
    require_valid(kind, taxpayer.id, "taxpayer.id")


def _require_buyer(buyer: Buyer, field: str) -> None:
    """A buyer's document has no type: eighteen characters must hold, a shorter passport is taken as it is."""
    if buyer.id is None:
        return
    if buyer.kind == "unit":
        require_valid(_UNIT_BY_LENGTH.get(len(buyer.id), "uscc"), buyer.id, field)
    else:
        require_valid(_PERSON_BY_LENGTH.get(len(buyer.id), "passport"), buyer.id, field)
