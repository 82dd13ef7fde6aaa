"""Identity documents 身份证件 other than the resident id card, each by its type: permits, cards and passports."""

from __future__ import annotations

import re
from datetime import date

from schemas.failures import BadInput
from schemas.identifiers.normal import normalise
from schemas.identifiers.resident_id import calendar_date, read_resident_id
from schemas.identifiers.suspects import require_length

_PASSPORT = re.compile(r"[A-Z0-9][A-Z0-9-]{2,19}", re.ASCII)
_HK_MACAO = re.compile(r"[HM][0-9]{8}([0-9]{2})?")
_TAIWAN = re.compile(r"[0-9]{8}|[0-9]{10}(\([A-Z]\))?")
_RESIDENCE_OLD = re.compile(r"[A-Z]{3}[0-9]{12}")


def read_residence_permit(text: str, field: str | None = None) -> str:
    """Residence permit of Hong Kong, Macao and Taiwan residents 港澳台居民居住证: 810000, 820000 or 830000 first."""
    number = read_resident_id(text, field).text
    if number[:6] not in ("810000", "820000", "830000"):
        raise BadInput("identifiers.residence_permit", field=field)
    return number


def read_permanent_residence(text: str, field: str | None = None) -> str:
    """Permanent residence card of a foreigner 外国人永久居留身份证: 15 characters, or 18 digits from 9 since 2023-12."""
    number = normalise(text)
    require_length(number, (15, 18), field)
    if len(number) == 18:
        if read_resident_id(number, field).holder != "foreigner":
            raise BadInput("identifiers.permanent_residence", field=field)
        return number
    if not _RESIDENCE_OLD.fullmatch(number) or not _short_birth_date(number[7:13]):
        raise BadInput("identifiers.permanent_residence", field=field)
    return number


def read_passport(text: str, field: str | None = None) -> str:
    """Passport 护照 of any country: 3 to 20 Latin letters, digits and hyphens, as its holder's page has them."""
    return _matching(_PASSPORT, "identifiers.passport", text, field)


def read_hk_macao_permit(text: str, field: str | None = None) -> str:
    """Mainland travel permit for Hong Kong and Macao residents 港澳居民来往内地通行证: H or M, 8 digits, 2 for renewals."""
    return _matching(_HK_MACAO, "identifiers.hk_macao_permit", text, field)


def read_taiwan_permit(text: str, field: str | None = None) -> str:
    """Mainland travel permit for Taiwan residents 台湾居民来往大陆通行证: 8 digits, or the older 10 with a letter."""
    return _matching(_TAIWAN, "identifiers.taiwan_permit", text, field)


def _matching(form: re.Pattern[str], code: str, text: str, field: str | None) -> str:
    number = normalise(text)
    if not number:
        raise BadInput("identifiers.empty", field=field)
    if not form.fullmatch(number):
        raise BadInput(code, field=field)
    return number


def _short_birth_date(digits: str) -> date | None:
    return calendar_date("19" + digits) or calendar_date("20" + digits)
