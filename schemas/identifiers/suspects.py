"""Where a wrong number is probably wrong: the place of a bad character, a misread letter, two characters swapped.

Positions count from 1, as a clerk counts them on the licence. A suspicion is a hint and never a correction: the number
is refused all the same.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NoReturn

from schemas.failures import BadInput
from schemas.identifiers.normal import LONGEST, shown

_MISREAD = {"I": "1", "L": "1", "O": "0", "Q": "0", "D": "0", "S": "5", "Z": "2", "B": "8", "G": "6"}
"""What a letter that may not stand somewhere is most often a misreading of."""


def require_length(text: str, lengths: tuple[int, ...], field: str | None) -> None:
    """BadInput `identifiers.empty` or `identifiers.length` unless `text` has one of `lengths`."""
    if not text:
        raise BadInput("identifiers.empty", field=field)
    if len(text) not in lengths:
        found = len(text) if len(text) <= LONGEST else f">{LONGEST}"
        raise BadInput("identifiers.length", field=field, wanted="/".join(map(str, lengths)), found=found)


def require_characters(text: str, allowed: str, field: str | None, start: int = 1) -> None:
    """Every character of `text` is one of `allowed`; `start` is the position of the first in the whole number."""
    for position, character in enumerate(text, start):
        if character in allowed:
            continue
        perhaps = _MISREAD.get(character, "")
        if perhaps and perhaps in allowed:
            raise BadInput("identifiers.misread", field=field, position=position, found=character, perhaps=perhaps)
        raise BadInput("identifiers.character", field=field, position=position, found=shown(character))


def swaps(text: str, holds: Callable[[str], bool]) -> list[int]:
    """Positions p where the number would hold if characters p and p + 1 changed places."""
    pairs = [p for p in range(len(text) - 1) if text[p] != text[p + 1]]
    return [p + 1 for p in pairs if holds(text[:p] + text[p + 1] + text[p] + text[p + 2 :])]


def refuse_check(text: str, expected: str, holds: Callable[[str], bool], field: str | None) -> NoReturn:
    """The last character of `text` should be `expected`: say so, and name the one swap that would mend it, if one."""
    found, places = text[-1], swaps(text, holds)
    if len(places) == 1:
        first = places[0]
        raise BadInput(
            "identifiers.swapped", field=field, expected=expected, found=found, first=first, second=first + 1
        )
    raise BadInput("identifiers.check_digit", field=field, expected=expected, found=found, position=len(text))
