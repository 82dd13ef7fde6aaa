"""The fields of a sale 代开的栏目: what can be asked, in the order of speech, and when each is. Pure.

Most fields are always asked. Some are asked on demand: a mark of the draft calls for them. Some belong to what is sold: which,
stands in `kinds.json` beside the kind of the item. A field with a dot is named as the application names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from schemas.paying import KEYED
from station.ui.items import kinds, parts_of

NOTHING_TO_PAY = "none"
"""The method of a sale whose taxes come to nothing."""

KINDS = kinds()
"""Kinds of item in the order of their digits, for an item that the short list lacks."""


class Field(StrEnum):
    """What is asked, in the order of speech."""

    APPLICANT = "applicant"
    ID = "id"
    PHONE = "phone"
    BUYER = "buyer"
    BUYER_ID = "buyer_id"
    NO_ID_REASON = "no_id_reason"
    ITEM = "item"
    KIND = "kind"
    PROPERTY_ADDRESS = "property.address"
    PROPERTY_CERTIFICATE = "property.certificate_no"
    LEASE_FROM = "lease.from"
    LEASE_TO = "lease.to"
    LEASE_MONTHS = "lease.months"
    WORKS_COUNTY = "construction.county"
    WORKS_PROJECT = "construction.project"
    FREIGHT_FROM = "freight.from"
    FREIGHT_TO = "freight.to"
    FREIGHT_VEHICLE = "freight.vehicle"
    FREIGHT_GOODS = "freight.goods"
    AMOUNT = "amount"
    DISCOUNT = "discount"
    AGENT_NAME = "agent.name"
    AGENT_ID = "agent.id"
    AGENT_PHONE = "agent.phone"
    AUTHORITY_NO = "agent.authority_no"
    AUTHORITY_TO = "agent.valid_to"
    METHOD = "method"


REASONS = ("overseas", "government", "other")
"""Why a unit has no code 无纳税人识别号的原因, in the order of the digits."""

CHOICES: dict[Field, tuple[str, ...]] = {Field.NO_ID_REASON: REASONS, Field.KIND: KINDS, Field.METHOD: KEYED}
"""Fields that are chosen by a digit and hold no text."""

MONEY = frozenset({Field.AMOUNT, Field.DISCOUNT})
"""Fields that hold an amount in 分."""

AGENT = (Field.AGENT_NAME, Field.AGENT_ID, Field.AGENT_PHONE, Field.AUTHORITY_NO, Field.AUTHORITY_TO)
"""Who comes for the taxpayer 经办人, and the authority given 授权委托书."""

CALLED_BY: dict[Field, str] = {
    Field.NO_ID_REASON: "without_code",
    Field.DISCOUNT: "discounted",
    **dict.fromkeys(AGENT, "by_agent"),
}
"""Fields that are asked on demand only, and the mark that calls for each."""

OF_ITEMS = frozenset(Field(part) for kind in KINDS for part in parts_of(kind))
"""Fields that are asked only because of what is sold."""

LINE = (Field.ITEM, Field.KIND, Field.AMOUNT, Field.DISCOUNT)
"""The fields that each line of the invoice has of its own."""

LINE_SAYS = (*LINE, "code", "listed", "net", "discounted")
"""All that a line says: its fields, and what is known beside them. `net`: the price is without tax 不含税."""


def called_with(at: Field) -> tuple[Field, ...]:
    """The fields that are called for together with one, itself among them, in the order of speech."""
    return tuple(other for other in CALLED_BY if CALLED_BY[other] == CALLED_BY[at])


def asked(said: Mapping[str, str], sold: Iterable[str]) -> tuple[Field, ...]:
    """The fields that are asked of a draft that says `said` and sells items of the kinds `sold`, in the order of speech."""
    called = {at for at, mark in CALLED_BY.items() if said.get(mark)}
    of_items = {part for kind in sold for part in parts_of(kind)}
    return tuple(at for at in Field if at in called or at in of_items or (at not in CALLED_BY and at not in OF_ITEMS))
