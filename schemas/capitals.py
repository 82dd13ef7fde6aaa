"""Amounts as people write them: in figures (`1,680.32`), and in capital characters 大写金额 with every lawful variant.

`schemas.money.capitals` writes the one form that our papers use; here other papers are read (支付结算办法附件一).
"""

from __future__ import annotations

import re

from schemas.failures import BadInput
from schemas.money import MOST_FEN, capitals

_FIGURES = re.compile(r"([+-]?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.([0-9]{1,2}))?")
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SECTION = r"(?:[壹贰叁肆伍陆柒捌玖零]|[拾佰仟])*"
_WHOLE = re.compile(rf"(?:({_SECTION})亿)?(?:({_SECTION})万)?({_SECTION})")
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}
_LONGEST = 64
_OPTIONAL_ZERO = re.compile(
    r"(?<=万)(?=[壹贰叁肆伍陆柒捌玖]仟)|(?<=亿)(?=[壹贰叁肆伍陆柒捌玖]仟)|(?<=元)(?=[壹贰叁肆伍陆柒捌玖]角)"
)


def read_yuan(text: str, field: str | None = None) -> int:
    """Read yuan in figures, at most two decimals, commas by thousands, as fen; BadInput `money.text`, `money.range`.

    >>> read_yuan("-1,680.5")
    -168050
    """
    parts = _FIGURES.fullmatch(text.strip())
    if not parts:
        raise BadInput("money.text", field=field)
    sign, whole, part = parts.groups(default="")
    fen = int(whole.replace(",", "")) * 100 + int(part.ljust(2, "0"))
    if fen > MOST_FEN:
        raise BadInput("money.range", field=field, most=MOST_FEN)
    return -fen if sign == "-" else fen


def read_capitals(text: str, field: str | None = None) -> int:
    """Read an amount in capitals as fen, whichever lawful form it has; BadInput `money.capitals` for any other.

    圆 is read as 元 and 正 as 整; 整 after 角 and one 零 after 亿, 万 or 元 may be left out where the rule says so;
    人民币 or ⊗ may come first, （负数）or 负 for a red invoice.

    >>> read_capitals("人民币壹拾万零柒仟元伍角叁分"), read_capitals("负壹佰圆正")
    (10700053, -10000)
    """
    plain = "".join(text.split()) if len(text) <= _LONGEST else ""
    plain = plain.removeprefix("人民币").removeprefix("⊗").replace("圆", "元").replace("正", "整")
    for prefix in ("（负数）", "(负数)", "负"):
        if plain.startswith(prefix):
            return -_unsigned(plain.removeprefix(prefix), field)
    return _unsigned(plain, field)


def spellings(fen: int) -> frozenset[str]:
    """Every lawful form of an amount of 0 or more, written with 元 and 整.

    The form of our papers comes without an optional 零; the rule lets one, and only one, be added.
    """
    base = capitals(fen)
    forms = {base, *(base[: gap.start()] + "零" + base[gap.start() :] for gap in _gaps(base, fen))}
    return frozenset(forms | {form.removesuffix("整") for form in forms if form.endswith("角整")})


def _gaps(base: str, fen: int) -> list[re.Match[str]]:
    """Where a 零 may stand: the place before is 0 (亿位, 万位 or 元位) and the place after is not."""
    empty = {"亿": not fen // 10**10 % 10, "万": not fen // 10**6 % 10, "元": not fen // 100 % 10}
    return [gap for gap in _OPTIONAL_ZERO.finditer(base) if empty[base[gap.start() - 1]]]


def _unsigned(text: str, field: str | None) -> int:
    fen = _value(text)
    if fen is None or fen > MOST_FEN or text not in spellings(fen):
        raise BadInput("money.capitals", field=field)
    return fen


def _value(text: str) -> int | None:
    """What the characters add up to, however they are arranged; `spellings` is the judge of the arrangement."""
    whole, _, part = text.rpartition("元")
    sections = _WHOLE.fullmatch(whole)
    if not sections:
        return None
    total = 0
    for section in sections.groups(default=""):
        total = total * 10_000 + _section(section)
    digits = re.fullmatch(r"(?:零?([壹贰叁肆伍陆柒捌玖])角)?(?:零?([壹贰叁肆伍陆柒捌玖])分)?整?", part)
    if not digits:
        return None
    jiao, tail = (_DIGITS.index(digit) if digit else 0 for digit in digits.groups())
    return total * 100 + jiao * 10 + tail


def _section(text: str) -> int:
    value, digit = 0, 0
    for character in text:
        if character in _PLACES:
            value, digit = value + digit * _PLACES[character], 0
        else:
            digit = _DIGITS.index(character)
    return value + digit
