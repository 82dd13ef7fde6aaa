"""Citizen identity number 公民身份号码 (GB 11643-1999), 18 characters, and its 15-digit predecessor.

The residence permit of Hong Kong, Macao and Taiwan residents (81, 82, 83) and the permanent residence card of
foreigners since 2023 (9) are numbered by the same rule. The first six digits need not name a division of today:
divisions are renamed and merged, numbers are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from schemas.failures import BadInput
from schemas.identifiers.normal import normalise
from schemas.identifiers.suspects import refuse_check, require_characters, require_length

_DIGITS = "0123456789"
_WEIGHTS = tuple(pow(2, place, 11) for place in range(17, 0, -1))
_CHECKS = "10X98765432"
_EARLIEST_YEAR, _LATEST_YEAR = 1850, 2099

Holder = Literal["citizen", "hk_macao_taiwan", "foreigner"]


@dataclass(frozen=True, slots=True)
class ResidentId:
    """An identity number that holds: its 18 characters, whose it is by rule, division, day of birth, order."""

    text: str
    holder: Holder
    division: str
    born_on: date
    order: str


def read_resident_id(text: str, field: str | None = None) -> ResidentId:
    """Read 18 characters; BadInput names the character, the date or the check that is wrong."""
    number = normalise(text)
    require_length(number, (18,), field)
    _require_division(number, field)
    require_characters(number[1:17], _DIGITS, field, start=2)
    require_characters(number[17], "0123456789X", field, start=18)
    born_on = _birth_date(number[6:14], field, first=7)
    if not _may_stand(number):
        refuse_check(number, check_character(number[:17]), _may_stand, field)
    return ResidentId(number, _holder(number), number[:6], born_on, number[14:17])


def read_resident_id_15(text: str, field: str | None = None) -> ResidentId:
    """Read the 15 digits of the first generation as the 18 characters that they became: 19 before the year."""
    number = normalise(text)
    require_length(number, (15,), field)
    _require_division(number, field)
    require_characters(number[1:], _DIGITS, field, start=2)
    body = number[:6] + "19" + number[6:]
    born_on = _birth_date(body[6:14], field, first=7, last=12)
    return ResidentId(body + check_character(body), "citizen", number[:6], born_on, number[12:])


def check_character(body: str) -> str:
    """The 18th character for the first 17 digits, by ISO 7064 mod 11-2.

    >>> check_character("11010519491231002")
    'X'
    """
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def calendar_date(digits: str) -> date | None:
    """The day that eight digits yyyymmdd name, or None if the calendar has no such day."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _require_division(number: str, field: str | None) -> None:
    require_characters(number[:1], "123456789", field)


def _birth_date(digits: str, field: str | None, *, first: int, last: int = 14) -> date:
    born_on = calendar_date(digits)
    if born_on is None or not _EARLIEST_YEAR <= born_on.year <= _LATEST_YEAR:
        written = f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
        raise BadInput("identifiers.birth_date", field=field, born=written, first=first, last=last)
    return born_on


def _may_stand(number: str) -> bool:
    digits = number[:17]
    if not digits.isdigit() or digits[0] == "0" or check_character(digits) != number[17]:
        return False
    born_on = calendar_date(number[6:14])
    return born_on is not None and _EARLIEST_YEAR <= born_on.year <= _LATEST_YEAR


def _holder(number: str) -> Holder:
    if number[0] == "9":
        return "foreigner"
    return "hk_macao_taiwan" if number[:2] in ("81", "82", "83") else "citizen"
