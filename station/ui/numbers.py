"""What kind of number this is: a person's document by its shape, a buyer by its name and number. Pure."""

from __future__ import annotations

import re

from schemas.failures import BadInput
from schemas.identifiers.checking import require_valid

UNIT_ENDINGS = (*"司厂店所院局社部馆校会行站队园处", "中心", "学校", "合作社", "合伙）", "集团", "Ltd", "Co.")
"""How the name of a unit ends; a unit's code may not be left out (STA公告2017年第16号)."""


def buyer_kind(name: str, number: str) -> str:
    """A unit has a unit's name or a number that is no resident's; everybody else is a natural person."""
    if name.endswith(UNIT_ENDINGS) or (number and not re.fullmatch(r"\d{17}[\dX]", number)):
        return "unit"
    return "natural_person"


PHONE = re.compile(r"\+?\d{7,15}")


def phone_number(number: str, at: str) -> str:
    """A phone number that may be one; BadInput `drafts.phone` at the field."""
    if not PHONE.fullmatch(number):
        raise BadInput("drafts.phone", field=at)
    return number


def person_id(number: str, at: str) -> tuple[str, str]:
    """The type of an identity document by its shape, and its normal form; BadInput `identifiers.…` at the field."""
    if not number:
        raise BadInput("drafts.empty", field=at)
    if re.fullmatch(r"[HM]\d{8,10}", number):
        kind = "hk_macao_permit"
    elif re.fullmatch(r"\d{8}", number):
        kind = "taiwan_permit"
    elif re.fullmatch(r"[A-Z]{1,2}\d{6,9}", number):
        kind = "passport"
    else:
        kind = "residence_permit" if number[:2] in ("81", "82", "83") else "idno"
    return kind, require_valid("idno15" if len(number) == 15 and kind == "idno" else kind, number, at)
