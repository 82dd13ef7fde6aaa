"""The lock between paper and ledger, pure: the form on top of a printer must be the one whose number is to be printed.

The number on top follows from what was loaded and what has come out since; while a job is in doubt nobody knows it, and
nothing more goes onto these forms until a person has looked.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from schemas.failures import Refusal

FORMS = {"ordinary-invoice": "invoice", "red-letter-invoice": "invoice", "tax-voucher": "voucher"}
"""Papers that stand on pre-numbered forms, and the stock that they use."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Roll:
    """Forms in a printer 已装票证; `top` is the number that lies uppermost, None while a job is in doubt."""

    printer: str
    stock: str
    code: str
    first: int
    last: int
    width: int
    top: int | None

    def written(self, number: int) -> str:
        """A number as it stands on the form."""
        return f"{number:0{self.width}d}"

    @property
    def left(self) -> int | None:
        """Forms that still lie in the printer; None while nobody knows."""
        return None if self.top is None else self.last - self.top + 1


def top_of(first: int, gone: AbstractSet[int]) -> int:
    """The number on top of a roll that began at `first`: forms leave it one by one, in order.

    >>> top_of(7, {7, 8, 11})
    9
    """
    while first in gone:
        first += 1
    return first


def require_on_top(roll: Roll | None, printer: str, code: str, number: str) -> None:
    """Whether this number lies on top; otherwise a Refusal that says which form to look for.

    `forms.none_loaded`, `forms.in_doubt`, `forms.wrong_roll`, `forms.used_up`, `forms.mismatch`.
    """
    wanted = {"printer": printer, "series": code, "number": number}
    if roll is None:
        raise Refusal("forms.none_loaded", **wanted)
    if roll.top is None:
        raise Refusal("forms.in_doubt", printer=printer)
    loaded = {"loaded_series": roll.code, "first": roll.written(roll.first), "last": roll.written(roll.last)}
    same = roll.code == code and roll.width == len(number) and number.isdecimal()
    if same and roll.top > roll.last and int(number) > roll.last:
        raise Refusal("forms.used_up", **wanted)
    if not same or not roll.first <= int(number) <= roll.last:
        raise Refusal("forms.wrong_roll", **wanted, **loaded)
    if int(number) != roll.top:
        raise Refusal("forms.mismatch", **wanted, top=roll.written(roll.top))
