"""Money in whole fen 分, exact rounding by name, and the amount in capitals 大写金额.

Amounts are `int` 分. Rates are decimal strings in data and `Fraction` inside. No float enters here.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from schemas.failures import BadInput

MOST_FEN = 10**13
"""The largest amount that any field accepts: 10^13 分, a hundred billion yuan."""

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_UNITS = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")


def half_up(value: Fraction) -> int:
    """Round to the nearest whole fen, halves away from zero (四舍五入).

    >>> half_up(Fraction(5, 2)), half_up(Fraction(-5, 2)), half_up(Fraction(69, 2))
    (3, -3, 35)
    """
    doubled = 2 * abs(value.numerator) + value.denominator
    rounded = doubled // (2 * value.denominator)
    return rounded if value >= 0 else -rounded


def exact(decimal_text: str) -> Fraction:
    """Read a decimal string (`"0.015"`) as the exact fraction that it names."""
    return Fraction(Decimal(decimal_text))


def yuan(fen: int) -> str:
    """Write fen as yuan with two decimals and thousands commas, the minus before all.

    >>> yuan(334500), yuan(-5)
    ('3,345.00', '-0.05')
    """
    sign = "-" if fen < 0 else ""
    whole, part = divmod(abs(fen), 100)
    return f"{sign}{whole:,}.{part:02d}"


def plain_yuan(fen: int) -> str:
    """Write fen as yuan with two decimals and no separators, as files and forms want it."""
    return yuan(fen).replace(",", "")


def in_range(fen: int, field: str) -> int:
    """Return `fen` if it is a whole amount of 0 to `MOST_FEN`; BadInput `money.range` otherwise."""
    if type(fen) is not int or not 0 <= fen <= MOST_FEN:
        raise BadInput("money.range", field=field, most=MOST_FEN)
    return fen


def capitals(fen: int) -> str:
    """The amount in capital characters 大写金额 (支付结算办法附件一): no optional 零, 整 after 元 and 角.

    >>> capitals(32504), capitals(168032), capitals(10700053), capitals(5), capitals(0)
    ('叁佰贰拾伍元零肆分', '壹仟陆佰捌拾元叁角贰分', '壹拾万柒仟元伍角叁分', '伍分', '零元整')
    """
    if fen < 0:
        return "（负数）" + capitals(-fen)
    if fen == 0:
        return "零元整"
    whole, part = divmod(fen, 100)
    jiao, tail = divmod(part, 10)
    text = _whole_yuan(whole) + "元" if whole else ""
    if jiao:
        text += _DIGITS[jiao] + "角"
    if tail:
        return text + ("零" if whole and not jiao else "") + _DIGITS[tail] + "分"
    return text + "整"


def _whole_yuan(whole: int) -> str:
    """Whole yuan in groups of four: 亿, 万, and the rest."""
    if whole >= 10**12:
        raise BadInput("money.range", most=MOST_FEN)
    text, gap = "", False
    for power in (2, 1, 0):
        group = whole // 10 ** (4 * power) % 10_000
        if not group:
            gap = bool(text)
            continue
        if text and (gap or group < 1000):
            text += "零"
        text += _group(group) + _GROUPS[power]
        gap = False
    return text


def _group(group: int) -> str:
    """One group of four digits, 1 to 9,999, inner zeros folded to one 零."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if not digit:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + _DIGITS[digit] + _UNITS[place]
        gap = False
    return text
