"""The fields of a sale 代开的栏目: what can be asked, in the order of speech, and when each is. Pure.

Most fields are always asked. The others are asked on demand: a mark of the draft calls for them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

METHODS = ("cash", "wechat", "alipay", "pos")
"""Methods of payment in the order of their digits."""

NOTHING_TO_PAY = "none"
"""The method of a sale whose taxes come to nothing."""

KINDS = ("goods", "services", "labour")
"""Kinds of item in the order of their digits, for an item that the short list lacks."""


class Field(StrEnum):
    """What is asked, in the order of speech."""

    APPLICANT = "applicant"
    ID = "id"
    PHONE = "phone"
    BUYER = "buyer"
    BUYER_ID = "buyer_id"
    ITEM = "item"
    KIND = "kind"
    AMOUNT = "amount"
    DISCOUNT = "discount"
    METHOD = "method"


CHOICES: dict[Field, tuple[str, ...]] = {Field.KIND: KINDS, Field.METHOD: METHODS}
"""Fields that are chosen by a digit and hold no text."""

MONEY = frozenset({Field.AMOUNT, Field.DISCOUNT})
"""Fields that hold an amount in 分."""

CALLED_BY: dict[Field, str] = {Field.DISCOUNT: "discounted"}
"""Fields that are asked on demand only, and the mark that calls for each."""

LINE = (Field.ITEM, Field.KIND, Field.AMOUNT, Field.DISCOUNT)
"""The fields that each line of the invoice has of its own."""

LINE_SAYS = (*LINE, "code", "listed", "net", "discounted")
"""All that a line says: its fields, and what is known beside them. `net`: the price is without tax 不含税."""


def asked(said: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields that are asked of a draft that says `said`, in the order of speech."""
    return tuple(at for at in Field if at not in CALLED_BY or said.get(CALLED_BY[at]))
