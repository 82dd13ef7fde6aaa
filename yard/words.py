"""How the yard talks to the person who started it: Chinese and English, on standard error.

Set-up comes before anybody chose a language, so both stand here; every other face shows one.
"""

from __future__ import annotations

import sys

from schemas.failures import Failure
from schemas.words import LANGUAGES, catalogue, say


def tell(code: str, /, **params: object) -> None:
    """Write one sentence, a line in each language."""
    for language in LANGUAGES:
        print(say(code, language, **params), file=sys.stderr)


def beside(code: str, /, **params: object) -> str:
    """One short sentence, both languages on one line."""
    return "  ".join(say(code, language, **params) for language in LANGUAGES)


def tell_failure(failure: Failure) -> None:
    """What happened and what to do now, a paragraph in each language."""
    for language in LANGUAGES:
        words = catalogue(language)[failure.code]
        parts = words.values() if isinstance(words, dict) else (words,)
        print(" ".join(part.format(**failure.params) for part in parts), file=sys.stderr)
