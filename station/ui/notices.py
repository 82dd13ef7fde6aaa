"""What a person reads when something fails: what happened, whether anything is lost, what to do now. Pure.

Each notice ends in a short code for the telephone, made from the failure's own code, so that the desk that is
called can look it up in the same catalogue.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from schemas.failures import Breach, Failure, Fault, Refusal
from schemas.words import catalogue
from station.ui.speech import Speech


@dataclass(frozen=True, slots=True)
class Notice:
    """Three plain sentences and a code; `marks` are the suspect characters of what was typed, counted from 1.

    `grave` is what no clerk can mend at a field; `quiet` of these a fault that mends itself, such as being offline.
    """

    what: str
    lost: str
    now: str
    code: str
    marks: tuple[int, ...] = ()
    grave: bool = False
    quiet: bool = False


def notice(failure: Failure, speech: Speech) -> Notice:
    """The notice of a failure in the language of the screen."""
    words = catalogue(speech.language).get(failure.code)
    if isinstance(words, dict):
        what, now = words["what"].format(**failure.params), words["next"].format(**failure.params)
    else:
        what, now = speech("notices.unknown", code=failure.code), speech("notices.unknown_next")
    lost, code, grave = speech(_lost(failure)), phone_code(failure.code), not isinstance(failure, Refusal)
    return Notice(what, lost, now, code, _marks(failure), grave, isinstance(failure, Fault))


def bug(speech: Speech) -> Notice:
    """The notice of a program error: it says so, without any data of a taxpayer."""
    return Notice(
        speech("notices.bug"), speech("notices.lost_nothing"), speech("notices.bug_next"), phone_code("bug"), (), True
    )


def phone_code(code: str) -> str:
    """The short code that is said on the telephone: two letters of the room and three digits.

    >>> phone_code("identifiers.check_digit")[:3]
    'ID-'
    """
    return f"{code[:2].upper()}-{zlib.crc32(code.encode()) % 1000:03d}"


def _lost(failure: Failure) -> str:
    if isinstance(failure, Breach):
        return "notices.lost_breach"
    return "notices.lost_fault" if isinstance(failure, Fault) else "notices.lost_nothing"


def _marks(failure: Failure) -> tuple[int, ...]:
    """The places in the typed text that the failure suspects."""
    first, last = failure.params.get("first"), failure.params.get("last")
    if isinstance(first, int) and isinstance(last, int):
        return tuple(range(first, last + 1))
    named = (first, failure.params.get("second"), failure.params.get("position"))
    return tuple(place for place in named if isinstance(place, int))
