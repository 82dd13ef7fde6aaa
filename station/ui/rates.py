"""Rates as people read them: `0.015` → `1.5%`. Pure."""

from __future__ import annotations

from fractions import Fraction


def percent(rate: str | None) -> str:
    """A decimal rate in per cent, without zeros that say nothing; a rate that does not exist is a middle dot.

    >>> percent("0.01"), percent("0.015"), percent("0.0003"), percent(None)
    ('1%', '1.5%', '0.03%', '·')
    """
    if rate is None:
        return "·"
    hundredfold = Fraction(rate) * 100
    whole, rest = divmod(hundredfold, 1)
    digits = ""
    while rest and len(digits) < 8:
        digit, rest = divmod(rest * 10, 1)
        digits += str(digit)
    return f"{whole}.{digits}%" if digits else f"{whole}%"
