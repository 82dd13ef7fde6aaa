"""Taxpayer numbers of before the credit code 原纳税人识别号, still met in old files: 15 and 20 characters."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.identifiers.credit_code import organisation_holds
from schemas.identifiers.normal import normalise
from schemas.identifiers.resident_id import ResidentId, read_resident_id
from schemas.identifiers.suspects import require_characters, require_length

_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class OldUnitNumber:
    """Fifteen characters of a unit: division 区划 (6) and organisation code 组织机构代码 (9).

    `inner_check_holds` is False where the organisation code misses its check modulo 11: a warning only.
    """

    text: str
    division: str
    organisation: str
    inner_check_holds: bool


@dataclass(frozen=True, slots=True)
class OldPersonNumber:
    """Twenty characters of a household or a temporary operator: identity number (18) and serial (2)."""

    text: str
    person: ResidentId
    serial: str


def read_old_unit_number(text: str, field: str | None = None) -> OldUnitNumber:
    """Read the 15 characters of a unit's old number."""
    number = normalise(text)
    require_length(number, (15,), field)
    require_characters(number[:6], _DIGITS, field)
    require_characters(number[6:14], "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", field, start=7)
    require_characters(number[14], "0123456789X", field, start=15)
    organisation = number[6:]
    return OldUnitNumber(number, number[:6], organisation, organisation_holds(organisation))


def read_old_person_number(text: str, field: str | None = None) -> OldPersonNumber:
    """Read the 20 characters of a person's old number; the identity number in it must hold."""
    number = normalise(text)
    require_length(number, (20,), field)
    require_characters(number[18:], _DIGITS, field, start=19)
    return OldPersonNumber(number, read_resident_id(number[:18], field), number[18:])
