"""Figures, days and numbers as papers write them. Whole fen and decimal strings in, text out."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

from schemas.money import exact, half_up, yuan

_CHINA = timedelta(hours=8)
_PRICE_DIGITS = 8
"""A unit price has at most eight decimals."""
_STARS = "********"


def percent(rate: str) -> str:
    """A rate as a percentage.

    >>> percent("0.01"), percent("0.0003"), percent("0.07")
    ('1%', '0.03%', '7%')
    """
    return f"{_decimal(exact(rate) * 100, 6)}%"


def unit_price(net_fen: int, quantity: str) -> str:
    """The price of one, from a line's net amount; two decimals at least, eight at most.

    >>> unit_price(382178, "1"), unit_price(10000, "3")
    ('3821.78', '33.33333333')
    """
    return _decimal(Fraction(net_fen, 100) / exact(quantity), _PRICE_DIGITS, least=2)


def with_sign(fen: int, sign: str = "¥") -> str:
    """An amount with its currency sign; slips write ￥ (U+FFE5), which receipt printers have."""
    return f"-{sign}{yuan(-fen)}" if fen < 0 else sign + yuan(fen)


def masked(number: str) -> str:
    """A person's number with its middle hidden; short numbers keep their last two characters.

    >>> masked("420106199001011234"), masked("E12345678")
    ('420106********1234', '********78')
    """
    if len(number) >= 15:
        return number[:6] + _STARS + number[-4:]
    return _STARS + number[-2:]


def written_day(on: str) -> str:
    """A business day as forms write it.

    >>> written_day("2026-09-18")
    '2026年09月18日'
    """
    day = date.fromisoformat(on)
    return f"{day.year}年{day.month:02d}月{day.day:02d}日"


def instant(hlc: int) -> str:
    """The wall part of a logical clock in China's one zone, to the minute."""
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=hlc >> 16) + _CHINA
    return moment.strftime("%Y-%m-%d %H:%M")


def period(first: str, last: str) -> str:
    """A tax period; a single day stands once."""
    return first if first == last else f"{first}至{last}"


def _decimal(value: Fraction, most: int, least: int = 0) -> str:
    """A decimal of `least` to `most` places, half up, without a tail of noughts."""
    scaled = half_up(value * 10**most)
    whole, part = divmod(scaled, 10**most)
    places = f"{part:0{most}d}".rstrip("0").ljust(least, "0")
    return f"{whole}.{places}" if places else str(whole)
