"""What people type, made clean: full-width digits, pasted spaces, amounts as they are said, masks for ids.

Pure. Whether an identifier is true is `schemas.identifiers`' affair; here only its spelling is mended.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction

from schemas.failures import BadInput
from schemas.money import MOST_FEN, half_up

TEXT_MOST = 100
"""The most characters that a name field keeps; what is longer is refused in words, never cut in silence."""

_SPACES = re.compile(r"\s+")
_AMOUNT = re.compile(r"(?P<figure>\d{1,14}(?:\.\d{0,4})?|\.\d{1,4})(?P<unit>[万千百亿]?)")
_UNIT = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_SAID = {"，": "", "。": ".", "、": "", "￥": "", "¥": "", "元": "", "圆": "", "块": "", "整": "", "正": "", ",": ""}


def clean(text: str) -> str:
    """One line of text: full-width letters and digits made half-width, invisible characters dropped, spaces folded.

    >>> clean("　陈\\u200b喆　\\r\\n１３８ ")
    '陈喆 138'
    """
    shown = "".join(_half_width(sign) for sign in unicodedata.normalize("NFC", text))
    visible = "".join(sign for sign in shown if sign.isspace() or unicodedata.category(sign)[0] != "C")
    return _SPACES.sub(" ", visible).strip()


def _half_width(sign: str) -> str:
    """Full-width ASCII letters, digits and the ideographic space to half-width; Chinese punctuation stays."""
    if sign == "\u3000":
        return " "
    half = chr(ord(sign) - 0xFEE0) if 0xFF01 <= ord(sign) <= 0xFF5E else sign
    return half if half.isalnum() or sign == half else sign


def name(text: str, field: str) -> str:
    """A name as it will be printed; BadInput `drafts.text_long` over `TEXT_MOST` characters."""
    kept = clean(text)
    if len(kept) > TEXT_MOST:
        raise BadInput("drafts.text_long", field=field, most=TEXT_MOST, length=len(kept))
    return kept


def number(text: str) -> str:
    """An id, code or phone number: no spaces, dots or dashes, capitals.

    >>> number(" 9142 0106-6823 5517 4f ")
    '91420106682355174F'
    """
    return re.sub(r"[\s\-\u2010-\u2015\u2212·.]", "", clean(text)).upper()


def amount_fen(text: str, field: str = "amount") -> int:
    """An amount in 分 from what was typed: `1.2万`, `1,234.5`, `１２００`, `¥2600元`.

    BadInput `drafts.amount_empty`, `drafts.amount_unreadable`, `drafts.amount_part_fen`, `drafts.amount_range`.
    """
    spelled = "".join(_SAID.get(sign, sign) for sign in unicodedata.normalize("NFKC", clean(text)).replace(" ", ""))
    if not spelled:
        raise BadInput("drafts.amount_empty", field=field)
    found = _AMOUNT.fullmatch(spelled)
    if not found:
        raise BadInput("drafts.amount_unreadable", field=field, typed=clean(text)[:24])
    fen = Fraction(found["figure"].rstrip(".") if found["figure"] != "." else "0") * _UNIT[found["unit"]] * 100
    if fen.denominator != 1:
        raise BadInput("drafts.amount_part_fen", field=field, typed=clean(text)[:24])
    if not 0 < fen <= MOST_FEN:
        raise BadInput("drafts.amount_range", field=field)
    return half_up(fen)


def day(text: str, today: str) -> str:
    """A day as people type it, spelled as ISO 8601 spells it; what is no day comes back cleaned, to be refused by name.

    >>> day("２０２６年9月8日", "2026-09-18"), day("20260908", ""), day("9.8", "2026-09-18"), day("0908", "2026-09-18")
    ('2026-09-08', '2026-09-08', '2026-09-08', '2026-09-08')
    """
    shown = clean(text)
    parts = [part for part in re.split(r"[^0-9]+", shown) if part]
    if len(parts) == 1 and len(parts[0]) in (4, 8):
        digits = parts[0].rjust(8, " ")
        parts = [part for part in (digits[:4].strip(), digits[4:6], digits[6:]) if part]
    if len(parts) == 2:
        parts = [today[:4], *parts]
    if len(parts) != 3 or any(len(part) > 4 for part in parts):
        return shown
    year, month, date = parts
    return f"{year}-{month.zfill(2)}-{date.zfill(2)}"


def grouped(figure: str) -> str:
    """Thousands commas for a figure that is still being typed; anything else comes back as it is.

    >>> grouped("3860.5"), grouped("1.2万"), grouped("1234567")
    ('3,860.5', '1.2万', '1,234,567')
    """
    bare = figure.replace(",", "")
    found = re.fullmatch(r"(\d+)(\.\d*)?", bare)
    return f"{int(found[1]):,}{found[2] or ''}" if found and len(found[1]) <= 14 else figure


def spaced(identifier: str, group: int = 4) -> str:
    """An identifier in groups, to be read aloud.

    >>> spaced("91420106682355174F")
    '9142 0106 6823 5517 4F'
    """
    return " ".join(identifier[place : place + group] for place in range(0, len(identifier), group))


def masked(identifier: str) -> str:
    """An id with its middle hidden: the first six and the last four stay.

    >>> masked("420106198807193325"), masked("G12345")
    ('420106 ******** 3325', 'G1**45')
    """
    if len(identifier) >= 12:
        return f"{identifier[:6]} {'*' * (len(identifier) - 10)} {identifier[-4:]}"
    return identifier[:2] + "*" * max(0, len(identifier) - 4) + identifier[2:][-2:]


def phone(text: str) -> str:
    """A phone number in the groups in which it is said, 3 4 4.

    >>> phone("13871526127"), phone("02788886666")
    ('138 7152 6127', '027 8888 6666')
    """
    return " ".join(part for part in (text[:3], text[3:7], text[7:]) if part)
