"""Searching the directory 名录查询: what was typed against what is known, slips of the finger forgiven, each look counted."""

from __future__ import annotations

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from schemas.directory import Listed, pieces_asked
from schemas.directory.grams import is_han
from schemas.directory.sound import sound
from schemas.failures import BadInput
from schemas.identifiers.normal import normalise
from station.ledger.directory import Directory

MOST = 20
LEAST = 0.55
"""What resembles less than this is not told."""


def search(directory: Directory, text: str, most: int = MOST) -> list[tuple[Listed, float]]:
    """The households that most resemble what was typed, the likest first; BadInput `directory.text`."""
    typed = normalise(text)
    if len(typed) < 2 or len(typed) > 64:
        raise BadInput("directory.text", field="text")
    named = not any(letter.isdigit() for letter in typed)
    found = directory.candidates(pieces_asked(typed, sound(typed) if named else ""))
    told = [(row, likeness(typed, row)) for row in found]
    best = sorted((pair for pair in told if pair[1] >= LEAST), key=lambda pair: (-pair[1], pair[0].record))
    return best[:most]


def likeness(typed: str, row: Listed) -> float:
    """From 0 to 1, by whichever of its fields is likest."""
    if any(is_han(letter) for letter in typed):
        return max(
            OSA.normalized_similarity(typed, row.name),
            fuzz.partial_ratio(typed, row.name) / 100 * 0.95,
            OSA.normalized_similarity(typed, row.operator),
            fuzz.partial_ratio(typed, row.address) / 100 * 0.9,
            OSA.normalized_similarity(sound(typed), row.pinyin) * 0.9,
        )
    if any(letter.isdigit() for letter in typed):
        return max(_figures(typed, row.identity), _figures(typed, row.phone))
    letters = typed.lower()
    joined = row.pinyin.replace(" ", "")
    initials = "".join(word[:1] for word in row.pinyin.split())
    return max(
        OSA.normalized_similarity(letters, joined),
        fuzz.partial_ratio(letters, joined) / 100 * 0.9,
        OSA.normalized_similarity(letters, initials),
        0.9 if initials.startswith(letters) else 0.0,
    )


def _figures(typed: str, known: str) -> float:
    return 1.0 if typed == known else 0.98 if typed in known else OSA.normalized_similarity(typed, known)
