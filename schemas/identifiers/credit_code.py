"""Unified social credit code 统一社会信用代码 (GB 32100-2015): 18 characters, the last a check modulo 31."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.identifiers.normal import normalise
from schemas.identifiers.suspects import refuse_check, require_characters, require_length

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""Digits and capitals without I, O, S, V, Z; a character's value is its place here."""
_DIGITS = "0123456789"
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_INNER_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_INNER_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


@dataclass(frozen=True, slots=True)
class CreditCode:
    """A credit code that holds, and what its places say.

    `department` 登记管理部门 (1), `category` 类别 (1; under department 9: 1 company, 2 household, 3 cooperative),
    `division` 区划 (6), `organisation` 主体标识码 (9). `inner_check_holds` is False for some old registrations whose
    organisation code misses its own check modulo 11 (GB 11714): a warning, never a refusal.
    """

    text: str
    department: str
    category: str
    division: str
    organisation: str
    inner_check_holds: bool


def read_credit_code(text: str, field: str | None = None) -> CreditCode:
    """Read a credit code; BadInput `identifiers.…` names the place that is wrong."""
    code = normalise(text)
    require_length(code, (18,), field)
    require_characters(code[:2], ALPHABET, field)
    require_characters(code[2:8], _DIGITS, field, start=3)
    require_characters(code[8:], ALPHABET, field, start=9)
    if not _holds(code):
        refuse_check(code, check_character(code[:17]), _may_stand, field)
    organisation = code[8:17]
    return CreditCode(code, code[0], code[1], code[2:8], organisation, organisation_holds(organisation))


def check_character(body: str) -> str:
    """The 18th character for the first 17: (31 − Σ value·3^i mod 31) mod 31.

    >>> check_character("91420102MA4K00013")
    '0'
    """
    total = sum(ALPHABET.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def organisation_holds(code: str) -> bool:
    """Whether the nine characters of an organisation code 组织机构代码 pass their own check modulo 11 (GB 11714)."""
    pairs = zip(code[:8], _INNER_WEIGHTS, strict=True)
    total = sum(_INNER_ALPHABET.index(character) * weight for character, weight in pairs)
    return "0123456789X"[-total % 11] == code[8]


def _holds(code: str) -> bool:
    return check_character(code[:17]) == code[17]


def _may_stand(code: str) -> bool:
    return code[2:8].isdigit() and _holds(code)
