"""Words for codes that stand in entries; a code that is not known is said as it is. Pure."""

from __future__ import annotations

from schemas.words import LANGUAGES, catalogue, say


def item(code: str, language: str = LANGUAGES[0]) -> str:
    """What was sold, by the kind of its line."""
    word = f"reconcile.item.{code}"
    return say(word, language) if word in catalogue(language) else code
